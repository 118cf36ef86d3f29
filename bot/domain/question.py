"""A question: a thread between one parent and the coordinators, under a pseudonym of its own."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class QuestionState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class Arrival(StrEnum):
    """What is known of an answer on its way to the parent."""

    UNDERWAY = "underway"
    ARRIVED = "arrived"
    LOST = "lost"
    """The parent cannot be reached."""
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Question:
    """`pseudonym` is fresh for each question, so that two questions of one parent cannot be joined."""

    id: str
    coalition_id: str
    trajectory_id: str
    person_id: str
    pseudonym: str
    language: str
    state: QuestionState
    asked_at: datetime
    answer_by: date
    """The day that was promised, in the duo's working days."""
    danger: bool = False
    """Words were used that people must look at first."""
    topic_id: str | None = field(default=None)
    """The forum topic's external id."""
    group_id: str | None = None
    taken_by: str | None = None
    """The coordinator who said: I do this one."""
    later_by: date | None = None
    """The new day that its parent was told, when there was no answer on `answer_by`, from which everything still counts."""

    @property
    def promised(self) -> date:
        """What its parent was told last."""
        return self.later_by or self.answer_by


@dataclass(frozen=True, slots=True)
class QuestionMessage:
    """One message of the thread, from the parent or from the coordinators' side, under its writer's key."""

    id: str
    coalition_id: str
    question_id: str
    person_id: str
    """Who wrote it."""
    from_parent: bool
    at: datetime
    text: str = field(default="", repr=False)
    media_id: str | None = None
    external_id: str | None = None
    """Where the message stands in the writer's own chat, to follow an edit."""
    conversation_id: str | None = None
    """Of an answer: the parent's conversation that tells it, once that began."""
    arrival: Arrival | None = None
    """Of an answer. None for what a parent wrote, and for answers of before this was kept."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """That a message was there, without its words: for counting how long answers take."""

    question_id: str
    parent_id: str
    """Whose question it is."""
    closed: bool
    """The question is: nothing more is expected."""
    from_parent: bool
    at: datetime
