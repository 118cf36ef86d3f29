"""Parts of a bulletin of which nobody knows whether they arrived: a coordinator decides about all of them.

Noor: {settle_uncertain: {bulletin_id: bulletin-1, how: drop}} → done
Noor: {settle_uncertain: {bulletin_id: bulletin-5, how: resend}} → too_late
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.delivery import Settle
from bot.domain.errors import Stale
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.services.delivery import uncertain


class SettleUncertain(OfBulletin):
    """`how`: `resend`, `received` or `drop`."""

    how: Settle


SPEC = ActionSpec("settle_uncertain", SettleUncertain, frozenset({"too_late"}), frozenset({"settled"}))


async def run(context: Context, args: SettleUncertain) -> Done:
    """`too_late`: nothing of it is sent any more. `settled` is how many: none, when somebody decided already."""
    try:
        count = await uncertain.settle(context.work, context.actor, args.bulletin_id, args.how)
    except Stale as stale:
        if stale.code != "nothing_uncertain":
            return Done("too_late")
        count = 0
    return Done(values={"settled": count})
