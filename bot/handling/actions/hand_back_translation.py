"""A translator hands work back, with or without a word why.

Ewa: {hand_back_translation: {task_id: task-words, because: "Ik ken deze ouder."}} → done
Ewa: {hand_back_translation: {task_id: task-done}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.translation import assigning


class HandBackTranslation(Args):
    """`because` is for the coordinators; empty when it was skipped."""

    task_id: str
    because: str = ""


OUTCOMES = {"translation_gone": "gone"}
SPEC = ActionSpec("hand_back_translation", HandBackTranslation, frozenset({"gone"}))


async def run(context: Context, args: HandBackTranslation) -> Done:
    """`gone`: it is not theirs any more."""
    try:
        await assigning.hand_back(context.work, context.actor, args.task_id, args.because)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    return Done()
