"""How a bulletin stands: counts that add up to its recipients, and reasons, without names.

Noor: {count_deliveries: bulletin-1} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.actor import Role
from bot.handling.arguments import OfBulletin
from bot.handling.bulletin_status import SAYS, status_values
from bot.handling.context import Context, Done
from bot.services.delivery import steering

STEERS = frozenset({"bulletin_state", "is_held", "has_uncertain", "may_begin", "may_steer"})
SPEC = ActionSpec("count_deliveries", OfBulletin, gives=SAYS | STEERS)


async def run(context: Context, args: OfBulletin) -> Done:
    """What its card says, and what may be done about it now: each of these `yes` or `no`, `bulletin_state` by its name."""
    status = await steering.status(context.work, context.actor, args.bulletin_id)
    bulletin = await context.work.uow.bulletins.get(args.bulletin_id)
    return Done(
        values={
            **await status_values(context.work, bulletin, status),
            "bulletin_state": status.state,
            "is_held": _yes("after_outage" in status.reasons and bulletin.has_begun),
            "has_uncertain": _yes(bool(status.counts.get("uncertain"))),
            "may_begin": _yes(bulletin.may_begin),
            "may_steer": _yes(Role.COORDINATOR in context.actor.roles),
        }
    )


def _yes(value: bool) -> str:
    return "yes" if value else "no"
