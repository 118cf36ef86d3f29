"""A translation that waits for its second reader.

Kyra: {open_reading: task-written} → done
Ewa: {open_reading: task-written} → own_work
Kyra: {open_reading: task-done} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import Refused
from bot.handling.arguments import OfTask
from bot.handling.context import Context, Done
from bot.handling.translation_items import name_of, what
from bot.services.translation import second_reading

GIVES = frozenset({"revision_id", "language_word", "what_word", "translator"})
OUTCOMES = {"translation_gone": "gone", "cannot_read": "gone", "own_work": "own_work"}
SPEC = ActionSpec("open_reading", OfTask, frozenset({"own_work", "gone"}), GIVES)


async def run(context: Context, args: OfTask) -> Done:
    """`own_work`: whoever wrote words of it cannot approve it. `gone`: somebody did already, or it is being changed."""
    try:
        task, revision = await second_reading.open_to_read(context.work, context.actor, args.task_id)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    return Done(
        values={
            "revision_id": revision.id,
            "language_word": wording.language_name(task.language),
            "what_word": await what(context.work, task),
            "translator": await name_of(context.work, task.translator_id or ""),
        }
    )
