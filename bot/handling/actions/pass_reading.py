"""Somebody else reads a translation: its second reader cannot, or a coordinator waited long enough.

Kyra: {pass_reading: task-written} → done
Noor: {pass_reading: task-written} → done
Noor: {pass_reading: task-done} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import OfTask
from bot.handling.context import Context, Done
from bot.handling.translation_items import name_of
from bot.services.translation import second_reading

OUTCOMES = {"translation_gone": "gone"}
SPEC = ActionSpec("pass_reading", OfTask, frozenset({"gone"}), frozenset({"has_reader", "reader"}))


async def run(context: Context, args: OfTask) -> Done:
    """`has_reader` is `yes` when somebody else is asked (`reader`), else coordinators are. `gone`: it was approved, or is being
    changed."""
    try:
        task = await second_reading.pass_on(context.work, context.actor, args.task_id)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    reader = await name_of(context.work, task.reader_id) if task.reader_id else ""
    return Done(values={"has_reader": "yes" if task.reader_id else "no", "reader": reader})
