"""The second reader sends a translation back, with a remark.

Kyra: {send_back_translation: {task_id: task-written, remark: "Deel 2 klopt niet."}} → done
Kyra: {send_back_translation: {task_id: task-done, remark: "Deel 2 klopt niet."}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.translation import second_reading


class SendBackTranslation(Args):
    """`remark` goes to the translator."""

    task_id: str
    remark: str


OUTCOMES = {"translation_gone": "gone"}
SPEC = ActionSpec("send_back_translation", SendBackTranslation, frozenset({"gone"}))


async def run(context: Context, args: SendBackTranslation) -> Done:
    """`gone`: it was approved, or is being changed."""
    try:
        await second_reading.send_back(context.work, context.actor, args.task_id, args.remark)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    return Done()
