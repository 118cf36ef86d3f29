"""Who somebody is (or was) that works along, by their id.

Noor: {tell_colleague: bram} → done
Noor: {tell_colleague: willem} → unknown
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.actor import STAFF
from bot.domain.person import Person
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.handling.people_lines import roles_of
from bot.services.people.colleagues import may_still_read


class OfColleague(Args):
    """Another person of the coalition."""

    colleague_id: str


LEFT = frozenset({"has_left", "may_read"})
SPEC = ActionSpec("tell_colleague", OfColleague, frozenset({"unknown"}), frozenset({"colleague", "roles", "away_days", *LEFT}))


async def run(context: Context, args: OfColleague) -> Done:
    """`away_days`: some words about their holiday, or nothing. `has_left`: `yes` or `no`, and so is `may_read`: whether
    they may still sit in the group. `unknown`: there is nobody of that id any more."""
    context.actor.must_be(*STAFF)
    person = await context.work.uow.people.find(args.colleague_id)
    if person is None or person.coalition_id != context.actor.coalition_id:
        return Done("unknown")
    days: wording.Value = ""
    if person.away_from is not None:
        start = wording.day(person.away_from)
        if person.away_until is None:
            days = wording.text("common.days_from", from_day=start)
        else:
            days = wording.text("common.days_between", from_day=start, day=wording.day(person.away_until))
    may_read = "yes" if await may_still_read(context.work, person) else "no"
    left = {"has_left": "yes" if person.has_left else "no", "may_read": may_read}
    values: wording.Values = {"colleague": person.name or await _owner(context, person), "roles": roles_of(person)}
    return Done(values={**values, "away_days": days, **left})


async def _owner(context: Context, person: Person) -> str:
    """What coordinators call the owner of a proposal, who gives no name."""
    for trajectory in await context.work.uow.trajectories.of(person.coalition_id):
        for proposal in await context.work.uow.trajectories.proposals(trajectory.id):
            if proposal.owner_id == person.id and proposal.owner:
                return proposal.owner
    return "–"
