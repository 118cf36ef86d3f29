"""The next fixed text without a recording, for whoever reads them aloud.

Ewa: {show_text_to_speak: pl} → done
Ewa: {show_text_to_speak: {voice_language: pl, key: welcome.language.say}} → done
Ewa: {show_text_to_speak: {voice_language: pl, after: welcome.language.say}} → all_spoken
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.speaking import own_voice


class ShowTextToSpeak(Args):
    """The one called `key`; else the first one without a recording, after the one called `after`."""

    voice_language: str
    after: str = ""
    key: str = ""


GIVES = frozenset({"voice_key", "voice_words", "most_seconds", "left", "is_changed", "language_word"})
SPEC = ActionSpec("show_text_to_speak", ShowTextToSpeak, frozenset({"all_spoken"}), GIVES)


async def run(context: Context, args: ShowTextToSpeak) -> Done:
    """`is_changed` is `yes` when there was a recording of other words. `all_spoken`: there is no next one."""
    work, language = context.work, args.voice_language
    if args.key:
        found = await own_voice.text(work, context.actor, language, args.key)
    else:
        found = await own_voice.next_to_speak(work, context.actor, language, args.after)
    if found is None:
        return Done("all_spoken")
    return Done(
        values={
            "voice_key": found.key,
            "voice_words": found.words,
            "most_seconds": found.most_seconds,
            "left": found.left,
            "is_changed": "yes" if found.is_changed else "no",
            "language_word": wording.language_name(language),
        }
    )
