"""The ledger, follow-ups, the inbox, media and the audit in memory."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.audit import AuditEvent
from bot.domain.delivery import Delivery, Part, PartKind, Recipient, RecipientKind, State, state_of
from bot.domain.delivery import Purpose as Why
from bot.domain.events import Happened
from bot.domain.follow_up import FollowUp, FollowUpState
from bot.domain.inbound import Inbound
from bot.domain.inbox import InboxRow, InboxState
from bot.domain.media import Media, MediaState
from bot.domain.recording import Recording
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

    async def get(self, delivery_id: str) -> Delivery:
        return one(self._rows.deliveries, delivery_id, "delivery")

    async def set_waiting(self, delivery_id: str, reason: str) -> None:
        self._turn([await self.get(delivery_id)], State.WAITING, reason)

    async def hold(self, recipient: Recipient, reason: str) -> int:
        found = [d for d in self._to(recipient) if d.state is State.PENDING and d.purpose is not Why.REPLY]
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

    async def release_waiting(self, coalition_id: str, reason: str, recipient: Recipient | None = None) -> int:
        found = [d for d in await self.waiting(coalition_id, reason) if recipient in {None, d.recipient}]
        return self._turn(found, State.PENDING, None)

    async def cancel(self, *, bulletin_id: str | None = None, recipient: Recipient | None = None, reason: str) -> int:
        found = [
            d
            for d in self._rows.deliveries.values()
            if bulletin_id in {None, d.bulletin_id} and recipient in {None, d.recipient} and d.purpose is not Why.REPLY
        ]
        return self._turn([d for d in found if d.state not in LEAVES_ALONE], State.CANCELLED, reason)

    async def counts(self, bulletin_id: str) -> Mapping[State, int]:
        return Counter(d.state for d in self._counted(bulletin_id))

    async def reasons(self, bulletin_id: str) -> Mapping[str, int]:
        return Counter(d.reason for d in self._counted(bulletin_id) if d.reason)

    async def last_card(self, recipient: Recipient, card: str) -> str | None:
        sent = [p for d in self._to(recipient) for p in d.parts if p.card == card and p.kind is PartKind.SEND and p.external_id]
        return sent[-1].external_id if sent else None

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
            if f.state is FollowUpState.PENDING and all(getattr(f, name) == value for name, value in given.items())
        ]
        for follow_up in found:
            self._rows.follow_ups[follow_up.id] = replace(follow_up, state=FollowUpState.CANCELLED)
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
            whose = row.inbound.sender if row.inbound else row.happened.person_id if row.happened else ""
            if whose not in held and self._rows.again_at.get(row.id, now) <= now:
                return row
            held.add(whose)
        return None

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

    async def content(self, media_id: str) -> bytes | None:
        return self._rows.contents.get(media_id)


class FakeRecordings:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def find(self, coalition_id: str, language: str, text_hash: str) -> Recording | None:
        return self._rows.recordings.get((coalition_id, language, text_hash))

    async def there(self, coalition_id: str, language: str, hashes: Sequence[str]) -> set[str]:
        return {h for h in hashes if (coalition_id, language, h) in self._rows.recordings}

    async def save(self, recording: Recording) -> None:
        self._rows.recordings[recording.coalition_id, recording.language, recording.text_hash] = recording

    async def keep_only(self, coalition_id: str, keys: Collection[tuple[str, str]]) -> int:
        gone = [key for key in self._rows.recordings if key[0] == coalition_id and key[1:] not in keys]
        for key in gone:
            del self._rows.recordings[key]
        return len(gone)


class FakeAudit:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def add(self, event: AuditEvent) -> None:
        self._rows.audit[len(self._rows.audit)] = event

    async def of(self, coalition_id: str, about: str | None = None) -> list[AuditEvent]:
        return [e for e in self._rows.audit.values() if e.coalition_id == coalition_id and about in {None, e.about}]
