"""A message to a person or a group, in ordered parts, and what is known of each part."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.wording import DRAWING, OWN_PICTURE, Content


class Purpose(StrEnum):
    """Why it goes out. Replies go at once, and so does tidying; the others keep to quiet hours (Invariant 3)."""

    REPLY = "reply"
    """To a person's own tap or word, or to coordinators in their group."""
    TIDYING = "tidying"
    """An earlier message loses its buttons once one of them was tapped. No phone sounds for it."""
    NOTICE = "notice"
    """What coordinators are told in their group without having asked: questions, cards. After what answers a person."""
    ANSWER = "answer"
    """A coordinator's answer to a question."""
    FOLLOW_UP = "follow_up"
    BROADCAST = "broadcast"

    @property
    def disturbs(self) -> bool:
        return self not in {Purpose.REPLY, Purpose.TIDYING, Purpose.NOTICE}

    @property
    def priority(self) -> int:
        """Lower goes first."""
        return _PRIORITIES[self]


_PRIORITIES = {
    Purpose.REPLY: 0,
    Purpose.TIDYING: 1,
    Purpose.NOTICE: 1,
    Purpose.ANSWER: 2,
    Purpose.FOLLOW_UP: 3,
    Purpose.BROADCAST: 4,
}
"""They stand in the ledger's rows, so that they stay as they are."""
DISTURBING = tuple(purpose for purpose in Purpose if purpose.disturbs)
"""What can be held, and is dropped when somebody leaves; these come after all others."""

HOLDABLE = (Purpose.FOLLOW_UP, Purpose.BROADCAST)
"""What a contact person may hold: what nobody asked for. The answer to a parent's own question is not."""


class PartKind(StrEnum):
    """One part is one API call."""

    SEND = "send"
    EDIT = "edit"
    DELETE = "delete"
    CREATE_TOPIC = "create_topic"


class State(StrEnum):
    """Of a part; a delivery's state is its first unsent part's, `pending` before it is opened, `sent` after all."""

    QUEUED = "queued"
    """Waits for the part before it."""
    WAITING = "waiting"
    """Waits for something that `reason` names, such as `language_not_approved`."""
    PENDING = "pending"
    LEASED = "leased"
    SENDING = "sending"
    """The call may have been made: after a crash nobody knows."""
    SENT = "sent"
    FAILED = "failed"
    BLOCKED = "blocked"
    """The person blocked us; nothing more is tried."""
    UNCERTAIN = "uncertain"
    """Tried twice, and nobody knows whether it arrived."""
    CANCELLED = "cancelled"
    EXPIRED = "expired"

    @property
    def is_final(self) -> bool:
        return self in FINAL


FINAL = frozenset({State.SENT, State.FAILED, State.BLOCKED, State.UNCERTAIN, State.CANCELLED, State.EXPIRED})


class Settle(StrEnum):
    """What a person decides about a part that is `uncertain`."""

    RESEND = "resend"
    """Once more: the parent may have it twice."""
    RECEIVED = "received"
    """It counts as arrived, and what comes after it goes."""
    DROP = "drop"
    """It is given up, with what comes after it."""


class RecipientKind(StrEnum):
    PERSON = "person"
    GROUP = "group"
    ADDRESS = "address"
    """Somebody we do not know: an answer to a stranger."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where it goes: a person (by whichever address they have), a group, with or without a topic, or a bare address."""

    kind: RecipientKind
    id: str
    topic_of: str | None = None
    """In a forum: the question whose topic it goes to."""

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" + (f":{self.topic_of}" if self.topic_of else "")

    @classmethod
    def parse(cls, value: str) -> "Recipient":
        """The inverse of str()."""
        kind, id_, *rest = value.split(":")
        return cls(RecipientKind(kind), id_, rest[0] if rest else None)


@dataclass(frozen=True, slots=True)
class Part:
    """One API call: ordered within its delivery, unique with it."""

    id: str
    delivery_id: str
    number: int
    kind: PartKind
    content: Content = field(repr=False)
    state: State = State.PENDING
    reason: str | None = None
    card: str | None = None
    """The name of a message that is edited in place: an EDIT changes the last one sent under this name to this recipient."""
    due_at: datetime | None = None
    attempts: int = 0
    ambiguous: int = 0
    """How often a call was made of which nobody knows whether it arrived. At two it is held as `uncertain`."""
    external_id: str | None = None
    """The channel's id of what was sent."""

    @property
    def is_beside(self) -> bool:
        """A recording or a drawing beside its text: when it cannot be sent, what comes after it goes all the same."""
        return self.content.voice is not None or (self.content.picture or "").startswith((DRAWING, OWN_PICTURE))


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message in ordered parts. `key` makes it unique: the same cause never makes a second one.

    A broadcast's delivery has no parts until it is opened: until the parent's conversation has run, shortly before sending.
    """

    id: str
    coalition_id: str
    bot_account_id: str
    recipient: Recipient
    purpose: Purpose
    key: str
    due_at: datetime
    state: State = State.PENDING
    reason: str | None = None
    bulletin_id: str | None = None
    revision_id: str | None = None
    opened: bool = True
    counted: bool = True
    """Whether it counts among the bulletin's recipients (one who joined later does not)."""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A part of which nobody knows whether it arrived, without whom it is for: part `number` of `total`."""

    part_id: str
    delivery_id: str
    number: int
    total: int
    due_at: datetime


def state_of(parts: tuple[Part, ...]) -> State:
    """The state of the first unsent part, or `sent`."""
    return next((part.state for part in sorted(parts, key=lambda p: p.number) if part.state is not State.SENT), State.SENT)
