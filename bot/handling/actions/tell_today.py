"""What is due today and this week, late first.

Noor: tell_today → done
Fenna: tell_today → nothing
"""

from datetime import timedelta

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.domain import wording
from bot.domain.actor import Role
from bot.handling.context import Context, Done
from bot.handling.open_lines import WEEK, Lines, cut, within
from bot.services.following_up import open_work
from bot.services.people.colleagues import names

MOST = 16
AHEAD = timedelta(days=14)
"""So early it is said who will be away."""
SPEC = ActionSpec("tell_today", outcomes=frozenset({"nothing"}), gives=frozenset({"due_lines"}))


async def run(context: Context, args: NoArgs) -> Done:
    """`nothing`: nothing is due this week. A moderator is told how many questions wait, and not
    whose; and no commands that only coordinators have."""
    work = context.work
    found = await open_work.open_work(work, context.actor)
    coalition = await work.uow.coalitions.get(context.actor.coalition_id)
    coordinates = Role.COORDINATOR in context.actor.roles
    lines = Lines(found, coalition, await names(work, coalition.id), commands=coordinates)
    due = [
        *lines.questions(named=coordinates),
        *(line for each in found.on_their_way for line in lines.on_their_way(each)),
        *lines.scheduled(),
        *lines.proposals(),
        *lines.drafts(),
        *lines.translations(),
        *lines.languages(),
    ]
    said = [line.said for line in within(due, found.today + WEEK)]
    away = [line.said for line in within(lines.away(), found.today + AHEAD)]
    if not said and not away:
        return Done("nothing")
    return Done(values={"due_lines": wording.lines([*cut(said, MOST), *(away[:3])])})
