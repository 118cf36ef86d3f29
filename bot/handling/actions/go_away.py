"""Somebody is on holiday from a day until a day; of a coordinator, a stand-in is told.

Noor: {go_away: {first: "2026-12-01", last: "2026-12-14", colleague_id: bram}} → done
Elif: {go_away: {first: "2026-12-01", last: "2026-12-14"}} → done
Noor: {go_away: {first: "2026-12-01", last: "", colleague_id: willem}} → refused
"""

from datetime import date

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.domain import wording
from bot.domain.errors import Refused
from bot.handling.actions import tell_holiday
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.people import absence


class GoAway(Args):
    """Days as `2026-11-22`; `last` empty: nobody knows yet. `colleague_id` empty: nobody stands in."""

    first: str
    last: str
    colleague_id: str = ""


SPEC = ActionSpec("go_away", GoAway, frozenset({"refused"}), tell_holiday.GIVES | {"warning"})


async def run(context: Context, args: GoAway) -> Done:
    """`warning`: who else is away then, and whether that leaves nobody. `refused`: these days, or this stand-in, cannot be."""
    first, last = date.fromisoformat(args.first), date.fromisoformat(args.last) if args.last else None
    work = context.work
    try:
        person = await absence.go_away(work, context.person.actor, first, last, args.colleague_id or None)
    except Refused:
        return Done("refused")
    others = await absence.also_away(work, person, first, last)
    warning: wording.Value = ""
    if not person.is_coordinator:
        others = []
    elif await absence.leaves_nobody(work, person, first, last):
        warning = wording.text("common.all_away")
    elif others:
        warning = wording.text("common.others_away", colleagues=[other.name or "–" for other in others])
    told = await tell_holiday.run(context, NoArgs())
    return Done(values={**told.values, "warning": warning})
