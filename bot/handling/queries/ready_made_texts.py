"""The ready-made messages, each with the day on which parents would hear again.

Noor: {ready_made_texts: spiegel} → {ready_made: still_busy, promise_date: "2026-11-30"}
"""

from datetime import date

from bot.dialogue.actions import QuerySpec
from bot.domain import wording
from bot.domain.actor import Role
from bot.domain.wording import Values
from bot.handling.arguments import OfTrajectory
from bot.handling.context import Context
from bot.services.delivery import ready_made
from bot.texts.languages import language
from bot.texts.values import short_day


class ReadyMadeTexts(OfTrajectory):
    """With another `day` (an ISO date) than the one of each."""

    day: str = ""


SPEC = QuerySpec("ready_made_texts", ReadyMadeTexts, gives=frozenset({"ready_made", "promise_date", "label"}))


async def run(context: Context, args: ReadyMadeTexts) -> list[Values]:
    """All of them, in their order."""
    trajectory = await context.work.uow.trajectories.get(args.trajectory_id)
    context.actor.must_be(Role.COORDINATOR, coalition_id=trajectory.coalition_id)
    reader, found = language(context.person.language), list[Values]()
    for name in ready_made.READY:
        day = date.fromisoformat(args.day) if args.day else await ready_made.day_for(context.work, trajectory, name)
        label = wording.text(f"common.ready_label_{name}", short_day=short_day(day, reader))
        found.append({"ready_made": name, "promise_date": day.isoformat(), "label": label})
    return found
