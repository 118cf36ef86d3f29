"""How a bulletin stands, as values of texts: on demand, and in the message that follows it while it goes out."""

from collections import Counter
from zoneinfo import ZoneInfo

from bot.domain import wording
from bot.domain.bulletin import Bulletin, BulletinState
from bot.domain.delivery import State
from bot.domain.wording import Value, Values
from bot.services.delivery.steering import Status
from bot.services.people.contacts import HELD, count_told
from bot.services.work import Work

UNDERWAY = (State.PENDING, State.LEASED, State.SENDING, State.QUEUED)
TOLD = (State.SENT, State.WAITING, State.FAILED, State.BLOCKED, State.UNCERTAIN, State.CANCELLED, State.EXPIRED)
"""States that are told by themselves."""
REASONS = (
    "scheduled",
    "paused",
    HELD,
    "language_not_approved",
    "no_address",
    "bulletin_paused",
    "bulletin_cancelled",
    "after_outage",
    "too_late",
    "stopped",
    "blocked",
    "forgotten",
    "ambiguous",
    "counted_as_received",
    "resent_by_hand",
    "given_up",
    "quiet_hours",
)
"""Reasons with a text of their own, `common.reason_<code>`; all others together are `other`."""
COUNTS = ("sent", "underway", "waiting", "failed", "blocked", "uncertain", "cancelled", "expired")
"""Each has a text, `common.count_<name>`."""
SAYS = frozenset({"kind_word", "trajectory", "state_word", "recipients", "uncertain", "counts", "why", "told_said", "moment"})


async def status_values(work: Work, bulletin: Bulletin, status: Status) -> Values:
    """`counts` says those that are not nought, `why` the reasons with theirs, and `moment` when it begins or ends."""
    coalition = await work.uow.coalitions.get(bulletin.coalition_id)
    trajectory = await work.uow.trajectories.get(bulletin.trajectory_id)
    return {
        "kind_word": wording.text(f"common.kind_{bulletin.kind}"),
        "trajectory": trajectory.title,
        "state_word": wording.text(f"common.halted_{bulletin.halted}" if bulletin.halted else f"common.state_{status.state}"),
        "recipients": status.recipients,
        "uncertain": status.counts.get(str(State.UNCERTAIN), 0),
        "counts": _counts(status),
        "why": _why(status),
        "told_said": await _told(work, bulletin),
        "moment": _moment(bulletin, ZoneInfo(coalition.zone)),
    }


def _counts(status: Status) -> Value:
    numbers = {str(state): status.counts.get(str(state), 0) for state in TOLD}
    numbers["underway"] = sum(status.counts.get(str(state), 0) for state in UNDERWAY)
    said: list[Value] = [wording.text(f"common.count_{name}", number=numbers[name]) for name in COUNTS if numbers[name]]
    return said or wording.text("common.count_none")


def _why(status: Status) -> Value:
    """The most frequent first; all that have no text of their own are one."""
    because: Counter[str] = Counter()
    for code, count in status.reasons.items():
        because[code if code in REASONS else "other"] += count
    codes = sorted((code for code, count in because.items() if count), key=lambda code: (-because[code], code))
    reasons: list[Value] = [wording.text(f"common.reason_{code}", number=because[code]) for code in codes]
    return wording.text("common.because", reasons=reasons) if reasons else ""


async def _told(work: Work, bulletin: Bulletin) -> Value:
    """How many parents contact persons told, as they say."""
    number = await count_told(work, bulletin.id)
    return wording.text("common.told_by_mouth", number=number) if number else ""


def _moment(bulletin: Bulletin, zone: ZoneInfo) -> Value:
    """When one that is scheduled begins, or one that is on its way ends at the latest."""
    if bulletin.state is BulletinState.SCHEDULED:
        key, at = "begins_at", bulletin.send_at
    else:
        key, at = "ends_at", bulletin.send_until if bulletin.state in {BulletinState.SENDING, BulletinState.PAUSED} else None
    if at is None:
        return ""
    local = at.astimezone(zone)
    return wording.text(f"common.{key}", send_day=wording.day(local.date()), send_time=f"{local:%H:%M}")
