"""The ledger, follow-ups, the inbox, media and the audit in memory."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.audit import AuditEvent
from bot.domain.delivery import DISTURBING, Delivery, Part, PartKind, Recipient, RecipientKind, Settle, State, Uncertain, state_of
from bot.domain.delivery import Purpose as Why
from bot.domain.events import Happened
from bot.domain.follow_up import FollowUp, FollowUpState
from bot.domain.inbound import Inbound
from bot.domain.inbox import InboxRow, InboxState
from bot.domain.media import Media, MediaState
from bot.domain.picture import CoalitionPicture
from bot.domain.recording import Recording
from bot.domain.wording import Content
from tests.fakes.rows import Rows, one

LEAVES_ALONE = frozenset(
    {State.SENDING, State.SENT, State.FAILED, State.BLOCKED, State.UNCERTAIN, State.CANCELLED, State.EXPIRED}
)
"""A delivery in one of these is not cancelled."""


class FakeLedger:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def add(self, delivery: Delivery, *, conversation_id: str | None = None) -> bool:
        if any(d.key == delivery.key for d in self._rows.deliveries.values()):
            return False
        self._rows.deliveries[delivery.id] = delivery
        if conversation_id:
            self._rows.spoken_by[delivery.id] = conversation_id
        return True

    async def add_broadcast(self, deliveries: Sequence[Delivery]) -> int:
        return sum([await self.add(d) for d in deliveries])

    async def fill(self, delivery_id: str, parts: Sequence[Part], *, conversation_id: str | None = None) -> None:
        delivery = await self.get(delivery_id)
        state, reason = (state_of(tuple(parts)), None) if parts else (State.SENT, "nothing_to_say")
        filled = replace(delivery, parts=tuple(parts), opened=True, state=state, reason=reason)
        self._rows.deliveries[delivery_id] = filled
        if conversation_id:
            self._rows.spoken_by[delivery_id] = conversation_id

    async def get(self, delivery_id: str, *, lock: bool = False) -> Delivery:
        return one(self._rows.deliveries, delivery_id, "delivery")

    async def set_waiting(self, delivery_id: str, reason: str) -> None:
        self._turn([await self.get(delivery_id)], State.WAITING, reason)

    async def hold(self, recipient: Recipient, reason: str, purposes: Collection[Why] = DISTURBING) -> int:
        found = [d for d in self._to(recipient) if d.state is State.PENDING and d.purpose in purposes]
        return self._turn(found, State.WAITING, reason)

    async def waiting(self, coalition_id: str, reason: str) -> list[Delivery]:
        everything = self._rows.deliveries.values()
        return [d for d in everything if (d.coalition_id, d.state, d.reason) == (coalition_id, State.WAITING, reason)]

    async def move(self, bulletin_id: str, revision_id: str) -> int:
        moved = 0
        for d in [*self._rows.deliveries.values()]:
            if d.bulletin_id == bulletin_id and not d.opened and not d.state.is_final:
                self._rows.deliveries[d.id] = replace(d, revision_id=revision_id)
                moved += 1
        return moved

    async def hold_overdue(self, coalition_id: str, now: datetime, reason: str) -> Mapping[Why, int]:
        found = [
            d
            for d in self._rows.deliveries.values()
            if d.coalition_id == coalition_id and d.state is State.PENDING and d.due_at <= now and d.purpose.disturbs
        ]
        self._turn(found, State.WAITING, reason)
        return Counter(d.purpose for d in found)

    async def waiting_counts(self, coalition_id: str, reason: str) -> Mapping[Why, int]:
        return Counter(d.purpose for d in await self.waiting(coalition_id, reason))

    async def release_waiting(
        self, coalition_id: str, reason: str, recipient: Recipient | None = None, *, bulletin_id: str | None = None
    ) -> int:
        found = [d for d in await self.waiting(coalition_id, reason) if recipient in {None, d.recipient}]
        return self._turn([d for d in found if bulletin_id in {None, d.bulletin_id}], State.PENDING, None)

    async def drop_waiting(self, coalition_id: str, reason: str) -> int:
        return self._turn(await self.waiting(coalition_id, reason), State.CANCELLED, reason)

    async def expire(self, bulletin_id: str, reason: str) -> int:
        found = [d for d in self._counted(bulletin_id) if d.state not in LEAVES_ALONE]
        return self._turn(found, State.EXPIRED, reason)

    async def reached(self, bulletin_id: str) -> bool:
        there = {State.SENT, State.SENDING, State.UNCERTAIN}
        mine = [d for d in self._rows.deliveries.values() if d.bulletin_id == bulletin_id]
        return any(d.state in there or any(p.state in there for p in d.parts) for d in mine)

    async def uncertain(self, bulletin_id: str) -> list[Uncertain]:
        """One part for each delivery, as most tests plan them."""
        found = [d for d in self._rows.deliveries.values() if (d.bulletin_id, d.state) == (bulletin_id, State.UNCERTAIN)]
        return [Uncertain(f"{d.id}-1", d.id, 1, 1, d.due_at) for d in found]

    async def settle_uncertain(self, some: Sequence[Uncertain], how: Settle) -> int:
        to = {Settle.RESEND: State.PENDING, Settle.RECEIVED: State.SENT, Settle.DROP: State.CANCELLED}[how]
        found = [d for d in self._rows.deliveries.values() if d.id in {one.delivery_id for one in some}]
        return self._turn([d for d in found if d.state is State.UNCERTAIN], to, None)

    async def cancel(self, *, bulletin_id: str | None = None, recipient: Recipient | None = None, reason: str) -> int:
        found = [
            d
            for d in self._rows.deliveries.values()
            if bulletin_id in {None, d.bulletin_id} and recipient in {None, d.recipient} and d.purpose.disturbs
        ]
        return self._turn([d for d in found if d.state not in LEAVES_ALONE], State.CANCELLED, reason)

    async def counts(self, bulletin_id: str) -> Mapping[State, int]:
        return Counter(d.state for d in self._counted(bulletin_id))

    async def reasons(self, bulletin_id: str) -> Mapping[str, int]:
        return Counter(d.reason for d in self._counted(bulletin_id) if d.reason)

    async def last_card(self, recipient: Recipient, card: str) -> str | None:
        sent = [p for d in self._to(recipient) for p in d.parts if p.card == card and p.kind is PartKind.SEND and p.external_id]
        return sent[-1].external_id if sent else None

    async def shown(self, recipient: Recipient, external_id: str) -> Content | None:
        sent = [p for d in self._to(recipient) for p in d.parts if p.external_id == external_id and p.state is State.SENT]
        return sent[-1].content if sent else None

    async def has_topic_pending(self, question_id: str) -> bool:
        parts = [p for d in self._rows.deliveries.values() if d.recipient.topic_of == question_id for p in d.parts]
        return any(p.kind is PartKind.CREATE_TOPIC and not p.state.is_final for p in parts)

    async def has_last_words(self, person_id: str) -> bool:
        asked = {q.id for q in self._rows.questions.values() if q.person_id == person_id}
        mine = Recipient(RecipientKind.PERSON, person_id)
        return any(
            not d.state.is_final and ((d.recipient == mine and d.purpose is Why.REPLY) or d.recipient.topic_of in asked)
            for d in self._rows.deliveries.values()
        )

    async def had(self, bulletin_id: str, recipient: Recipient) -> bool:
        return any(d.bulletin_id == bulletin_id and d.state is State.SENT for d in self._to(recipient))

    async def said_in(self, conversation_id: str, recipient: Recipient, purpose: Why, *, lock: bool = False) -> Delivery | None:
        said = [d for d in self._to(recipient) if d.purpose is purpose and self._rows.spoken_by.get(d.id) == conversation_id]
        return said[0] if said else None

    async def supersede(self, recipient: Recipient, card: str) -> int:
        planned = [d for d in self._to(recipient) if d.key.startswith("card:") and d.state is State.PENDING]
        return self._turn([d for d in planned if any(p.card == card for p in d.parts)], State.CANCELLED, "superseded")

    async def lost(self, purpose: Why, since: datetime) -> list[tuple[Delivery, str]]:
        ended = {State.BLOCKED, State.FAILED, State.UNCERTAIN}
        return [
            (d, self._rows.spoken_by[d.id])
            for d in self._rows.deliveries.values()
            if d.purpose is purpose
            and d.due_at >= since
            and (d.state in ended or (d.state, d.reason) == (State.CANCELLED, "blocked"))
            and d.id in self._rows.spoken_by
        ]

    def _to(self, recipient: Recipient) -> list[Delivery]:
        return [d for d in self._rows.deliveries.values() if d.recipient == recipient]

    def _counted(self, bulletin_id: str) -> list[Delivery]:
        return [d for d in self._rows.deliveries.values() if d.bulletin_id == bulletin_id and d.counted]

    def _turn(self, deliveries: Iterable[Delivery], state: State, reason: str | None) -> int:
        turned = [*deliveries]
        for d in turned:
            parts = tuple(p if p.state.is_final else replace(p, state=state, reason=reason) for p in d.parts)
            self._rows.deliveries[d.id] = replace(d, state=state, reason=reason, parts=parts)
        return len(turned)


class FakeFollowUps:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def plan(self, follow_up: FollowUp) -> bool:
        if any(f.key == follow_up.key for f in self._rows.follow_ups.values()):
            return False
        self._rows.follow_ups[follow_up.id] = follow_up
        return True

    async def move(self, follow_up: FollowUp) -> bool:
        open_ = {FollowUpState.PENDING, FollowUpState.CANCELLED}
        for f in [*self._rows.follow_ups.values()]:
            if f.key == follow_up.key and f.state in open_:
                moved = replace(f, state=FollowUpState.PENDING, due_at=follow_up.due_at, void_after=follow_up.void_after)
                self._rows.follow_ups[f.id] = moved
                return True
        return False

    async def get(self, follow_up_id: str) -> FollowUp:
        return one(self._rows.follow_ups, follow_up_id, "follow_up")

    async def save(self, follow_up: FollowUp) -> None:
        self._rows.follow_ups[follow_up.id] = follow_up

    async def due(self, now: datetime, limit: int) -> list[FollowUp]:
        ripe = [f for f in self._rows.follow_ups.values() if f.state is FollowUpState.PENDING and f.due_at <= now]
        return sorted(ripe, key=lambda f: (f.due_at, f.id))[:limit]

    async def cancel(self, *, conversation_id: str | None = None, person_id: str | None = None, key: str | None = None) -> int:
        wanted = {"conversation_id": conversation_id, "person_id": person_id, "key": key}
        given = {name: value for name, value in wanted.items() if value is not None}
        assert given, "cancelling everything is nobody's wish"
        found = [
            f
            for f in self._rows.follow_ups.values()
            if f.state in {FollowUpState.PENDING, FollowUpState.HELD}
            and all(getattr(f, name) == value for name, value in given.items())
        ]
        for follow_up in found:
            self._rows.follow_ups[follow_up.id] = replace(follow_up, state=FollowUpState.CANCELLED)
        return len(found)

    async def hold(self, coalition_id: str, due_by: datetime, kinds: Collection[str]) -> int:
        found = [f for f in await self.due(due_by, len(self._rows.follow_ups)) if f.coalition_id == coalition_id]
        return self._turn([f for f in found if f.kind in kinds], FollowUpState.HELD)

    async def held(self, coalition_id: str) -> int:
        return len(self._held(coalition_id))

    async def release(self, coalition_id: str, to: FollowUpState) -> int:
        return self._turn(self._held(coalition_id), to)

    def _held(self, coalition_id: str) -> list[FollowUp]:
        everything = self._rows.follow_ups.values()
        return [f for f in everything if (f.coalition_id, f.state) == (coalition_id, FollowUpState.HELD)]

    def _turn(self, found: list[FollowUp], state: FollowUpState) -> int:
        for follow_up in found:
            self._rows.follow_ups[follow_up.id] = replace(follow_up, state=state)
        return len(found)


class FakeInboxRows:
    """Simpler than the real one: whose row an update is, only its sender's id says."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def store(self, coalition_id: str, inbound: Inbound) -> bool:
        key = (inbound.bot_account_id, inbound.update_id)
        if any(r.inbound and (r.inbound.bot_account_id, r.inbound.update_id) == key for r in self._rows.inbox.values()):
            return False
        self._append(InboxRow(0, coalition_id, inbound.bot_account_id, InboxState.NEW, inbound=inbound))
        return True

    async def tell(self, event: Happened) -> bool:
        if any(r.happened and r.happened.key == event.key for r in self._rows.inbox.values()):
            return False
        self._append(InboxRow(0, event.coalition_id, None, InboxState.NEW, happened=event))
        return True

    async def next(self, now: datetime) -> InboxRow | None:
        held: set[str] = set()
        for row in sorted(self._rows.inbox.values(), key=lambda r: (r.happened is not None, r.id)):
            if row.state is not InboxState.NEW:
                continue
            whose = _whose(row)
            if whose not in held and self._rows.again_at.get(row.id, now) <= now:
                return row
            held.add(whose)
        return None

    async def held_back(self, now: datetime) -> list[int]:
        new = [r for r in self._rows.inbox.values() if r.state is InboxState.NEW]
        failing = {(_whose(r), r.id) for r in new if r.attempts > 0}
        ripe = [r for r in new if r.inbound is not None and self._rows.again_at.get(r.id, now) <= now]
        return [r.id for r in ripe if any(whose == _whose(r) and id_ < r.id for whose, id_ in failing)]

    async def take(self, row_id: int) -> InboxRow | None:
        row = self._rows.inbox[row_id]
        return row if row.state is InboxState.NEW else None

    async def overtake(self, row_id: int) -> int:
        whose = _whose(self._rows.inbox[row_id])
        waits = {InboxState.NEW, InboxState.SET_ASIDE}
        earlier = [r for r in self._rows.inbox.values() if r.id < row_id and _whose(r) == whose and r.state in waits]
        for row in earlier:
            self._rows.inbox[row.id] = replace(row, overtaken=True)
        return len(earlier)

    async def prune(self) -> int:
        """Nothing: rows in memory have no age."""
        return 0

    async def mark_handled(self, row_id: int) -> None:
        self._rows.inbox[row_id] = replace(self._rows.inbox[row_id], state=InboxState.HANDLED)

    async def mark_failed(self, row_id: int, *, error: str, again_at: datetime | None) -> None:
        row = self._rows.inbox[row_id]
        state = InboxState.SET_ASIDE if again_at is None else InboxState.NEW
        self._rows.inbox[row_id] = replace(row, state=state, attempts=row.attempts + 1, error=error)
        if again_at is not None:
            self._rows.again_at[row_id] = again_at

    async def set_aside(self, coalition_id: str | None = None) -> list[InboxRow]:
        aside = [r for r in self._rows.inbox.values() if r.state is InboxState.SET_ASIDE]
        return [r for r in aside if coalition_id in {None, r.coalition_id}]

    async def retry(self, row_id: int) -> None:
        self._rows.inbox[row_id] = replace(self._rows.inbox[row_id], state=InboxState.NEW, attempts=0)
        self._rows.again_at.pop(row_id, None)

    def _append(self, row: InboxRow) -> None:
        number = len(self._rows.inbox) + 1
        self._rows.inbox[number] = replace(row, id=number)


