"""Whoever was invited to take over a colleague's work gets it now that they joined; `work_handed_over` tells them all of it.

Bram: take_over → nothing
Kees: take_over → done
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.handling.context import Context, Done
from bot.services.people import joining

SPEC = ActionSpec("take_over", outcomes=frozenset({"nothing"}))


async def run(context: Context, args: NoArgs) -> Done:
    """`nothing`: they were invited to work along, and not instead of somebody."""
    return Done() if await joining.take_over(context.work, context.actor) else Done("nothing")
