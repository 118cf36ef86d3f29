"""Every element of a translation, beside its Dutch.

Kyra: {elements_to_read: task-written} → {part_number: 1, parts: 9}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain import wording
from bot.domain.wording import Values
from bot.handling.arguments import OfTask
from bot.handling.context import Context
from bot.handling.translation_items import element_word
from bot.services.speaking import own_media
from bot.services.speaking.languages import SOURCE
from bot.services.translation import reading_aloud, second_reading, translating

SPEC = QuerySpec(
    "elements_to_read", OfTask, gives=frozenset({"element_word", "part_number", "parts", "dutch", "now_words", "spoken"})
)


async def run(context: Context, args: OfTask) -> list[Values]:
    """In the order of reading. `spoken` is what the translator read aloud, empty when there is nothing to hear."""
    task, revision = await second_reading.to_read(context.work, context.actor, args.task_id)
    names = translating.elements(revision)
    items: list[Values] = []
    for number, name in enumerate(names, 1):
        recording = await reading_aloud.recording_of(context.work, revision, task.language, name)
        spoken = None
        if recording is not None:
            spoken = await own_media.lend(context.work, context.actor, context.account.id, recording)
        items.append(
            {
                "element_word": element_word(name),
                "part_number": number,
                "parts": len(names),
                "dutch": wording.written(revision.id, name, SOURCE),
                "now_words": wording.written(revision.id, name, task.language),
                "spoken": spoken.id if spoken else "",
            }
        )
    return items
