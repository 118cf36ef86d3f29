"""Everything about the person goes, after the one last message that the step says.

Fatma: forget_me → done
Guest: forget_me → done
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.handling.context import Context, Done
from bot.services import leaving

SPEC = ActionSpec("forget_me")


async def run(context: Context, args: NoArgs) -> Done:
    """Starts it; `leaving.complete_forgetting` follows when the last message is out."""
    await leaving.start_forgetting(context.work, context.person.actor)
    return Done()
