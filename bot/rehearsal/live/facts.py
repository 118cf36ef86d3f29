"""What the page shows beside the phones: who is where, what is planned and why it waits, and the ledger. Codes, no sentences:
the page has the words."""

from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.dialogue.state import DialogueState
from bot.domain.coalition import Coalition
from bot.domain.conversation import Conversation
from bot.domain.person import Person
from bot.outbox.quiet import hours_of, is_decent_day, next_decent
from bot.rehearsal.live.room import Room
from bot.services.ports import UnitOfWork
from bot.services.speaking import languages
from bot.storage.outlook import Due, Sent, newest_sent, outlook, part_counts
from bot.storage.unit_of_work import SqlUnitOfWork

MOST_PLANNED = 60
MOST_SENT = 60
_BEFORE = timedelta(minutes=1)


async def facts(room: Room) -> dict[str, Any]:
    """Everything at one moment."""
    now = datetime.fromtimestamp(room.calendar.now(), UTC)
    async with room.house.units.looking() as tx:
        uow = SqlUnitOfWork(tx)
        trajectory = await uow.trajectories.get(room.trajectory_id)
        coalition = await uow.coalitions.get(trajectory.coalition_id)
        people = await _people(room, uow)
        by_person = {person.id: user_id for user_id, person in people.items()}
        planned = [_planned(due, coalition, people, by_person, now) for due in await outlook(tx, MOST_PLANNED)]
        sent = [_sent(each, by_person) for each in await newest_sent(tx, MOST_SENT)]
        bulletins = [b for b in await uow.bulletins.of(coalition.id) if b.trajectory_id == trajectory.id]
        quiet_until = next_decent(now, hours_of(coalition))
        return {
            "life": room.bot.life,
            "opened": room.opened,
            "renewed": room.renewed,
            "mistakes": room.mistakes,
            "coalition": coalition.name,
            "trajectory": trajectory.title,
            "zone": coalition.zone,
            "languages": [
                {"code": code, "name": room.house.library.catalogs.own_name(code)} for code in room.house.library.catalogs.all
            ],
            "offered": await languages.offered(room.house.outside.work(uow), coalition.id),
            "flows": sorted(room.house.library.book.flows),
            "people": [await _where(uow, user_id, person) for user_id, person in people.items()],
            "planned": planned,
            "quiet_until": quiet_until.timestamp() if quiet_until > now else None,
            "ledger": {"counts": await part_counts(tx), "rows": sent},
            "bulletins": [{"id": b.id, "kind": b.kind, "state": b.state} for b in bulletins],
            "guide": _guide(room, {b.id: b.sent_at for b in bulletins}, people, now),
        }


async def _people(room: Room, uow: UnitOfWork) -> dict[int, Person]:
    """Looked up by address; who was forgotten is nobody any more."""
    [account, *_] = await uow.coalitions.bot_accounts()
    found: dict[int, Person] = {}
    for user in [user for user in room.world.users.values() if not user.is_bot]:
        address = await uow.people.find_address(account.id, "telegram", str(user.id))
        person = await uow.people.find(address.person_id) if address is not None and address.person_id else None
        if person is not None:
            found[user.id] = person
    room.people = found
    return found


async def _where(uow: UnitOfWork, user_id: int, person: Person) -> dict[str, Any]:
    """Somebody, with the step of each conversation that stands open; the one touched last comes last."""
    return {
        "user_id": user_id,
        "state": person.state,
        "roles": sorted(person.roles),
        "language": person.language,
        "conversations": [_position(each) for each in await uow.conversations.of(person.id)],
    }


def _position(conversation: Conversation) -> dict[str, Any]:
    frames = DialogueState.from_json(conversation.state).frames
    return {
        "flow": conversation.flow,
        "standing": conversation.standing,
        "asks": conversation.asks,
        "steps": [{"flow": frame.flow, "step": frame.step} for frame in frames],
    }


def _planned(
    due: Due, coalition: Coalition, people: dict[int, Person], by_person: dict[str, int], now: datetime
) -> dict[str, Any]:
    user_id = by_person.get(due.person_id or "")
    person = people.get(user_id) if user_id is not None else None
    return {
        "at": due.at.timestamp(),
        "what": due.what,
        "name": due.name,
        "flow": due.flow,
        "user_id": user_id,
        "why": due.reason or ("now" if due.at <= now else why(due.at, coalition, person)),
    }


def why(at: datetime, coalition: Coalition, person: Person | None) -> str:
    """What ends just then: `sunday`, `holiday` or `quiet_hours`; otherwise it is `planned` for that moment."""
    hours = hours_of(coalition, person)
    just_before = at - _BEFORE
    if next_decent(at, hours) != at or next_decent(just_before, hours) == just_before:
        return "planned"
    zone = ZoneInfo(hours.zone)
    day = at.astimezone(zone).date()
    begins = datetime.combine(day, time(0), zone).astimezone(UTC)
    yesterday = day - timedelta(days=1)
    if next_decent(begins, hours) != at or is_decent_day(yesterday, hours):
        return "quiet_hours"
    return "sunday" if hours.sundays and yesterday.isoweekday() == 7 else "holiday"


def _sent(sent: Sent, by_person: dict[str, int]) -> dict[str, Any]:
    shown = asdict(sent) | {"due_at": sent.due_at.timestamp(), "user_id": by_person.get(sent.person_id or "")}
    del shown["person_id"]
    return shown


def _guide(
    room: Room,
    began: dict[str, datetime | None],
    people: dict[int, Person],
    now: datetime,
) -> dict[str, Any] | None:
    """Which of the five steps are done: by the facts, whichever way somebody took."""
    if not room.guided or room.draft.bulletin_id is None:
        return None
    sent_at = began.get(room.draft.bulletin_id)
    sent = sent_at is not None
    parents = {user_id for user_id, person in people.items() if person.is_parent}
    tapped = {
        query.user.id for query in room.world.queries.values() if sent_at is not None and query.at >= sent_at.timestamp()
    } & parents
    return {
        "version": room.draft.saved,
        "written": room.draft.saved > 0 or sent,
        "sent": sent,
        "reacted": len(tapped),
        "passed": sent_at is not None and now - sent_at >= timedelta(hours=20),
        "read": room.report_read,
    }
