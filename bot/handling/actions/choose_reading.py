"""The person would rather read, or listen where there is a recording.

Fatma: {choose_reading: listen} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.person import Reading
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.people import joining


class ChooseReading(Args):
    """`read` or `listen`."""

    reading: Reading


SPEC = ActionSpec("choose_reading", ChooseReading)


async def run(context: Context, args: ChooseReading) -> Done:
    """Kept with the person."""
    await joining.choose_reading(context.work, context.person.actor, args.reading)
    return Done()
