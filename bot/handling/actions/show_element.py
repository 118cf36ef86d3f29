"""The next element of a bulletin that a translator is to write, or the one before it.

Ewa: {show_element: {task_id: task-bulletin}} → done
Ewa: {show_element: {task_id: task-bulletin, after: "proposal:proposal-2:reason"}} → all_written
Ewa: {show_element: {task_id: task-done}} → gone
"""

from typing import Literal

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.bulletin import Revision
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.handling.translation_items import element_word
from bot.services.speaking.languages import SOURCE
from bot.services.translation import assigning, translating


class ShowElement(Args):
    """From `after` on; empty: from the first. `which`: those without words, those with, every one, or back to the one before."""

    task_id: str
    after: str = ""
    which: Literal["missing", "all", "written", "before"] = "missing"


GIVES = frozenset({"element", "element_word", "part_number", "parts", "dutch", "now_words", "language_word", "mode", "seen"})
OUTCOMES = {"translation_gone": "gone"}
SPEC = ActionSpec("show_element", ShowElement, frozenset({"all_written", "gone"}), GIVES)


async def run(context: Context, args: ShowElement) -> Done:
    """`now_words` are those in the other language, empty when there are none. `mode` is how to go on: `missing` or `all`.

    `all_written`: there is no next one.
    """
    try:
        task = await assigning.mine(context.work, context.actor, args.task_id)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    revision = await translating.newest(context.work, task)
    names = translating.elements(revision)
    element = _next(revision, names, task.language, args)
    if element is None:
        return Done("all_written")
    there = bool(revision.texts.get((task.language, element), "").strip())
    return Done(
        values={
            "element": element,
            "element_word": element_word(element),
            "part_number": names.index(element) + 1,
            "parts": len(names),
            "dutch": wording.written(revision.id, element, SOURCE),
            "now_words": wording.written(revision.id, element, task.language) if there else "",
            "seen": revision.id,
            "mode": "missing" if args.which == "missing" else "all",
            "language_word": wording.language_name(task.language),
        }
    )


def _next(revision: Revision, names: tuple[str, ...], language: str, args: ShowElement) -> str | None:
    at = names.index(args.after) if args.after in names else -1
    if args.which == "before":
        return names[max(at - 1, 0)]
    missing = revision.unwritten(language)
    following = names[at + 1 :]
    if args.which == "all":
        return next(iter(following), None)
    return next((name for name in following if (name in missing) is (args.which == "missing")), None)
