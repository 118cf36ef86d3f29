"""What every use case gets: one unit of work, and what comes from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.domain.wording import Values
from bot.services.ports import Chance, Clock, UnitOfWork


class Wordbook(Protocol):
    """What services need to know of texts, which are `bot.texts`' own."""

    def languages(self) -> tuple[str, ...]:
        """Languages with a complete catalog, Dutch first."""
        ...

    def fixed_hashes(self, language: str) -> Sequence[str]:
        """Hashes of every text that parents meet in this language (`domain.approval.text_hash`)."""
        ...

    def consent_version(self, language: str) -> str:
        """The hash of the words of the consent question in this language."""
        ...

    def render(self, key: str, language: str, values: Values) -> str:
        """A text with its values. Raises `bot.texts.errors.MissingText` and `MissingValue`."""
        ...

    def plain_score(self, text: str, language: str = "nl") -> int:
        """0 to 100, higher is plainer."""
        ...

    def sounds_like_danger(self, text: str) -> bool:
        """Whether it has words, in any language we know, that people must look at first."""
        ...


@dataclass(frozen=True, slots=True)
class CadenceRule:
    """One line of `flows/cadence.yaml`: what is due how long after what, and when it loses its sense."""

    name: str
    anchor: str
    """`conversation_held`, `bulletin_sent` or `joined`."""
    after: timedelta
    event: str
    """The name of the event that is told when it is due, such as `day_after_due`."""
    void_after: timedelta | None = None
    """Counted from when it was due; None keeps its sense for ever."""
    audience: str = "parent"
    """`parent`, or `coordinator`: then every joined coordinator is told."""


@dataclass(frozen=True, slots=True)
class Work:
    """One unit of work, the business clock, chance, texts, and the cadences of this house."""

    uow: UnitOfWork
    clock: Clock
    chance: Chance
    words: Wordbook
    cadence: tuple[CadenceRule, ...] = ()
