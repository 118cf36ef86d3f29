"""The parent reads no texts before others any more, and what they answered goes.

Yusuf: leave_panel → done
"""

from bot.dialogue.actions import ActionSpec, Binds, NoArgs
from bot.handling.context import Context, Done
from bot.services.people import panel

SPEC = ActionSpec("leave_panel", binds=Binds.ASKED)


async def run(context: Context, args: NoArgs) -> Done:
    """Of every text."""
    await panel.leave(context.work, context.person.actor)
    return Done()
