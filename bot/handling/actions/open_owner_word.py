"""What the owner of a proposal says of it.

Noor: {open_owner_word: word-1} → done
Noor: {open_owner_word: move-1} → decided
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import Stale
from bot.handling.arguments import OfMove
from bot.handling.context import Context, Done
from bot.handling.proposal_values import title_of, why
from bot.services.following_up import proposing

GIVES = frozenset({"proposal_id", "title", "owner", "status_text", "said_text", "reason_word", "words", "is_news"})
SPEC = ActionSpec("open_owner_word", OfMove, frozenset({"decided"}), GIVES)


async def run(context: Context, args: OfMove) -> Done:
    """`decided`: somebody moved it since, or the owner said something newer. `is_news`: `no` when it stands where it stood."""
    try:
        proposal, said = await proposing.newest_word(context.work, context.actor, args.move_id)
    except Stale:
        return Done("decided")
    return Done(
        values={
            "proposal_id": proposal.id,
            "title": title_of(proposal),
            "owner": proposal.owner or wording.text("common.the_owner"),
            "status_text": wording.text(f"common.proposal_{proposal.status}"),
            "said_text": wording.text(f"common.proposal_{said.after}"),
            "reason_word": why(said.reason_kind),
            "words": said.words,
            "is_news": "no" if said.after is said.before else "yes",
        }
    )
