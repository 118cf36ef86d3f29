"""What happened since a coordinator went on holiday, and what is due now.

Noor: {tell_meanwhile: "2026-11-10"} → done
"""

from datetime import date
from zoneinfo import ZoneInfo

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.domain import wording
from bot.domain.actor import Role
from bot.domain.wording import Value
from bot.handling.actions import tell_today
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.handling.open_lines import MOST_OF_TITLE, PROPOSAL_TITLE, cut
from bot.handling.shortening import shortened

MOST = 6


class Meanwhile(Args):
    """`since`: a day, as `2026-11-22`."""

    since: str


SPEC = ActionSpec("tell_meanwhile", Meanwhile, gives=frozenset({"since_day", "meanwhile_lines", "due_lines"}))


async def run(context: Context, args: Meanwhile) -> Done:
    """Messages that went out and proposals that moved, in the order of days; then what /vandaag says."""
    context.actor.must_be(Role.COORDINATOR)
    since = date.fromisoformat(args.since)
    happened = sorted([*await _sent(context, since), *await _moved(context, since)], key=lambda thing: thing[0])
    said = [value for _, value in happened] or [wording.text("common.meanwhile_nothing")]
    due = await tell_today.run(context, NoArgs())
    return Done(
        values={
            "since_day": wording.day(since),
            "meanwhile_lines": wording.lines(cut(said, MOST)),
            "due_lines": due.values.get("due_lines", wording.text("common.own_nothing")),
        }
    )


async def _sent(context: Context, since: date) -> list[tuple[date, Value]]:
    uow, zone = context.work.uow, await _zone(context)
    found: list[tuple[date, Value]] = []
    for bulletin in await uow.bulletins.of(context.actor.coalition_id):
        if bulletin.sent_at is None or (day := bulletin.sent_at.astimezone(zone).date()) < since:
            continue
        trajectory = await uow.trajectories.get(bulletin.trajectory_id)
        kind = wording.text(f"common.kind_{bulletin.kind}")
        said = wording.text("common.meanwhile_sent", kind_word=kind, trajectory=trajectory.title, day=wording.day(day))
        found.append((day, said))
    return found


async def _moved(context: Context, since: date) -> list[tuple[date, Value]]:
    uow, zone = context.work.uow, await _zone(context)
    found: list[tuple[date, Value]] = []
    for trajectory in await uow.trajectories.of(context.actor.coalition_id):
        for proposal in await uow.trajectories.proposals(trajectory.id):
            for move in await uow.trajectories.moves(proposal.id):
                if (day := move.at.astimezone(zone).date()) >= since:
                    title = shortened(proposal.texts.get(PROPOSAL_TITLE, "") or proposal.id, MOST_OF_TITLE)
                    status = wording.text(f"common.proposal_{move.after}")
                    found.append((day, wording.text("common.meanwhile_moved", title=title, status_text=status)))
    return found


async def _zone(context: Context) -> ZoneInfo:
    return ZoneInfo((await context.work.uow.coalitions.get(context.actor.coalition_id)).zone)
