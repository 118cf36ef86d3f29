"""A translator reads an element aloud, for parents who would rather listen.

Ewa: {speak_element: {task_id: task-complete, element: acknowledgement, media_id: voice-ewa}} → done
Ewa: {speak_element: {task_id: task-complete, element: acknowledgement, media_id: voice-long}} → too_long
Ewa: {speak_element: {task_id: task-complete, element: acknowledgement, media_id: ""}} → nothing
Ewa: {speak_element: {task_id: task-alone, element: acknowledgement, media_id: voice-ewa}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.translation import reading_aloud


class SpeakElement(Args):
    """`media_id` is the voice note."""

    task_id: str
    element: str
    media_id: str


OUTCOMES = {"translation_gone": "gone", "nothing_said": "nothing", "too_long": "too_long"}
SPEC = ActionSpec("speak_element", SpeakElement, frozenset({"nothing", "too_long", "gone"}))


async def run(context: Context, args: SpeakElement) -> Done:
    """`nothing`: it was no voice note. It is kept once the channel gave it to us (`voice_not_kept` says when it did not)."""
    if not args.media_id:
        return Done("nothing")
    try:
        await reading_aloud.keep(context.work, context.actor, args.task_id, args.element, args.media_id)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    return Done()
