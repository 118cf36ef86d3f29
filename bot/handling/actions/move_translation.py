"""A coordinator asks another translator.

Noor: {move_translation: {task_id: task-bulletin, translator_id: kyra}} → done
Noor: {move_translation: {task_id: task-done, translator_id: kyra}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.translation import translating


class MoveTranslation(Args):
    """To somebody whom `other_translators` found."""

    task_id: str
    translator_id: str


OUTCOMES = {"translation_gone": "gone", "cannot_translate": "gone"}
SPEC = ActionSpec("move_translation", MoveTranslation, frozenset({"gone"}))


async def run(context: Context, args: MoveTranslation) -> Done:
    """`gone`: it is written by now, or this person can no longer do it."""
    try:
        await translating.move(context.work, context.actor, args.task_id, args.translator_id)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    return Done()
