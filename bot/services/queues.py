"""What comes in, goes out, is due, and was done, as protocols beside `bot.services.repositories`."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.audit import AuditEvent
from bot.domain.delivery import DISTURBING, Delivery, Part, Recipient, Settle, State, Uncertain
from bot.domain.delivery import Purpose as Why
from bot.domain.events import Happened
from bot.domain.follow_up import FollowUp, FollowUpState
from bot.domain.inbound import Inbound
from bot.domain.inbox import InboxRow
from bot.domain.media import Media
from bot.domain.picture import CoalitionPicture
from bot.domain.recording import Recording
from bot.domain.wording import Content


class Ledger(Protocol):
    """What goes out. Sending itself is the dispatcher's (`scheduler.ports`)."""

    async def add(self, delivery: Delivery, *, conversation_id: str | None = None) -> bool:
        """False, and nothing is changed, when its key is there already. A commit wakes the dispatcher."""
        ...

    async def add_broadcast(self, deliveries: Sequence[Delivery]) -> int:
        """How many of them were new; thousands at once are fine."""
        ...

    async def fill(self, delivery_id: str, parts: Sequence[Part], *, conversation_id: str | None = None) -> None:
        """Gives an unopened delivery its parts. No parts: it is `sent` with reason `nothing_to_say`."""
        ...

    async def get(self, delivery_id: str, *, lock: bool = False) -> Delivery:
        """`lock`: nobody else changes it until the unit of work ends. Raises NotThere."""
        ...

    async def set_waiting(self, delivery_id: str, reason: str) -> None: ...

    async def hold(self, recipient: Recipient, reason: str, purposes: Collection[Why] = DISTURBING) -> int:
        """Every `pending` delivery to the recipient for one of these purposes becomes `waiting`; `release_waiting` undoes it."""
        ...

    async def waiting(self, coalition_id: str, reason: str) -> list[Delivery]:
        """Deliveries that wait for this reason, without their parts."""
        ...

    async def move(self, bulletin_id: str, revision_id: str) -> int:
        """Unopened deliveries of the bulletin that are not final get this newer revision (Invariant 4)."""
        ...

    async def hold_overdue(self, coalition_id: str, now: datetime, reason: str) -> Mapping[Why, int]:
        """Every delivery that was due by `now` and is not a reply becomes `waiting`: how many, by purpose."""
        ...

    async def waiting_counts(self, coalition_id: str, reason: str) -> Mapping[Why, int]:
        """How many deliveries wait for this reason, by purpose."""
        ...

    async def release_waiting(
        self, coalition_id: str, reason: str, recipient: Recipient | None = None, *, bulletin_id: str | None = None
    ) -> int:
        """What waits for this reason is `pending` again: all of the coalition, or to one recipient, or of one bulletin."""
        ...

    async def drop_waiting(self, coalition_id: str, reason: str) -> int:
        """What waits for this reason becomes `cancelled` with it; how many."""
        ...

    async def expire(self, bulletin_id: str, reason: str) -> int:
        """Counted deliveries of it that are not `sending` or final become `expired`; how many."""
        ...

    async def reached(self, bulletin_id: str) -> bool:
        """Somebody has at least a part of it, or may have."""
        ...

    async def uncertain(self, bulletin_id: str) -> list[Uncertain]:
        """Parts of its broadcast of which nobody knows whether they arrived, longest due first."""
        ...

    async def settle_uncertain(self, some: Sequence[Uncertain], how: Settle) -> int:
        """What a person decided; how many were uncertain still. What stands behind them goes on accordingly."""
        ...

    async def cancel(self, *, bulletin_id: str | None = None, recipient: Recipient | None = None, reason: str) -> int:
        """Everything of it that is not `sending` or final, and not a reply, becomes `cancelled`."""
        ...

    async def counts(self, bulletin_id: str) -> Mapping[State, int]:
        """Counted deliveries only: they add up to the recipients."""
        ...

    async def reasons(self, bulletin_id: str) -> Mapping[str, int]: ...

    async def last_card(self, recipient: Recipient, card: str) -> str | None:
        """The channel's id of the newest message sent under this name."""
        ...

    async def shown(self, recipient: Recipient, external_id: str) -> Content | None:
        """What the message with this id of the channel says now: that of the newest part that was sent to it. None: not known."""
        ...

    async def has_topic_pending(self, question_id: str) -> bool:
        """A `create_topic` for this question waits to be sent."""
        ...

    async def has_last_words(self, person_id: str) -> bool:
        """A reply to the person, or something in the topic of a question of theirs, is still to be sent."""
        ...

    async def had(self, bulletin_id: str, recipient: Recipient) -> bool:
        """The bulletin was sent to the recipient, in any revision."""
        ...

    async def said_in(self, conversation_id: str, recipient: Recipient, purpose: Why, *, lock: bool = False) -> Delivery | None:
        """The first thing that this conversation said to the recipient for this purpose, with its parts. `lock`: as `get`."""
        ...

    async def supersede(self, recipient: Recipient, card: str) -> int:
        """Edits of this card that were planned alone and have not gone out yet are cancelled: another one says more; how many."""
        ...

    async def lost(self, purpose: Why, since: datetime) -> list[tuple[Delivery, str]]:
        """Of a conversation, due since then, and known not to have arrived (or not known): `blocked`, `failed`, `uncertain`, or
        cancelled because the person cannot be reached. Without their parts, each with its conversation's id."""
        ...


