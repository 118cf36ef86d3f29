"""Somebody else heard a recording that is not good: it goes, and the text is asked again.

Kyra: {refuse_recording: {language: pl, heard: 19fd2a1e5c0de7611aa5869b4366d479ad8353074327d6fed49bdb86a742277e}} → done
Ewa: {refuse_recording: {language: pl, heard: 19fd2a1e5c0de7611aa5869b4366d479ad8353074327d6fed49bdb86a742277e}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.speaking import own_voice


class RefuseRecording(Args):
    """By the `recording_hash` that `show_recording` gave."""

    language: str
    heard: str


SPEC = ActionSpec("refuse_recording", RefuseRecording, frozenset({"gone"}))


async def run(context: Context, args: RefuseRecording) -> Done:
    """`gone`: it was judged or spoken anew meanwhile, or it is the listener's own."""
    try:
        await own_voice.refuse(context.work, context.actor, args.language, args.heard)
    except Refused as refused:
        if refused.code not in {"recording_gone", "own_voice"}:
            raise
        return Done("gone")
    return Done()
