"""Where a proposal stands now, for a parent who reacted to it, in the words by which it was told to them.

Sanne: {tell_move: move-1} → done
Sanne: {tell_move: word-1} → over
"""

from zoneinfo import ZoneInfo

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.bulletin import Revision
from bot.domain.proposal import ProposalStatus
from bot.domain.wording import Value
from bot.handling.arguments import OfMove
from bot.handling.context import Context, Done
from bot.handling.proposal_values import why
from bot.handling.resolving import NoWords, resolve
from bot.services.following_up import moved
from bot.services.speaking.languages import SOURCE

OPEN_TO_PARENTS = frozenset({ProposalStatus.STARTED, ProposalStatus.DONE})
"""There is something to go to."""
GIVES = frozenset({"title", "stands", "reason_word", "because", "way_in"})
SPEC = ActionSpec("tell_move", OfMove, frozenset({"over"}), GIVES)


async def run(context: Context, args: OfMove) -> Done:
    """`over`: it moved on. What nobody approved in the reader's language is left out.

    The words of a reason are a coordinator's, in Dutch: other languages have them as far as a message told the same.
    """
    uow, person = context.work.uow, context.person
    move = await uow.trajectories.move(args.move_id)
    reaction = await moved.own_reaction(context.work, person, move.proposal_id)
    if reaction is None or not await moved.is_newest(context.work, move):
        return Done("over")
    bulletin = await uow.bulletins.get(reaction.bulletin_id)
    coalition = await uow.coalitions.get(person.coalition_id)
    if bulletin.revision_id is None or bulletin.sent_at is None:
        return Done("over")
    revision = await uow.bulletins.revision(bulletin.revision_id)
    title = await _approved(context, revision, f"proposal:{move.proposal_id}:title")
    way_in = await _approved(context, revision, f"proposal:{move.proposal_id}:way_in")
    because: Value = move.words if person.language == SOURCE else ""
    if move.words and revision.texts.get((SOURCE, f"proposal:{move.proposal_id}:reason"), "").strip() == move.words:
        because = await _approved(context, revision, f"proposal:{move.proposal_id}:reason")
    told_on = bulletin.sent_at.astimezone(ZoneInfo(coalition.zone)).date()
    return Done(
        values={
            "title": title or wording.text("common.plan_of", told_day=wording.day(told_on)),
            "stands": wording.text(f"common.moved_{move.after}"),
            "reason_word": why(move.reason_kind),
            "because": because if move.after.needs_reason else "",
            "way_in": way_in if move.after in OPEN_TO_PARENTS else "",
        }
    )


async def _approved(context: Context, revision: Revision, element: str) -> Value:
    """By reference; empty when the reader's language has no approved words for it."""
    value = wording.element(revision.id, element)
    try:
        await resolve(context.work.uow, value, context.person.language)
    except NoWords:
        return ""
    return value