class FollowUps(Protocol):
    async def plan(self, follow_up: FollowUp) -> bool:
        """False when its key is there already."""
        ...

    async def move(self, follow_up: FollowUp) -> bool:
        """The pending or cancelled one with its key is pending, for its `due_at` and `void_after`; False when there is none."""
        ...

    async def get(self, follow_up_id: str) -> FollowUp: ...
    async def save(self, follow_up: FollowUp) -> None: ...
    async def due(self, now: datetime, limit: int) -> list[FollowUp]: ...

    async def cancel(self, *, conversation_id: str | None = None, person_id: str | None = None, key: str | None = None) -> int:
        """Those that match every argument given, and are pending or held."""
        ...

    async def hold(self, coalition_id: str, due_by: datetime, kinds: Collection[str]) -> int:
        """Pending ones of these kinds that were due by then become `held`; how many."""
        ...

    async def held(self, coalition_id: str) -> int:
        """How many are."""
        ...

    async def release(self, coalition_id: str, to: FollowUpState) -> int:
        """Held ones become `pending` or `cancelled`; how many."""
        ...


class Inbox(Protocol):
    async def store(self, coalition_id: str, inbound: Inbound) -> bool:
        """False when this update is there already (unique over seven days)."""
        ...

    async def tell(self, event: Happened) -> bool:
        """An event for one person, in the same order as what the person says. False when its key is there already."""
        ...

    async def next(self, now: datetime) -> InboxRow | None:
        """The next row that may be handled, locked for this unit of work: none of an earlier row of the same person is open,
        updates go before events, and a row that failed waits its delay."""
        ...

    async def held_back(self, now: datetime) -> list[int]:
        """Ids of updates that only wait for an earlier row of the same person which failed and is tried again; oldest first."""
        ...

    async def take(self, row_id: int) -> InboxRow | None:
        """This row, locked for this unit of work, whatever comes before it. None when it was handled, or is at work elsewhere."""
        ...

    async def overtake(self, row_id: int) -> int:
        """Marks everything of the same person that came before this row and is not handled as overtaken; how many rows."""
        ...

    async def prune(self) -> int:
        """Deletes handled rows that are no longer needed to know the same update, or the same event, again; how many."""
        ...

    async def mark_handled(self, row_id: int) -> None: ...
    async def mark_failed(self, row_id: int, *, error: str, again_at: datetime | None) -> None:
        """`again_at` None sets it aside."""
        ...

    async def set_aside(self, coalition_id: str | None = None) -> list[InboxRow]: ...
    async def retry(self, row_id: int) -> None: ...


class MediaStore(Protocol):
    async def get(self, media_id: str) -> Media: ...
    async def add(self, media: Media) -> None: ...
    async def save(self, media: Media, content: bytes | None = None) -> None: ...
    async def wanted(self, limit: int) -> list[Media]: ...

    async def ordered(self, limit: int) -> list[Media]:
        """What we are to make, tried least often first."""
        ...

    async def content(self, media_id: str) -> bytes | None: ...

    async def loose(self, before: datetime, limit: int) -> list[Media]:
        """Came before then, and belongs to no message of a question and no reaction; the longest ago first."""
        ...

    async def drop_loose(self, media_id: str) -> bool:
        """Deletes it with its content; False when something refers to it, or it is gone."""
        ...


class Recordings(Protocol):
    async def find(self, coalition_id: str, language: str, text_hash: str) -> Recording | None:
        """Approved or not."""
        ...

    async def lock(self, coalition_id: str, language: str, text_hash: str) -> Recording | None:
        """The same, and nobody else changes it until this unit of work ends."""
        ...

    async def there(self, coalition_id: str, language: str, hashes: Sequence[str]) -> set[str]:
        """Those of `hashes` that have an approved recording in this language."""
        ...

    async def all(self, coalition_id: str, language: str) -> list[Recording]:
        """Approved or not, the oldest first, without what is heard."""
        ...

    async def drop(self, coalition_id: str, language: str, text_hash: str) -> None: ...

    async def save(self, recording: Recording) -> None: ...

    async def keep_only(self, coalition_id: str, keys: Collection[tuple[str, str]]) -> int:
        """Drops the coalition's others; `keys` are pairs of language and text hash. How many went."""
        ...


class Pictures(Protocol):
    """A coalition's own, by a hash of the Dutch words that they stand beside."""

    async def find(self, coalition_id: str, text_hash: str) -> CoalitionPicture | None: ...

    async def there(self, coalition_id: str, hashes: Sequence[str]) -> set[str]:
        """Those of `hashes` that have one."""
        ...

    async def save(self, picture: CoalitionPicture) -> None: ...

    async def keep_only(self, coalition_id: str, hashes: Collection[str]) -> int:
        """Drops the coalition's others that came by a data file. How many went."""
        ...


class Audit(Protocol):
    async def add(self, event: AuditEvent) -> None: ...
    async def of(self, coalition_id: str, about: str | None = None) -> list[AuditEvent]: ...
