"""A coordinator approves a translation on the translator's word, as nobody else knows the language.

Noor: {approve_on_word: {task_id: task-alone, because: "Hanan tolkt al 10 jaar."}} → done
Noor: {approve_on_word: {task_id: task-written, because: "Hanan tolkt al 10 jaar."}} → reader_there
Noor: {approve_on_word: {task_id: task-done, because: "Hanan tolkt al 10 jaar."}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.translation import second_reading


class ApproveOnWord(Args):
    """`because` is kept."""

    task_id: str
    because: str


OUTCOMES = {"translation_gone": "gone", "reader_there": "reader_there", "own_work": "reader_there"}
SPEC = ActionSpec("approve_on_word", ApproveOnWord, frozenset({"reader_there", "gone"}))


async def run(context: Context, args: ApproveOnWord) -> Done:
    """`reader_there`: somebody else could read it by now, or this coordinator wrote it."""
    try:
        await second_reading.approve_on_word(context.work, context.actor, args.task_id, args.because)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    return Done()
