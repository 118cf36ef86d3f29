"""A coordinator asks the same translator (or second reader) once more.

Noor: {remind_translator: task-bulletin} → done
Noor: {remind_translator: task-done} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import OfTask
from bot.handling.context import Context, Done
from bot.services.translation import translating

OUTCOMES = {"translation_gone": "gone"}
SPEC = ActionSpec("remind_translator", OfTask, frozenset({"gone"}))


async def run(context: Context, args: OfTask) -> Done:
    """`gone`: it is over, or nobody has it."""
    try:
        await translating.remind(context.work, context.actor, args.task_id)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    return Done()
