"""Somebody else heard a recording and thinks that it is good: parents who listen hear it from now on.

Kyra: {approve_recording: {language: pl, heard: 19fd2a1e5c0de7611aa5869b4366d479ad8353074327d6fed49bdb86a742277e}} → done
Ewa: {approve_recording: {language: pl, heard: 19fd2a1e5c0de7611aa5869b4366d479ad8353074327d6fed49bdb86a742277e}} → gone
"""

from typing import Literal

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.speaking import own_voice
from bot.services.speaking.approving_texts import OnWord


class ApproveRecording(Args):
    """By the `recording_hash` that `show_recording` gave. `because` is of `reasons_on_word`, or empty for who
    knows the language."""

    language: str
    heard: str
    because: OnWord | Literal[""] = ""


SPEC = ActionSpec("approve_recording", ApproveRecording, frozenset({"gone"}))


async def run(context: Context, args: ApproveRecording) -> Done:
    """`gone`: it was judged or spoken anew meanwhile, or it is the listener's own."""
    try:
        await own_voice.approve(context.work, context.actor, args.language, args.heard, args.because or None)
    except Refused as refused:
        if refused.code not in {"recording_gone", "own_voice"}:
            raise
        return Done("gone")
    return Done()
