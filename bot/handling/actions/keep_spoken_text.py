"""Somebody read a fixed text aloud, and thinks that it is good: another person approves it before parents hear it.

Ewa: {keep_spoken_text: {voice_language: pl, key: welcome.language.say, media_id: voice-ewa}} → done
Ewa: {keep_spoken_text: {voice_language: pl, key: welcome.language.say, media_id: ""}} → nothing
Ewa: {keep_spoken_text: {voice_language: pl, key: welcome.language.say, media_id: voice-long}} → too_long
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.speaking import own_voice


class KeepSpokenText(Args):
    """`media_id` is the voice note."""

    voice_language: str
    key: str
    media_id: str


OUTCOMES = {"nothing_said": "nothing", "too_long": "too_long"}
SPEC = ActionSpec("keep_spoken_text", KeepSpokenText, frozenset({"nothing", "too_long"}))


async def run(context: Context, args: KeepSpokenText) -> Done:
    """`nothing`: it was no voice note, or the text is gone. It is kept once the channel gave it to us (`own_voice_not_kept` says
    when it did not)."""
    if not args.media_id:
        return Done("nothing")
    try:
        await own_voice.keep(context.work, context.actor, args.voice_language, args.key, args.media_id)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    return Done()
