"""Who does something: asked in one place, by services, and written in the audit."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.errors import NotAllowed


class Role(StrEnum):
    """What a person is in a coalition (DOMAIN, 'words'). A person may have several."""

    PARENT = "parent"
    COORDINATOR = "coordinator"
    MODERATOR = "moderator"
    TRANSLATOR = "translator"
    KEY_PERSON = "key_person"
    CONTACT_PERSON = "contact_person"
    ADVISOR = "advisor"
    READER = "reader"
    OWNER = "owner"
    """Sees to a proposal, and says where it stands by a link of their own."""
    OPERATOR = "operator"
    """The command line: audited, may load and steer, cannot approve."""
    SYSTEM = "system"
    """Weerklank itself, when time passes."""


STAFF = frozenset(
    {
        Role.COORDINATOR,
        Role.MODERATOR,
        Role.TRANSLATOR,
        Role.KEY_PERSON,
        Role.CONTACT_PERSON,
        Role.ADVISOR,
        Role.READER,
        Role.OWNER,
    }
)
"""Whoever works along: all people but parents."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (or the operator, or time itself) with the roles it has in one coalition."""

    id: str
    coalition_id: str
    roles: frozenset[Role]

    def must_be(self, *roles: Role, coalition_id: str | None = None) -> None:
        """Raise NotAllowed unless the actor has one of `roles`, and works in `coalition_id` when that is given."""
        if coalition_id is not None and coalition_id != self.coalition_id:
            raise NotAllowed("other_coalition")
        if not self.roles & set(roles):
            raise NotAllowed("needs_role", needs=" or ".join(sorted(roles)))


def operator(coalition_id: str) -> Actor:
    """The command line, working in one coalition."""
    return Actor("operator", coalition_id, frozenset({Role.OPERATOR}))


def system(coalition_id: str) -> Actor:
    """Weerklank itself, when something is due."""
    return Actor("system", coalition_id, frozenset({Role.SYSTEM}))
