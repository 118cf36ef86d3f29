"""One's own holiday, as it is planned.

Noor: tell_holiday → none
Kees: tell_holiday → done
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.domain import wording
from bot.handling.actions.tell_colleague import OfColleague
from bot.handling.actions.tell_colleague import run as tell
from bot.handling.context import Context, Done
from bot.services.people.absence import GO_AWAY

GIVES = frozenset({"away_days", "stand_in_line", "coordinates"})
SPEC = ActionSpec("tell_holiday", outcomes=frozenset({"none"}), gives=GIVES, gives_on={"none": frozenset({"coordinates"})})


async def run(context: Context, args: NoArgs) -> Done:
    """`none`: there is none. `stand_in_line` says who stands in, or that nobody does; of who translates only, that others get the
    work. `coordinates`: `yes` or `no`."""
    context.actor.must_be(*GO_AWAY)
    person = await context.work.uow.people.get(context.person.id)
    coordinates = "yes" if person.is_coordinator else "no"
    if person.away_from is None:
        return Done("none", {"coordinates": coordinates})
    told = await tell(context, OfColleague(colleague_id=person.id))
    stand_in = await context.work.uow.people.find(person.stand_in) if person.stand_in else None
    line = wording.text("common.stand_in_nobody" if person.is_coordinator else "common.stand_in_translators")
    if stand_in is not None:
        line = wording.text("common.stand_in_is", colleague=stand_in.name or "–")
    return Done(values={"away_days": told.values["away_days"], "stand_in_line": line, "coordinates": coordinates})
