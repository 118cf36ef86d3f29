"""What services ask of texts (`bot.services.work.Wordbook`)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Protocol

from bot.domain.approval import text_hash
from bot.domain.consent import Purpose
from bot.domain.errors import Mistake
from bot.domain.own_text import OwnWords
from bot.domain.wording import Values
from bot.texts.catalogs import Catalogs
from bot.texts.check import Fault, faults
from bot.texts.danger import DangerWords
from bot.texts.errors import MissingText
from bot.texts.explaining import unexplained
from bot.texts.plain import Explanation, judge
from bot.texts.plain_rules import Finding
from bot.texts.po_coalition import Mine, made
from bot.texts.review import ReviewState
from bot.texts.source import SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class FixedText:
    """One fixed text in one language, for whoever approves it."""

    key: str
    dutch: tuple[str, ...]
    forms: tuple[str, ...]
    """As the catalog has them, one for each plural form."""
    examples: tuple[tuple[int, ...], ...]
    """For a text with a number in it: some numbers that take each form; else nothing."""
    state: ReviewState
    """How far the project's own people looked."""
    is_button: bool
    title: str = ""
    """Of the flow in which it is said."""


class Clash(Protocol):
    """What is typed for a button means another one, or could mean two."""

    @property
    def typed(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def other_label(self) -> str: ...
    @property
    def alone(self) -> bool:
        """Nobody can choose the button in words."""
        ...


Clashes = Callable[[Catalogs, str, str], Sequence[Clash]]
"""With these labels, in a language, in the steps where the button with this key stands."""


def _none(catalogs: Catalogs, language: str, key: str) -> Sequence[Clash]:
    return ()


_MEND = "Restore the step of the flow, or run `weerklank texts extract`."


class TextWordbook:
    """Answers from the catalogs.

    `clashes` knows what people type for which button. `danger` has the danger words of each language's `words.yaml`. `consent`
    has by purpose the keys of the texts that together make the consent question, in the order in which they are read; `safety`
    are the keys of the texts without which a language is not spoken, `titles` those of the flows. Raises Mistake for a key that
    is not there.
    """

    def __init__(
        self,
        catalogs: Catalogs,
        *,
        danger: Mapping[str, Iterable[str]],
        consent: Mapping[Purpose, tuple[str, ...]],
        safety: Iterable[str] = (),
        titles: Mapping[str, str] | None = None,
        clashes: Clashes = _none,
    ) -> None:
        for key in (key for keys in consent.values() for key in keys):
            if key not in catalogs.keys("parent"):
                raise Mistake(f"'{key}' should be part of the consent question, but it is not a text for parents.", mend=_MEND)
        self._catalogs = catalogs
        self._danger = DangerWords(danger)
        self._consent = consent
        self._titles = titles or {}
        self._clashes = clashes
        self._own: OwnWords = {}
        self._safety = tuple(dict.fromkeys(safety))
        if strays := set(self._safety) - set(catalogs.keys("parent")):
            raise Mistake(f"'{min(strays)}' should be approved first, but it is not a text for parents.", mend=_MEND)

    def with_own(self, own: OwnWords) -> "TextWordbook":
        """The same, with a coalition's own words in the place of ours."""
        view = copy(self)
        view._catalogs = self._catalogs.with_own(own)  # noqa: SLF001 - a view of itself
        view._own = own  # noqa: SLF001
        return view

    def languages(self) -> tuple[str, ...]:
        """Languages in which everything parents meet has words, Dutch first."""
        return self._catalogs.languages("parent")

    def home(self, language: str) -> str:
        """Whose words a language has: `fa` of `prs`, which has no catalog of its own."""
        return self._catalogs.home(language)

    def fixed_hashes(self, language: str) -> tuple[str, ...]:
        """One hash a text that parents meet: its key, its Dutch and its words in this language. Raises MissingText for a
        language that is not complete."""
        return tuple(self._catalogs.hash_of(key, language) for key in self._catalogs.keys("parent"))

    def safety_keys(self) -> Sequence[str]:
        """Keys of the texts that must be approved before a language is switched on: consent, stop, danger, what we know."""
        return self._safety

    def fixed_keys(self) -> Sequence[str]:
        """Keys of every text that parents meet: those of `safety_keys` first, then in the order of the flows."""
        return (*self._safety, *(key for key in self._catalogs.keys("parent") if key not in set(self._safety)))

    def fixed_text(self, key: str, language: str) -> FixedText:
        """One of them, as our catalog has it. Raises MissingText."""
        if not self._catalogs.has(key, language):
            raise MissingText(key, language)
        catalog = self._catalogs.all[language]
        entry = catalog.entries[key]
        several = range(catalog.plurals.number) if entry.text.plural is not None else ()
        examples = tuple(catalog.plurals.counts(form)[:3] for form in several)
        return FixedText(
            key,
            entry.text.forms,
            entry.forms,
            examples,
            entry.review.state,
            entry.text.is_button,
            self._titles.get(key.partition(".")[0], ""),
        )

    def hash_with(self, key: str, forms: Iterable[str]) -> str:
        """What an approval of these words for this text is bound to. Raises KeyError."""
        return self._catalogs.hash_with(key, forms)

    def source_hash(self, key: str) -> str:
        """Of the Dutch; empty when there is no such text any more."""
        return self._catalogs.source_hash(key)

    def faults(self, key: str, language: str, forms: tuple[str, ...]) -> Sequence[Fault]:
        """What is wrong with these words for this text, by the rules of `weerklank texts check`: beside what else is said, with
        words of a coalition's own where this has them."""
        found = faults(self._catalogs.all[language], key, forms)
        lost = [] if found else [clash for clash in self._new_clashes(key, language, forms) if clash.alone]
        if not lost:
            return found
        button = lost[0].label or lost[0].typed
        return [Fault("typed", f"leaves '{button}' a button that nobody can choose in words.", "Take other words.", button)]

    def misheard(self, key: str, language: str, forms: tuple[str, ...]) -> Sequence[Clash]:
        """What people type for a button of that step and that means another one, or none, by these words; other words that they
        may type still mean it."""
        return [clash for clash in self._new_clashes(key, language, forms) if not clash.alone]

    def _new_clashes(self, key: str, language: str, forms: tuple[str, ...]) -> list[Clash]:
        """Those that are not there with our own words for it."""
        if not self._catalogs.all[language].entries[key].text.is_button:
            return []
        others = {at: words for at, words in self._own.items() if at != (language, key)}
        before = self._clashes(self._catalogs.with_own(others), language, key)
        after = self._clashes(self._catalogs.with_own({**others, (language, key): forms}), language, key)
        return [clash for clash in after if clash not in before]

    def po_file(self, language: str, coalition_id: str, texts: Mapping[str, Mine]) -> str:
        """The PO file of these texts, for people's editors. Raises KeyError."""
        return made(self._catalogs.all[language], coalition_id, texts)

    def said_to_parents(self) -> tuple[str, ...]:
        """Keys of what parents are told; what stands on buttons is not said."""
        source = self._catalogs.all[SOURCE_LANGUAGE].entries
        return tuple(key for key in self._catalogs.keys("parent") if not source[key].text.is_button)

    def fixed_hash(self, key: str, language: str) -> str:
        """That of one text. Raises MissingText."""
        return self._catalogs.hash_of(key, language)

    def consent_version(self, purpose: Purpose, language: str) -> str:
        """Changes with any word of this purpose's question, in Dutch or in this language. Raises MissingText."""
        return text_hash(*(self._catalogs.hash_of(key, language) for key in self._consent[purpose]))

    def render(self, key: str, language: str, values: Values) -> str:
        """A text with its values. Raises MissingText, MissingValue."""
        return self._catalogs.render(key, language, values)

    def aloud(self, key: str, language: str, values: Values) -> str:
        """What is read aloud of a text. Raises MissingText, and MissingValue when nothing of it says the same each time."""
        return self._catalogs.aloud(key, language, values)

    def plain_score(self, text: str, language: str = "nl", *, day_follows: bool = False) -> int:
        """0 to 100, higher is plainer; from `services.readiness.PLAIN_ENOUGH` on just when it may go as it is."""
        return judge(text, language, day_follows=day_follows).mark

    def findings(self, text: str, language: str = "nl", *, day_follows: bool = False) -> tuple[Finding, ...]:
        """What to change in it, in the order of reading."""
        return judge(text, language, day_follows=day_follows).findings

    def explanations(self, words: str, others: str) -> Sequence[Explanation]:
        """Dutch words that a parent may not know, as far as the message (`others` being the rest of it) does not explain them."""
        return unexplained(words, others)

    def sounds_like_danger(self, text: str) -> bool:
        """Whether it has words, in any language we know, that people must look at first."""
        return self._danger.in_text(text)
