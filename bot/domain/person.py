"""People, and the ways to reach them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.domain.actor import STAFF, Actor, Role


class PersonState(StrEnum):
    """Where a person stands with us."""

    INVITED = "invited"
    """Opened an invitation, has not said yes yet."""
    ACTIVE = "active"
    PAUSED = "paused"
    """Asked for no messages until `paused_until`."""
    STOPPED = "stopped"
    """Asked to stop; hears nothing until coming back by themselves."""
    UNREACHABLE = "unreachable"
    """Blocked the bot or left the channel."""
    FORGETTING = "forgetting"
    """Gets one last message, then every trace goes."""


class HoldReason(StrEnum):
    """Why a contact person holds messages to a parent. Kinds and no words: what a parent goes through is not ours to keep."""

    ASKED = "asked"
    """The parent asked for it."""
    TOO_MUCH = "too_much"
    ABSENT = "absent"


class Reading(StrEnum):
    """How somebody wants to get messages."""

    READ = "read"
    LISTEN = "listen"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a coalition. A person is not an address, and has no name unless they gave one."""

    id: str
    coalition_id: str
    state: PersonState
    roles: frozenset[Role]
    language: str = "nl"
    reading: Reading = Reading.READ
    name: str = field(default="", repr=False)
    trajectory_id: str | None = None
    """The trajectory a parent joined by; coordinators serve every trajectory of their coalition."""
    zone: str | None = None
    quiet_from: str | None = None
    """Local `HH:MM` from which this person wants no messages; None follows the coalition's norm."""
    quiet_until: str | None = None
    paused_until: datetime | None = None
    joined_at: datetime | None = None
    declines: frozenset[str] = frozenset()
    """Translators this parent does not want."""
    translates: frozenset[str] = frozenset()
    """Languages that this translator or key person puts into Dutch, and Dutch into."""
    panel_asked_at: datetime | None = None
    """When this parent was asked to read texts before others do. Nobody is asked a second time without wanting to."""
    away_from: date | None = None
    away_until: date | None = None
    """The last day of a holiday; None while away means that nobody knows."""
    stand_in: str | None = None
    """Who does this person's work while they are away."""

    contact_id: str | None = None
    """The contact person to whom this parent said yes: who sees `name`, and may hold messages."""
    held_until: datetime | None = None
    """Until when the contact person holds messages to this parent."""
    held_because: HoldReason | None = None

    laid_down: frozenset[Role] = frozenset()
    """Roles that this person gave up, or that were taken: a data file does not give them back, a new invitation does."""

    variant: str | None = None
    """The regional form of their language that somebody chose, as `prs` of `fa`: its days and its name, with the same words."""

    @property
    def actor(self) -> Actor:
        """This person, as one who does something."""
        return Actor(self.id, self.coalition_id, self.roles)

    @property
    def is_parent(self) -> bool:
        return Role.PARENT in self.roles

    @property
    def is_coordinator(self) -> bool:
        return Role.COORDINATOR in self.roles

    @property
    def is_staff(self) -> bool:
        """Works along, in whatever role; may be a parent too."""
        return bool(self.roles & STAFF)

    @property
    def has_left(self) -> bool:
        """Worked along, and does nothing here any more."""
        return not self.roles

    def is_held(self, now: datetime) -> bool:
        """Whether the contact person holds messages now. The answer to a question of their own is never held."""
        return self.held_until is not None and now < self.held_until

    def is_away(self, day: date) -> bool:
        """On holiday on this day."""
        return self.away_from is not None and self.away_from <= day and (self.away_until is None or day <= self.away_until)


@dataclass(frozen=True, slots=True)
class Address:
    """A way to reach somebody: (bot account, kind, value). It may belong to nobody we know yet."""

    id: str
    coalition_id: str
    bot_account_id: str | None
    kind: str
    """`telegram` (value: a user's chat id, as text)."""
    value: str = field(repr=False)
    person_id: str | None = None
    reachable: bool = True
