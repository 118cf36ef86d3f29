"""A parent's own words, and who may see them."""

from dataclasses import dataclass, field
from enum import StrEnum


class Audience(StrEnum):
    """To whom a parent's words may be shown; asked of the parent for each."""

    PROFESSIONALS = "professionals"
    PARENTS = "parents"
    RECRUITING = "recruiting"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Quote:
    """What a parent told (uitspraak), with permission per audience."""

    id: str
    coalition_id: str
    trajectory_id: str
    text: str = field(repr=False)
    language: str = "nl"
    person_id: str | None = None
    """Whose words; None when written down in the conversation without a person in the store."""
    audiences: frozenset[Audience] = frozenset()
    looked_for_traces: bool = False
    """A person looked for who could be recognised in it."""
