"""Everything that is open, in one message: for who takes over.

Bram: tell_open_work → done
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.domain import wording
from bot.domain.wording import Value
from bot.handling.context import Context, Done
from bot.handling.open_lines import Line, Lines, cut
from bot.services.following_up.open_work import open_work
from bot.services.people.colleagues import names

MOST = 4
"""Lines of one kind; seven kinds of so many still fit one message."""
SPEC = ActionSpec("tell_open_work", gives=frozenset({"open_lines"}))


async def run(context: Context, args: NoArgs) -> Done:
    """By kind, each with a heading; what is not there is left out."""
    work = context.work
    found = await open_work(work, context.actor)
    coalition = await work.uow.coalitions.get(context.actor.coalition_id)
    lines = Lines(found, coalition, await names(work, coalition.id))
    parts: dict[str, list[Line]] = {
        "questions": lines.questions(),
        "promises": [line for each in found.on_their_way for line in lines.on_their_way(each, everything=True)],
        "drafts": lines.drafts(),
        "scheduled": lines.scheduled(),
        "translations": lines.translations(),
        "proposals": lines.proposals(all_of_them=True),
        "away": lines.away(),
    }
    said: list[Value] = []
    for name, part in parts.items():
        if part:
            heading = wording.text(f"common.part_{name}")
            said += [*([""] if said else []), heading, *cut([line.said for line in part], MOST)]
    return Done(values={"open_lines": wording.lines(said or [wording.text("common.own_nothing")])})
