"""A piece of translating work: what it is, and whose turn it is.

Ewa: {open_translation: task-words} → done
Ewa: {open_translation: task-done} → gone
Bram: {open_translation: task-words} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.actor import Role
from bot.domain.translation import OPEN_TASKS
from bot.handling.arguments import OfTask
from bot.handling.context import Context, Done
from bot.handling.translation_items import ABOUT, about
from bot.services.people.crew import READERS
from bot.services.translation.translation_queue import could_take

SPEC = ActionSpec("open_translation", OfTask, frozenset({"gone"}), ABOUT | {"task_state"})


async def run(context: Context, args: OfTask) -> Done:
    """`task_state` is `asked`, or `written` when it waits for its second reader. `gone`: it is over, or somebody else's by now (a
    coordinator sees it all the same)."""
    task = await context.work.uow.translations.get(args.task_id)
    context.actor.must_be(*READERS, coalition_id=task.coalition_id)
    values = await about(context, task)
    theirs = values["turn"] == "mine" or await could_take(context.work, context.person, task)
    if task.state not in OPEN_TASKS or not (theirs or Role.COORDINATOR in context.actor.roles):
        return Done("gone")
    return Done(values={**values, "task_state": str(task.state)})
