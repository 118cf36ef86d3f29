"""What a parent wrote or said, or what a coordinator answers, for the translator who has it.

Ewa: {open_words: task-words} → done
Ewa: {open_words: task-voice} → done
Ewa: {open_words: task-done} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import Refused
from bot.handling.arguments import OfTask
from bot.handling.context import Context, Done
from bot.handling.translation_items import is_spoken, what
from bot.services.hearing import disclosure
from bot.services.translation import translating_words

GIVES = frozenset({"direction", "mark", "what_word", "language_word", "source", "source_form", "source_media", "seen"})
OUTCOMES = {"translation_gone": "gone"}
SPEC = ActionSpec("open_words", OfTask, frozenset({"gone"}), GIVES)


async def run(context: Context, args: OfTask) -> Done:
    """Under the question's pseudonym, and nothing else about the parent. `source_media` is empty when nothing was spoken.

    `source_form` is `spoken` for a voice beside a reaction that is to be written down, else `written`; `seen` tells these words
    from what their writer makes of them later.
    """
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
            "source_form": "spoken" if await is_spoken(context.work, told.task) else "written",
            "source_media": _media(told),
            "seen": await translating_words.version(context.work, told.task),
        }
    )


def _media(told: disclosure.ToTranslate) -> str:
    """A voice beside a reaction is looked up once more when it is sent."""
    if told.media_id and told.task.reaction_id is not None:
        return wording.voice_beside(told.task.reaction_id)
    return told.media_id or ""
