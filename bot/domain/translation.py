"""Work for a translator: a bulletin for parents, a parent's words for coordinators, or an answer for a parent."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Direction(StrEnum):
    """From what into what."""

    BULLETIN = "bulletin"
    """The Dutch of a bulletin into a language of parents, element by element; what is written goes into a revision."""
    WORDS = "words"
    """What a parent wrote or said into Dutch, literally and with nothing added."""
    ANSWER = "answer"
    """A coordinator's answer into the language of the parent who asked."""


class TaskState(StrEnum):
    """`asked → written → done`; handing it back is `asked` again, by nobody."""

    ASKED = "asked"
    """Waits for the translator, or for somebody to take it when `translator_id` is None."""
    WRITTEN = "written"
    """Waits for a second reader (a bulletin only)."""
    DONE = "done"
    DROPPED = "dropped"
    """Lost its sense: the source changed or went, or a coordinator goes on without it."""


OPEN_TASKS = frozenset({TaskState.ASKED, TaskState.WRITTEN})


@dataclass(frozen=True, slots=True)
class TranslationTask:
    """One piece of work in one language. Of `bulletin_id`, `message_id` and `reaction_id` exactly one is there."""

    id: str
    coalition_id: str
    direction: Direction
    language: str
    """Of parents: the other one is Dutch."""
    state: TaskState
    asked_at: datetime
    bulletin_id: str | None = None
    message_id: str | None = None
    """A message of a question's thread."""
    reaction_id: str | None = None
    """Words beside a parent's reaction."""
    parent_id: str | None = None
    """Whose words, or whose answer: what is written is under this parent's key."""
    translator_id: str | None = None
    reader_id: str | None = None
    """The second reader of a bulletin."""
    reminded_at: datetime | None = None
    done_at: datetime | None = None
    words: str = field(default="", repr=False)
    """What was made of a message; empty for a bulletin."""
    media_id: str | None = None
    """The same, spoken."""
