"""What a parent wrote or said, or what a coordinator answers, for the translator who has it.

Ewa: {open_words: task-words} → done
Ewa: {open_words: task-done} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import Refused
from bot.handling.arguments import OfTask
from bot.handling.context import Context, Done
from bot.handling.translation_items import what
from bot.services.hearing import disclosure
from bot.services.translation import translating_words

GIVES = frozenset({"direction", "mark", "what_word", "language_word", "source", "source_media", "seen"})
OUTCOMES = {"translation_gone": "gone"}
SPEC = ActionSpec("open_words", OfTask, frozenset({"gone"}), GIVES)


async def run(context: Context, args: OfTask) -> Done:
    """Under the question's pseudonym, and nothing else about the parent. `source_media` is empty when nothing was spoken; `seen`
    tells these words from what their writer makes of them later."""
    try:
        told = await disclosure.to_translate(context.work, context.actor, args.task_id)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    return Done(
        values={
            "direction": str(told.task.direction),
            "mark": wording.text("common.task_danger") if told.danger else "",
            "what_word": await what(context.work, told.task),
            "language_word": wording.language_name(told.task.language),
            "source": wording.to_translate(told.task.id) if told.has_words else wording.text("common.voice_note"),
            "source_media": told.media_id or "",
            "seen": await translating_words.version(context.work, told.task),
        }
    )
