"""A proposed solution, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class ProposalStatus(StrEnum):
    """In order of hope (DOMAIN)."""

    DONE = "done"
    STARTED = "started"
    PLANNED = "planned"
    EXPLORING = "exploring"
    NOT_NOW = "not_now"
    NOT_POSSIBLE = "not_possible"

    @property
    def is_decided(self) -> bool:
        """Nobody waits for a decision any more."""
        return self not in {ProposalStatus.PLANNED, ProposalStatus.EXPLORING}

    @property
    def needs_reason(self) -> bool:
        """'Not now' and 'not possible' do not go out without a kind of reason, and words."""
        return self in {ProposalStatus.NOT_NOW, ProposalStatus.NOT_POSSIBLE}


class ReasonKind(StrEnum):
    """Why something is not now or not possible."""

    RULES = "rules"
    MONEY = "money"
    PEOPLE = "people"
    NOT_OURS = "not_ours"


class Say(StrEnum):
    """Parents' say in it: the participation ladder."""

    INFORM = "inform"
    CONSULT = "consult"
    ADVISE = "advise"
    CO_PRODUCE = "co_produce"
    DECIDE = "decide"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Answers quotes; has an owner, somebody who decides it, a day, a status and a way in."""

    id: str
    coalition_id: str
    trajectory_id: str
    status: ProposalStatus
    owner: str = ""
    decider: str = ""
    decision_on: date | None = None
    reason_kind: ReasonKind | None = None
    say: Say = Say.CONSULT
    quote_ids: tuple[str, ...] = ()
    revision: int = 1
    texts: Mapping[str, str] = field(default_factory=dict, hash=False, repr=False)
    """Its own words in Dutch, by one of `bulletin.PROPOSAL_ELEMENTS` or PICTURE: what a bulletin that takes it up begins with."""
    owner_id: str | None = None
    """The person who opened the owner's link; `owner` is what they are called to others."""
    picture: str = ""
    """The picture beside it (`domain.picture.key_of`), told by the words under `bulletin.PICTURE` of `texts`; a bulletin that
    takes it up has both. Empty: none."""

    @property
    def lacks_reason(self) -> bool:
        """It says no, without a kind of reason. (Its words are checked with its texts.)"""
        return self.status.needs_reason and self.reason_kind is None


@dataclass(frozen=True, slots=True)
class ProposalMove:
    """A proposal got another status: who moved it, when, and what parents who reacted to it were told."""

    id: str
    coalition_id: str
    proposal_id: str
    before: ProposalStatus
    after: ProposalStatus
    by: str
    at: datetime
    reason_kind: ReasonKind | None = None
    words: str = field(default="", repr=False)
    """In Dutch: what whoever moved it wanted to say about it."""
    made: bool = True
    """False: its owner says that it stands there, and no coordinator moved it so."""
