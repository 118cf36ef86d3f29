"""A trajectory as a calendar: the days of its eight steps, which coordinators set in a chat or in the data file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.domain.actor import Actor, Role
from bot.domain.errors import Refused
from bot.domain.trajectory import STEPS, Trajectory
from bot.services.auditing import note
from bot.services.work import Work
from bot.services.working_days import today_of

SEES = (Role.COORDINATOR, Role.MODERATOR, Role.ADVISOR, Role.READER)
CONVERSATION, RETURN_MEETING = "conversation", "return_meeting"


@dataclass(frozen=True, slots=True)
class Calendar:
    """`days` has every step in its order. Days of spiegelgesprekken and return meetings are theirs, when there are any."""

    trajectory: Trajectory
    today: date
    days: Mapping[str, tuple[date, ...]]


async def calendar(work: Work, actor: Actor, trajectory_id: str) -> Calendar:
    """Of one trajectory."""
    trajectory = await work.uow.trajectories.get(trajectory_id)
    actor.must_be(*SEES, coalition_id=trajectory.coalition_id)
    coalition = await work.uow.coalitions.get(trajectory.coalition_id)
    days: dict[str, tuple[date, ...]] = dict.fromkeys(STEPS, ())
    days |= {step: (day,) for step, day in trajectory.steps.items() if step in days}
    held = sorted(c.held_on for c in await work.uow.trajectories.conversations(trajectory.id))
    zone = ZoneInfo(coalition.zone)
    meetings = sorted(m.starts_at.astimezone(zone).date() for m in await work.uow.trajectories.meetings(trajectory.id))
    days |= {name: tuple(dict.fromkeys(found)) for name, found in ((CONVERSATION, held), (RETURN_MEETING, meetings)) if found}
    return Calendar(trajectory, today_of(work, coalition), days)


async def set_step(work: Work, actor: Actor, trajectory_id: str, step: str, day: date | None) -> Trajectory:
    """The day of a step; None when there is none any more. Refused: `step_unknown`; `day_is_the_meetings`, when spiegelgesprekken
    or return meetings say it themselves."""
    trajectory = await work.uow.trajectories.lock(trajectory_id)
    actor.must_be(Role.COORDINATOR, coalition_id=trajectory.coalition_id)
    if step not in STEPS:
        raise Refused("step_unknown", step=step)
    if not await may_set(work, trajectory, step):
        raise Refused("day_is_the_meetings", step=step)
    steps = {name: on for name, on in trajectory.steps.items() if name != step}
    if day is not None:
        steps[step] = day
    trajectory = replace(trajectory, steps=steps)
    await work.uow.trajectories.save(trajectory)
    await note(work, actor, "step_set", trajectory.id, reason=step)
    return trajectory


async def may_set(work: Work, trajectory: Trajectory, step: str) -> bool:
    """Whether the day of this step is ours to set: a spiegelgesprek has its own, from which follow-ups count."""
    if step == CONVERSATION:
        return not await work.uow.trajectories.conversations(trajectory.id)
    if step == RETURN_MEETING:
        return not await work.uow.trajectories.meetings(trajectory.id)
    return True
