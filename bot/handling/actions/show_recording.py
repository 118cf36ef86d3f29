"""The next recording that waits for somebody else's yes.

Kyra: {show_recording: pl} → done
Ewa: {show_recording: pl} → none_left
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.speaking import own_media, own_voice


class ShowRecording(Args):
    """The first one, or the one that comes after the recording `after`."""

    voice_language: str
    after: str = ""


GIVES = frozenset({"recording", "recording_hash", "voice_words", "left", "knows", "language_word"})
SPEC = ActionSpec("show_recording", ShowRecording, frozenset({"none_left"}), GIVES)


async def run(context: Context, args: ShowRecording) -> Done:
    """`recording` is what is heard, `recording_hash` names it and no other voice of the same words, `voice_words` what should be
    heard, `knows` whether the listener knows the language."""
    found = await own_voice.next_to_hear(context.work, context.actor, args.voice_language, args.after)
    if found is None:
        return Done("none_left")
    spoken = await own_media.lend(context.work, context.actor, context.account.id, found.recording)
    return Done(
        values={
            "recording": spoken.id,
            "recording_hash": found.recording.spoken,
            "voice_words": found.words,
            "left": found.left,
            "knows": "yes" if found.knows else "no",
            "language_word": wording.language_name(args.voice_language),
        }
    )
