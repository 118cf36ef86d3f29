"""The second reader says yes to a translation.

Kyra: {approve_translation: {task_id: task-written, revision_id: revision-1}} → done
Ewa: {approve_translation: {task_id: task-written, revision_id: revision-1}} → own_work
Kyra: {approve_translation: {task_id: task-written, revision_id: revision-2}} → changed
Kyra: {approve_translation: {task_id: task-done, revision_id: revision-1}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.translation import second_reading


class ApproveTranslation(Args):
    """`revision_id` is the revision that was read (`open_reading`)."""

    task_id: str
    revision_id: str


OUTCOMES = {"translation_gone": "gone", "words_changed": "changed", "own_work": "own_work"}
SPEC = ActionSpec("approve_translation", ApproveTranslation, frozenset({"own_work", "changed", "gone"}))


async def run(context: Context, args: ApproveTranslation) -> Done:
    """`changed`: words changed since they were read."""
    try:
        await second_reading.approve(context.work, context.actor, args.task_id, args.revision_id)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    return Done()
