"""Whether to ask a parent, of our own accord, to read texts before others do: once in their life.

Amina: offer_panel → done
Guest: offer_panel → not_now
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.handling.context import Context, Done
from bot.services.people import panel

SPEC = ActionSpec("offer_panel", outcomes=frozenset({"not_now"}))


async def run(context: Context, args: NoArgs) -> Done:
    """`not_now`: they were asked before, or do not take part."""
    return Done() if await panel.offer(context.work, context.person.actor) else Done("not_now")
