"""One language of a bulletin: how it stands, by whom, and how many parents wait for it.

Noor: {show_language: {bulletin_id: bulletin-2, language: tr}} → done
Noor: {show_language: {bulletin_id: bulletin-2, language: xx}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.handling.translation_items import day_of, name_of
from bot.services.translation import translating


class ShowLanguage(Args):
    """Of one bulletin."""

    bulletin_id: str
    language: str


GIVES = frozenset({"language_word", "language_state", "parents", "state_text", "task_id"})
SPEC = ActionSpec("show_language", ShowLanguage, frozenset({"gone"}), GIVES)


async def run(context: Context, args: ShowLanguage) -> Done:
    """`language_state` is `approved`, `reading`, `unread` (nobody can read along), `writing`, `nobody`, `missing` or `untold`;
    `task_id` is empty when there is no open work. `gone`: nobody reads this language here any more."""
    lines = await translating.overview(context.work, context.actor, args.bulletin_id)
    line = next((line for line in lines if line.language == args.language), None)
    if line is None:
        return Done("gone")
    state = "unread" if line.state == "reading" and line.who is None else line.state
    told = {
        "who": await name_of(context.work, line.who) if line.who else wording.text("common.nobody"),
        "since": await day_of(context, line.since) if line.since else "",
        "done": line.done,
        "total": line.total,
    }
    return Done(
        values={
            "language_word": wording.language_name(line.language),
            "language_state": state,
            "parents": line.parents,
            "state_text": wording.text(f"common.translation_{state}", **told),
            "task_id": line.task.id if line.task else "",
        }
    )
