"""What is due how long after what: the rules of `flows/cadence.yaml`, and the norms that they count with."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from bot.domain.trajectory import Trajectory


class Anchor(StrEnum):
    """From which a rule counts. It may move on, and then takes with it what hung on it."""

    CONVERSATION_HELD = "conversation_held"
    BULLETIN_SENT = "bulletin_sent"
    JOINED = "joined"
    PARENTS_HEARD = "parents_heard"
    PROMISED_DAY = "promised_day"
    ANSWER_PROMISED = "answer_promised"
    DECISION_DAY = "decision_day"
    LOOK_ASKED = "look_asked"


class Unless(StrEnum):
    """What takes a rule's sense away, when it happened since the anchor."""

    PARENTS_HEARD = "parents_heard"
    FULL_BULLETIN_SENT = "full_bulletin_sent"
    PROPOSALS_ANSWERED = "proposals_answered"


class Audience(StrEnum):
    """Each parent of the trajectory, every joined coordinator of the coalition, or who sees to a proposal."""

    PARENT = "parent"
    COORDINATOR = "coordinator"
    OWNER = "owner"


class Addressee(StrEnum):
    """Whom of its audience a rule tells."""

    EVERYBODY = "everybody"
    TAKER = "taker"
    """Who does what it is about; everybody when nobody does, or who does is away."""


TOLD = frozenset({"rule", "level", "subject", "trajectory_id"})
"""Values that every rule's event has: `subject` is the id of what it counts from."""
FOR_COORDINATORS = TOLD | {"days"}
"""`days`: whole days since the anchor, below zero before it."""


@dataclass(frozen=True, slots=True)
class AnchorKind:
    """Whom an anchor may concern, and what an event that counts from it tells."""

    audiences: frozenset[Audience]
    tells: frozenset[str] = FOR_COORDINATORS
    stays: bool = True
    """False: it moves on by itself when what is waited for happens, so that `unless` has nothing to add."""


_BOTH, _COORDINATORS = frozenset({Audience.PARENT, Audience.COORDINATOR}), frozenset({Audience.COORDINATOR})
ANCHORS: Mapping[Anchor, AnchorKind] = {
    Anchor.CONVERSATION_HELD: AnchorKind(_BOTH),
    Anchor.BULLETIN_SENT: AnchorKind(_BOTH),
    Anchor.JOINED: AnchorKind(frozenset({Audience.PARENT})),
    Anchor.PARENTS_HEARD: AnchorKind(_COORDINATORS, stays=False),
    Anchor.PROMISED_DAY: AnchorKind(_COORDINATORS, stays=False),
    Anchor.ANSWER_PROMISED: AnchorKind(_BOTH, FOR_COORDINATORS | {"question_id"}, stays=False),
    Anchor.DECISION_DAY: AnchorKind(
        frozenset({Audience.COORDINATOR, Audience.OWNER}), FOR_COORDINATORS | {"proposal_id"}, stays=False
    ),
    Anchor.LOOK_ASKED: AnchorKind(_COORDINATORS, stays=False),
}


@dataclass(frozen=True, slots=True)
class Length:
    """How long. Days are counted on the calendar where the coalition is, working days as its duo works, minutes by the clock."""

    days: int = 0
    working_days: int = 0
    minutes: int = 0


NO_TIME = Length()


@dataclass(frozen=True, slots=True)
class Norms:
    """How soon things are to happen (FACTS, 'norms for closing the loop'): in `flows/cadence.yaml` for all, and by a trajectory's
    own `norms` from its data file instead. All in days.
    """

    silence_warn_days: int = 7
    silence_limit_days: int = 14
    summary_days: int = 14
    told_we_do_days: int = 42
    proposals_days: int = 84
    answer_working_days: int = 2

    def of(self, trajectory: Trajectory) -> "Norms":
        """With what the trajectory has instead."""
        return replace(self, **trajectory.norms)

    def length(self, name: str) -> Length:
        """One of them. Raises AttributeError for a name that is not in NORMS."""
        days: int = getattr(self, name)
        return Length(working_days=days) if name.endswith("_working_days") else Length(days=days)


OUR_NORMS = Norms()
"""As FACTS have them: where no file says otherwise."""
NORMS = tuple(norm.name for norm in fields(Norms))


@dataclass(frozen=True, slots=True)
class CadenceRule:
    """One rule: at `after` since the anchor, less `ahead`, `event` is told to `audience`."""

    name: str
    anchor: Anchor
    event: str
    after: Length = NO_TIME
    norm: str | None = None
    """One of NORMS, which counts instead of `after`."""
    ahead: Length = NO_TIME
    audience: Audience = Audience.PARENT
    level: str = ""
    """A word for the flow, to tell rules with the same event apart."""
    unless: Unless | None = None
    void_after: Length | None = None
    """So long after it was due it has lost its sense; None keeps it."""
    until: str | None = None
    """It has lost its sense when this other rule, of the same anchor, is due."""
    to: Addressee = Addressee.EVERYBODY
    everybody: bool = False
    """Told to coordinators on holiday too."""

    def after_by(self, norms: Norms) -> Length:
        """How long after the anchor, by these norms."""
        return self.after if self.norm is None else norms.length(self.norm)
