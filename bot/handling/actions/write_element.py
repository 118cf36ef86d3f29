"""A translator's words for one element; saved at once.

Ewa: {write_element: {task_id: task-bulletin, element: meaning, words: "Co zrozumieliśmy"}} → done
Ewa: {write_element: {task_id: task-bulletin, element: meaning, words: " "}} → nothing
Ewa: {write_element: {task_id: task-bulletin, element: weather, words: "Słonecznie"}} → source_changed
Ewa: {write_element: {task_id: task-done, element: meaning, words: "Co zrozumieliśmy"}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.translation import translating


class WriteElement(Args):
    """`element` and `seen` are what `show_element` gave."""

    task_id: str
    element: str
    words: str
    seen: str = ""


OUTCOMES = {
    "translation_gone": "gone",
    "already_sent": "gone",
    "already_approved": "gone",
    "source_changed": "source_changed",
    "nothing_said": "nothing",
    "too_long": "nothing",
}
SPEC = ActionSpec("write_element", WriteElement, frozenset({"nothing", "source_changed", "gone"}))


async def run(context: Context, args: WriteElement) -> Done:
    """`source_changed`: the Dutch is not what they saw any more. `gone`: it is not theirs any more, or approved by now."""
    try:
        await translating.write(context.work, context.actor, args.task_id, args.element, args.words, args.seen or None)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    return Done()
