"""Somebody is back, or does not go after all; from which day on they were away.

Kees: end_holiday → done
Noor: end_holiday → not_away
Bram: end_holiday → not_begun
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.handling.context import Context, Done
from bot.services.people import absence
from bot.services.working_days import today_of

SPEC = ActionSpec("end_holiday", outcomes=frozenset({"not_away", "not_begun"}), gives=frozenset({"since"}))


async def run(context: Context, args: NoArgs) -> Done:
    """`not_begun`: it was still to come, so nothing happened meanwhile."""
    person = await context.work.uow.people.get(context.person.id)
    since = person.away_from
    if since is None:
        return Done("not_away")
    await absence.come_back(context.work, person.actor)
    coalition = await context.work.uow.coalitions.get(person.coalition_id)
    if since > today_of(context.work, coalition):
        return Done("not_begun")
    return Done(values={"since": since.isoformat()})
