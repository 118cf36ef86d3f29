"""The person stops: nothing goes out to them any more.

Fatma: stop_messages → done
"""

from bot.dialogue.actions import ActionSpec, Binds, NoArgs
from bot.handling.context import Context, Done
from bot.handling.leaving_behind import leave, tell_question_is_closed
from bot.services.people import leaving

SPEC = ActionSpec("stop_messages", binds=Binds.TOLD)


async def run(context: Context, args: NoArgs) -> Done:
    """At once; stopping twice is fine. Questions that wait are closed, and everybody concerned is told."""
    if await leave(context, leaving.stop):
        await tell_question_is_closed(context)
    return Done()
