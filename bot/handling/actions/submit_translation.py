"""A translator is ready: somebody else reads it.

Ewa: {submit_translation: task-complete} → done
Ewa: {submit_translation: task-bulletin} → missing
Ewa: {submit_translation: task-done} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import OfTask
from bot.handling.context import Context, Done
from bot.handling.translation_items import name_of
from bot.services.translation import translating

OUTCOMES = {"translation_gone": "gone", "element_missing": "missing"}
SPEC = ActionSpec("submit_translation", OfTask, frozenset({"missing", "gone"}), frozenset({"has_reader", "reader"}))


async def run(context: Context, args: OfTask) -> Done:
    """`has_reader` is `yes` when somebody reads it (`reader`), else coordinators are asked. `missing`: not all is written."""
    try:
        task = await translating.submit(context.work, context.actor, args.task_id)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    reader = await name_of(context.work, task.reader_id) if task.reader_id else ""
    return Done(values={"has_reader": "yes" if task.reader_id else "no", "reader": reader})
