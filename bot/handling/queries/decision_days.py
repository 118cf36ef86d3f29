"""Days on which a proposal can be decided: working days, some weeks from now.

Noor: decision_days → {decision_date: "2026-12-07"}
"""

from datetime import timedelta

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain import wording
from bot.domain.wording import Values
from bot.handling.context import Context
from bot.handling.proposal_values import today
from bot.services.working_days import is_working_day

WEEKS = (2, 4, 8, 13)
SPEC = QuerySpec("decision_days", gives=frozenset({"decision_date", "decision_day"}), always_finds=True)


async def run(context: Context, args: NoArgs) -> list[Values]:
    """The first working day from so many weeks on."""
    coalition = await context.work.uow.coalitions.get(context.person.coalition_id)
    found: list[Values] = []
    for weeks in WEEKS:
        day = await today(context) + timedelta(weeks=weeks)
        while not is_working_day(day, coalition):
            day += timedelta(days=1)
        found.append({"decision_date": day.isoformat(), "decision_day": wording.day(day)})
    return found
