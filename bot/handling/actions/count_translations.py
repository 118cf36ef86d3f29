"""How much waits for a translator, and how much of it for nobody in particular.

Ewa: count_translations → done
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.handling.context import Context, Done
from bot.services.people.crew import MOST_OPEN
from bot.services.translation import translation_queue

SPEC = ActionSpec("count_translations", gives=frozenset({"mine", "free", "room", "any"}))


async def run(context: Context, args: NoArgs) -> Done:
    """`room` is how much may wait for one person; `any` is `yes` when there is anything."""
    queue = await translation_queue.queue(context.work, context.actor)
    found = {"mine": len(queue.mine), "free": len(queue.free), "room": MOST_OPEN}
    return Done(values={**found, "any": "yes" if queue.mine or queue.free else "no"})
