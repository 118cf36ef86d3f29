"""People, and the ways to reach them."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.actor import Actor, Role


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
