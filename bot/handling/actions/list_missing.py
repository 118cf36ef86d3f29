"""What of a bulletin a translator still has to write.

Ewa: {list_missing: task-bulletin} → done
Ewa: {list_missing: task-done} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import Refused
from bot.handling.arguments import OfTask
from bot.handling.context import Context, Done
from bot.handling.translation_items import element_word, what
from bot.services.translation import assigning, translating

OUTCOMES = {"translation_gone": "gone"}
SPEC = ActionSpec("list_missing", OfTask, frozenset({"gone"}), frozenset({"missing_words", "language_word", "what_word"}))


async def run(context: Context, args: OfTask) -> Done:
    """`missing_words` are the names of elements, each once. `gone`: it is not theirs any more, or nothing is missing."""
    try:
        task = await assigning.mine(context.work, context.actor, args.task_id)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    missing = (await translating.newest(context.work, task)).unwritten(task.language)
    if not missing:
        return Done("gone")
    kinds = dict.fromkeys(element.rpartition(":")[2] for element in missing)
    return Done(
        values={
            "missing_words": [element_word(kind) for kind in kinds],
            "language_word": wording.language_name(task.language),
            "what_word": await what(context.work, task),
        }
    )
