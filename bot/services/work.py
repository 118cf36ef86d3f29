"""What every use case gets: one unit of work, and what comes from outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.cadence import OUR_NORMS, CadenceRule, Norms
from bot.domain.consent import Purpose
from bot.domain.own_text import OwnWords
from bot.domain.wording import Values
from bot.services.ports import Chance, Clock, UnitOfWork
from bot.texts.po_coalition import Mine


class PlainFinding(Protocol):
    """Some words that are hard to read: by which rule, and what to say instead."""

    @property
    def words(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def say_instead(self) -> str: ...
    @property
    def severe(self) -> bool:
        """It keeps the text from going out as it is."""
        ...

    @property
    def replaces(self) -> bool:
        """What to say can stand where the words stood; else it is advice."""
        ...

    @property
    def quoted(self) -> bool:
        """Somebody else said it, between quotation marks."""
        ...


class Explanation(Protocol):
    """Words that may stay, and what they mean."""

    @property
    def words(self) -> str: ...
    @property
    def say(self) -> str: ...
    @property
    def headword(self) -> str:
        """The form that it is an explanation of."""
        ...


class FixedText(Protocol):
    """A text that parents meet, in Dutch and in another language."""

    @property
    def key(self) -> str: ...
    @property
    def dutch(self) -> tuple[str, ...]: ...
    @property
    def forms(self) -> tuple[str, ...]: ...
    @property
    def examples(self) -> tuple[tuple[int, ...], ...]: ...
    @property
    def state(self) -> str: ...
    @property
    def is_button(self) -> bool: ...
    @property
    def title(self) -> str: ...


class Fault(Protocol):
    """What is wrong with words for a text: a code, and what it is about."""

    @property
    def code(self) -> str: ...
    @property
    def detail(self) -> str: ...


class Clash(Protocol):
    """What is typed for the button `label` means `other_label`; none of those, when that is empty."""

    @property
    def typed(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def other_label(self) -> str: ...


class Wordbook(Protocol):
    """What services need to know of texts, which are `bot.texts`' own."""

    def languages(self) -> tuple[str, ...]:
        """Languages with a complete catalog, Dutch first."""
        ...

    def home(self, language: str) -> str:
        """Whose words a language has: its own, or of a regional form those of its language."""
        ...

    def fixed_hashes(self, language: str) -> Sequence[str]:
        """Hashes of every text that parents meet in this language (`domain.approval.text_hash`)."""
        ...

    def fixed_keys(self) -> Sequence[str]:
        """Keys of every text that parents meet, those of `safety_keys` first."""
        ...

    def safety_keys(self) -> Sequence[str]:
        """Keys of the texts that must be approved before a language is switched on."""
        ...

    def fixed_text(self, key: str, language: str) -> FixedText:
        """As the project's catalog has it. Raises `bot.texts.errors.MissingText`."""
        ...

    def with_own(self, own: OwnWords) -> "Wordbook":
        """The same, with a coalition's own words in the place of ours."""
        ...

    def hash_with(self, key: str, forms: Sequence[str]) -> str:
        """What an approval of these words for this text is bound to."""
        ...

    def source_hash(self, key: str) -> str:
        """Of its Dutch; empty when there is no such text any more."""
        ...

    def faults(self, key: str, language: str, forms: tuple[str, ...]) -> Sequence[Fault]:
        """What is wrong with these words for this text, by the rules of the catalogs."""
        ...

    def misheard(self, key: str, language: str, forms: tuple[str, ...]) -> Sequence[Clash]:
        """What people type for a button and that means another one by these words."""
        ...

    def po_file(self, language: str, coalition_id: str, texts: Mapping[str, Mine]) -> str:
        """The PO file of these texts, for people's editors."""
        ...

    def said_to_parents(self) -> Sequence[str]:
        """Keys of the texts that parents are told, what stands on buttons left out, in the order of the files."""
        ...

    def fixed_hash(self, key: str, language: str) -> str:
        """That of one of them. Raises `bot.texts.errors.MissingText`."""
        ...

    def consent_version(self, purpose: Purpose, language: str) -> str:
        """The hash of the words of the consent question for this purpose, in this language."""
        ...

    def render(self, key: str, language: str, values: Values) -> str:
        """A text with its values. Raises `bot.texts.errors.MissingText` and `MissingValue`."""
        ...

    def aloud(self, key: str, language: str, values: Values) -> str:
        """What is read aloud of a text, as far as these values fill it. Raises as `render`, when nothing of it does."""
        ...

    def plain_score(self, text: str, language: str = "nl", *, day_follows: bool = False) -> int:
        """0 to 100, higher is plainer; `readiness.PLAIN_ENOUGH` or more just when it may go as it is. `day_follows`: parents
        read it with the promised day below it, so that 'je hoort van ons' says when."""
        ...

    def findings(self, text: str, language: str = "nl", *, day_follows: bool = False) -> Sequence[PlainFinding]:
        """What to change in it, in the order of reading."""
        ...

    def explanations(self, words: str, others: str) -> Sequence[Explanation]:
        """Dutch words that a parent may not know, as far as the message (`others` being the rest of it) does not explain them."""
        ...

    def sounds_like_danger(self, text: str) -> bool:
        """Whether it has words, in any language we know, that people must look at first."""
        ...


@dataclass(frozen=True, slots=True)
class Work:
    """One unit of work, the business clock, chance, texts, and the cadences and norms of this house."""

    uow: UnitOfWork
    clock: Clock
    chance: Chance
    words: Wordbook
    cadence: tuple[CadenceRule, ...] = ()
    norms: Norms = OUR_NORMS