def _whose(row: InboxRow) -> str:
    return row.inbound.sender if row.inbound else row.happened.person_id if row.happened else ""


class FakeMediaStore:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def get(self, media_id: str) -> Media:
        return one(self._rows.media, media_id, "media")

    async def add(self, media: Media) -> None:
        self._rows.media[media.id] = media

    async def save(self, media: Media, content: bytes | None = None) -> None:
        self._rows.media[media.id] = media
        if content is not None:
            self._rows.contents[media.id] = content

    async def wanted(self, limit: int) -> list[Media]:
        return [m for m in self._rows.media.values() if m.state is MediaState.WANTED][:limit]

    async def ordered(self, limit: int) -> list[Media]:
        return [m for m in self._rows.media.values() if m.state is MediaState.ORDERED][:limit]

    async def content(self, media_id: str) -> bytes | None:
        return self._rows.contents.get(media_id)

    async def loose(self, before: datetime, limit: int) -> list[Media]:
        used = self._used()
        return [m for m in self._rows.media.values() if m.came_at < before and m.id not in used][:limit]

    async def drop_loose(self, media_id: str) -> bool:
        if media_id in self._used() or media_id not in self._rows.media:
            return False
        del self._rows.media[media_id]
        self._rows.contents.pop(media_id, None)
        return True

    def _used(self) -> set[str | None]:
        rows = self._rows
        kept = (rows.messages, rows.reactions, rows.remarks, rows.translations, rows.trials)
        return {one.media_id for table in kept for one in table.values()}


