"""A parent's tap about what was understood (`meaning`) or a proposal (its id).

Lotte: {record_reaction: {bulletin_id: bulletin-1, subject: meaning, kind: helps}} → done
Lotte: {record_reaction: {bulletin_id: bulletin-1, subject: proposal-1, kind: not}} → done
Guest: {record_reaction: {bulletin_id: bulletin-1, subject: meaning, kind: helps}} → not_joined
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.domain.reaction import ReactionKind
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.hearing import reactions


class RecordReaction(Args):
    """On which subject of which bulletin."""

    bulletin_id: str
    subject: str
    kind: ReactionKind


SPEC = ActionSpec("record_reaction", RecordReaction, frozenset({"not_joined"}))


async def run(context: Context, args: RecordReaction) -> Done:
    """A changed mind overwrites. `not_joined`: the parent stopped meanwhile."""
    try:
        await reactions.record(context.work, context.person.actor, args.bulletin_id, args.subject, args.kind)
    except Refused as refused:
        if refused.code != "not_joined":
            raise
        return Done("not_joined")
    return Done()
