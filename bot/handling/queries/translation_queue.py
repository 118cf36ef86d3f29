"""What waits for a translator or second reader: danger first, then the oldest; their own before what nobody took.

Ewa: translation_queue → {task_id: task-words}
"""

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain import wording
from bot.domain.translation import TaskState
from bot.domain.wording import Values
from bot.handling.context import Context
from bot.handling.translation_items import day_of, what
from bot.services.people.crew import MOST_OPEN
from bot.services.translation import translation_queue

MOST = MOST_OPEN + 2
"""All that may wait for one person, and the first of what nobody took."""
SPEC = QuerySpec("translation_queue", gives=frozenset({"task_id", "label"}))


async def run(context: Context, args: NoArgs) -> list[Values]:
    """`label` says what it is, and since when."""
    queue = await translation_queue.queue(context.work, context.actor)
    items: list[Values] = []
    for one in (*queue.mine, *queue.free)[:MOST]:
        key = "read" if one.task.state is TaskState.WRITTEN else "danger" if one.danger else "mine"
        key = "free" if one in queue.free else key
        values = {"what_word": await what(context.work, one.task), "since": await day_of(context, one.task.asked_at)}
        items.append({"task_id": one.task.id, "label": wording.text(f"common.queue_{key}", **values)})
    return items
