"""What a piece of translating work was about, also when it is over.

Noor: {open_finished: task-done} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.handling.arguments import OfTask
from bot.handling.context import Context, Done
from bot.handling.translation_items import what
from bot.services.people.crew import READERS

SPEC = ActionSpec("open_finished", OfTask, gives=frozenset({"what_word", "language_word"}))


async def run(context: Context, args: OfTask) -> Done:
    """By name only: no words of it."""
    task = await context.work.uow.translations.get(args.task_id)
    context.actor.must_be(*READERS, coalition_id=task.coalition_id)
    return Done(values={"what_word": await what(context.work, task), "language_word": wording.language_name(task.language)})
