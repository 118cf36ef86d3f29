"""Every element of a translation, beside its Dutch.

Kyra: {elements_to_read: task-written} → {part_number: 1, parts: 9}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain import wording
from bot.domain.wording import Values
from bot.handling.arguments import OfTask
from bot.handling.context import Context
from bot.handling.translation_items import element_word
from bot.services import second_reading, translating
from bot.services.languages import SOURCE

SPEC = QuerySpec("elements_to_read", OfTask, gives=frozenset({"element_word", "part_number", "parts", "dutch", "now_words"}))


async def run(context: Context, args: OfTask) -> list[Values]:
    """In the order of reading."""
    task, revision = await second_reading.to_read(context.work, context.actor, args.task_id)
    names = translating.elements(revision)
    return [
        {
            "element_word": element_word(name),
            "part_number": number,
            "parts": len(names),
            "dutch": wording.written(revision.id, name, SOURCE),
            "now_words": wording.written(revision.id, name, task.language),
        }
        for number, name in enumerate(names, 1)
    ]
