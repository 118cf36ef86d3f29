"""Days on which parents may be told that they hear again: working days within the silence limit.

Noor: {promise_days: spiegel} → {promise_date: "2026-11-27"}
"""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.dialogue.actions import QuerySpec
from bot.domain import wording
from bot.domain.actor import Role
from bot.domain.wording import Values
from bot.handling.arguments import OfTrajectory
from bot.handling.context import Context
from bot.services.working_days import is_working_day

FIRST, MOST = 4, 6
"""Sooner than in so many days nobody promises anything; more buttons than that nobody reads (own judgement)."""
SPEC = QuerySpec("promise_days", OfTrajectory, gives=frozenset({"promise_day", "promise_date"}))


async def run(context: Context, args: OfTrajectory) -> list[Values]:
    """The later ones are those nearest to the limit, which most people need."""
    work = context.work
    trajectory = await work.uow.trajectories.get(args.trajectory_id)
    context.actor.must_be(Role.COORDINATOR, coalition_id=trajectory.coalition_id)
    coalition = await work.uow.coalitions.get(trajectory.coalition_id)
    today = work.clock.now().astimezone(ZoneInfo(coalition.zone)).date()
    limit = max(work.norms.of(trajectory).silence_limit_days, FIRST)
    days = [today + timedelta(days=number) for number in range(min(FIRST, limit), limit + 1)]
    working = [day for day in days if is_working_day(day, coalition)] or days[-1:]
    chosen = working if len(working) <= MOST else [working[round(n * (len(working) - 1) / (MOST - 1))] for n in range(MOST)]
    return [{"promise_day": wording.day(day), "promise_date": day.isoformat()} for day in dict.fromkeys(chosen)]
