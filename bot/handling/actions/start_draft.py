"""A bulletin without words, to be written.

Noor: {start_draft: {trajectory_id: spiegel, kind: full}} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.bulletin import BulletinKind
from bot.handling.arguments import OfTrajectory
from bot.handling.context import Context, Done
from bot.services.writing import drafting


class StartDraft(OfTrajectory):
    """`full` or `short`."""

    kind: BulletinKind


SPEC = ActionSpec("start_draft", StartDraft, gives=frozenset({"bulletin_id", "revision_id"}))


async def run(context: Context, args: StartDraft) -> Done:
    """It is saved at once, so that it can be left and come back to."""
    started = await drafting.start(context.work, context.actor, args.trajectory_id, args.kind)
    return Done(values={"bulletin_id": started.bulletin.id, "revision_id": started.revision.id})
