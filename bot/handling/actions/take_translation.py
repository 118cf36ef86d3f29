"""A translator takes what waits for nobody in particular.

Ewa: {take_translation: task-free} → done
Ewa: {take_translation: task-done} → gone
Kyra: {take_translation: task-free} → not_now
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import OfTask
from bot.handling.context import Context, Done
from bot.services.translation import assigning

OUTCOMES = {"translation_gone": "gone", "queue_full": "not_now", "cannot_translate": "not_now"}
SPEC = ActionSpec("take_translation", OfTask, frozenset({"gone", "not_now"}))


async def run(context: Context, args: OfTask) -> Done:
    """`gone`: somebody else was quicker. `not_now`: as much as may wait for one person does, or it is not theirs to do."""
    try:
        await assigning.take(context.work, context.actor, args.task_id)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    return Done()
