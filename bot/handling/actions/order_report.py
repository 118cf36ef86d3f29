"""The report of a trajectory is to be made, for the return meeting and the policy table; `report_made` tells that it is there.

Noor: {order_report: spiegel} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.delivery import RecipientKind
from bot.handling.arguments import OfTrajectory
from bot.handling.context import Context, Done
from bot.handling.rendering import GROUP_LANGUAGE
from bot.report.making import LANGUAGES
from bot.services.reporting.public_counts import READERS
from bot.services.speaking import own_media

SPEC = ActionSpec("order_report", OfTrajectory)


async def run(context: Context, args: OfTrajectory) -> Done:
    """In the reader's language: a group's is Dutch. It takes seconds, for which no transaction waits (`bot.handling.reports`)."""
    trajectory = await context.work.uow.trajectories.get(args.trajectory_id)
    context.actor.must_be(*READERS, coalition_id=trajectory.coalition_id)
    language = GROUP_LANGUAGE if context.place.kind is RecipientKind.GROUP else context.person.language
    recipe = {
        "trajectory_id": trajectory.id,
        "language": language if language in LANGUAGES else LANGUAGES[0],
        "person_id": context.person.id,
        "conversation_id": context.conversation_id,
    }
    await own_media.order(context.work, context.actor, context.account.id, own_media.REPORT, recipe)
    return Done()
