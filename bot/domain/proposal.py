"""A proposed solution, and where it stands."""

from dataclasses import dataclass
from datetime import date
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

    @property
    def lacks_reason(self) -> bool:
        """It says no, without a kind of reason. (Its words are checked with its texts.)"""
        return self.status.needs_reason and self.reason_kind is None
