"""Everything about the person goes, after the one last message that the step says.

Fatma: forget_me → done
Guest: forget_me → done
"""

from bot.dialogue.actions import ActionSpec, Binds, NoArgs
from bot.handling.context import Context, Done
from bot.handling.leaving_behind import leave
from bot.services.people import leaving

SPEC = ActionSpec("forget_me", binds=Binds.ASKED)


async def run(context: Context, args: NoArgs) -> Done:
    """Starts it; `leaving.finish_forgetting` follows the last message. Coordinators hear which questions it closed."""
    await leave(context, leaving.start_forgetting)
    return Done()
