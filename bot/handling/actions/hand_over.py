"""A coordinator gives everything that is open to another one, who is told it in one message.

Noor: {hand_over: bram} → done
Noor: {hand_over: willem} → no_successor
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.people import handing_over


class HandOver(Args):
    """To whom."""

    colleague_id: str


SPEC = ActionSpec("hand_over", HandOver, frozenset({"no_successor"}))


async def run(context: Context, args: HandOver) -> Done:
    """The giver stays a coordinator. `no_successor`: whom they named does not coordinate any more."""
    try:
        await handing_over.hand_over(context.work, context.person.actor, args.colleague_id)
    except Refused:
        return Done("no_successor")
    return Done()
