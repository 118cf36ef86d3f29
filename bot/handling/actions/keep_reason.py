"""A contact person chose why messages are to be held.

Gerda: {keep_reason: too_much} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.person import HoldReason
from bot.handling.arguments import Args
from bot.handling.context import Context, Done


class KeepReason(Args):
    """A kind, and no words."""

    because: HoldReason


SPEC = ActionSpec("keep_reason", KeepReason, gives=frozenset({"because"}))


async def run(context: Context, args: KeepReason) -> Done:
    """For the step in which the day is chosen."""
    return Done(values={"because": str(args.because)})