class FakeRecordings:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def find(self, coalition_id: str, language: str, text_hash: str) -> Recording | None:
        return self._rows.recordings.get((coalition_id, language, text_hash))

    async def lock(self, coalition_id: str, language: str, text_hash: str) -> Recording | None:
        return await self.find(coalition_id, language, text_hash)

    async def there(self, coalition_id: str, language: str, hashes: Sequence[str]) -> set[str]:
        found = {h: self._rows.recordings.get((coalition_id, language, h)) for h in hashes}
        return {h for h, recording in found.items() if recording is not None and recording.approved_by is not None}

    async def all(self, coalition_id: str, language: str) -> list[Recording]:
        return [replace(r, content=b"") for key, r in self._rows.recordings.items() if key[:2] == (coalition_id, language)]

    async def drop(self, coalition_id: str, language: str, text_hash: str) -> None:
        self._rows.recordings.pop((coalition_id, language, text_hash), None)

    async def save(self, recording: Recording) -> None:
        self._rows.recordings[recording.coalition_id, recording.language, recording.text_hash] = recording

    async def keep_only(self, coalition_id: str, keys: Collection[tuple[str, str]]) -> int:
        gone = [key for key in self._rows.recordings if key[0] == coalition_id and key[1:] not in keys]
        for key in gone:
            del self._rows.recordings[key]
        return len(gone)


class FakePictures:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def find(self, coalition_id: str, text_hash: str) -> CoalitionPicture | None:
        return self._rows.pictures.get((coalition_id, text_hash))

    async def there(self, coalition_id: str, hashes: Sequence[str]) -> set[str]:
        return {text_hash for text_hash in hashes if (coalition_id, text_hash) in self._rows.pictures}

    async def save(self, picture: CoalitionPicture) -> None:
        self._rows.pictures[picture.coalition_id, picture.text_hash] = picture

    async def keep_only(self, coalition_id: str, hashes: Collection[str]) -> int:
        there = self._rows.pictures.items()
        gone = [key for key, found in there if key[0] == coalition_id and found.from_file and key[1] not in hashes]
        for key in gone:
            del self._rows.pictures[key]
        return len(gone)


class FakeAudit:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def add(self, event: AuditEvent) -> None:
        self._rows.audit[len(self._rows.audit)] = event

    async def of(self, coalition_id: str, about: str | None = None) -> list[AuditEvent]:
        return [e for e in self._rows.audit.values() if e.coalition_id == coalition_id and about in {None, e.about}]
