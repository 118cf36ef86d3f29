"""The person stops: nothing goes out to them any more.

Fatma: stop_messages → done
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.handling.context import Context, Done
from bot.services import leaving

SPEC = ActionSpec("stop_messages")


async def run(context: Context, args: NoArgs) -> Done:
    """At once; stopping twice is fine."""
    await leaving.stop(context.work, context.person.actor)
    return Done()
