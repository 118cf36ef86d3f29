"""What `weerklank bulletin` does, as an audited operator: send, schedule, pause, resume, cancel, settle, look."""

from collections.abc import Coroutine, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.config import Settings
from bot.domain.actor import Actor, operator
from bot.domain.bulletin import BulletinState
from bot.domain.delivery import Settle
from bot.domain.errors import Mistake, Refused
from bot.refusals import obstacle
from bot.services.delivery import scheduling, sending, steering, uncertain
from bot.services.work import Work
from bot.services.writing import readiness
from bot.wiring import House, open_house

WHAT = ("send", "pause", "resume", "cancel", "status", "uncertain")
MOMENT = "2026-11-24 10:00"
"""How a moment is written."""


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asked for. `at` and `until` are moments as they are typed, on the clock where the coalition is."""

    what: str
    bulletin_id: str
    at: str | None = None
    until: str | None = None
    settle: Settle | None = None
    rows: tuple[str, ...] = ()
    """Codes of the uncertain parts that are settled; empty means all."""

    def check(self) -> None:
        """Raises Mistake for options that belong to another order."""
        if self.what != "send" and (self.at or self.until):
            raise Mistake("--at and --until go with send.", mend=f"weerklank bulletin send ID --at '{MOMENT}'")
        if self.what != "uncertain" and (self.settle or self.rows):
            raise Mistake("--resend, --received, --drop and --row go with uncertain.", mend="weerklank bulletin uncertain ID")
        if self.rows and not self.settle:
            raise Mistake("--row says which, but not what becomes of it.", mend="Add --resend, --received or --drop.")


async def steer(settings: Settings, order: Order) -> dict[str, Any]:
    """Carry it out, and say how the bulletin stands: `{"id", "state", "recipients", "counts", "reasons"}`.

    `uncertain` says `{"id", "settled", "uncertain", "rows"}`, each row `{"row", "part", "of", "since"}`.
    """
    order.check()
    async with open_house(settings) as house:
        return await steer_in(house, order)


async def steer_in(house: House, order: Order) -> dict[str, Any]:
    """The same, in a house that stands open."""
    async with house.work() as work:
        actor = operator((await work.uow.bulletins.get(order.bulletin_id)).coalition_id)
        match order.what:
            case "send":
                await _send(work, actor, order)
            case "pause":
                await steering.pause(work, actor, order.bulletin_id)
            case "resume":
                await _saying_what_keeps_it(work, order.bulletin_id, steering.resume(work, actor, order.bulletin_id))
            case "cancel":
                await steering.cancel(work, actor, order.bulletin_id)
            case "uncertain":
                return await _uncertain(work, actor, order)
        return asdict(await steering.status(work, actor, order.bulletin_id))


async def bulletin_in(house: House, what: str, bulletin_id: str) -> dict[str, Any]:
    """An order without options."""
    return await steer_in(house, Order(what, bulletin_id))


async def _send(work: Work, actor: Actor, order: Order) -> None:
    """Now, or `at` a moment."""
    zone = ZoneInfo((await work.uow.coalitions.get(actor.coalition_id)).zone)
    until = None if order.until is None else moment(order.until, zone)
    if order.at is None:
        doing = sending.send(work, actor, order.bulletin_id, until)
        await _saying_what_keeps_it(work, order.bulletin_id, doing)
    else:
        at = moment(order.at, zone)
        await _saying_what_keeps_it(work, order.bulletin_id, scheduling.schedule(work, actor, order.bulletin_id, at, until), at)


async def _saying_what_keeps_it(
    work: Work, bulletin_id: str, doing: Coroutine[Any, Any, object], at: datetime | None = None
) -> None:
    """A refusal names everything that keeps the bulletin, not the first thing only."""
    try:
        await doing
    except Refused as refused:
        if refused.code != "not_ready":
            raise
        found = await readiness.obstacles(work, await work.uow.bulletins.get(bulletin_id), at)
        raise Refused("not_ready", id=bulletin_id, obstacles="; ".join(map(obstacle, found))) from None


async def _uncertain(work: Work, actor: Actor, order: Order) -> dict[str, Any]:
    settled = 0
    if order.settle is not None:
        settled = await uncertain.settle(work, actor, order.bulletin_id, order.settle, order.rows)
    left = await uncertain.rows(work, actor, order.bulletin_id)
    rows = [{"row": row.code, "part": row.part, "of": row.of, "since": row.since.isoformat()} for row in left]
    return {"id": order.bulletin_id, "settled": settled, "uncertain": len(left), "rows": rows}


def moment(typed: str, zone: ZoneInfo) -> datetime:
    """In UTC. Without an offset it is meant on the clock in `zone`. Raises Mistake."""
    try:
        at = datetime.fromisoformat(typed)
    except ValueError:
        raise Mistake(f"'{typed}' is no moment.", mend=f"Such as '{MOMENT}'.") from None
    if at.tzinfo is None:
        at = at.replace(tzinfo=zone)
    utc = at.astimezone(UTC)
    if utc.astimezone(at.tzinfo).replace(tzinfo=None) != at.replace(tzinfo=None):
        raise Mistake(f"'{typed}' is skipped there: the clock goes forward then.", mend="Choose a moment an hour later.")
    return utc


def report_lines(report: Mapping[str, Any]) -> str:
    """What `steer` said, for a person."""
    if "rows" in report:
        lines = [
            f"{report['id']}: {report['uncertain']} uncertain" + (f", {report['settled']} settled" if report["settled"] else "")
        ]
        lines += [f"  {row['row']}  part {row['part']} of {row['of']}, since {row['since']}" for row in report["rows"]]
        return "\n".join(lines)
    planned = report["state"] == BulletinState.SCHEDULED
    lines = [f"{report['id']}: {report['state']}, {report['recipients']} recipients" + (" as things are now" if planned else "")]
    lines += [f"  {state}: {count}" for state, count in sorted(report["counts"].items())]
    lines += [f"  because {reason}: {count}" for reason, count in sorted(report["reasons"].items())]
    return "\n".join(lines)
