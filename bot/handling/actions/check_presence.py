"""Whether the person is there: they just said or tapped something, instead of time going on without them.

Fatma: check_presence → done
Time: check_presence → silent
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.handling.context import Context, Done

SPEC = ActionSpec("check_presence", outcomes=frozenset({"silent"}))


async def run(context: Context, args: NoArgs) -> Done:
    """`silent`: time or an event moved the conversation, so a next question would come out of the blue."""
    return Done() if context.inbound is not None else Done("silent")
