"""A wordbook with two fixed texts (and any of the report), for tests that are not about texts."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Self

from bot.domain.consent import Purpose
from bot.domain.own_text import OwnWords
from bot.domain.wording import Values
from bot.services.delivery.ready_made import READY
from bot.texts.check import Fault
from bot.texts.errors import MissingText, MissingValue
from bot.texts.languages import Plurals
from bot.texts.plain import Explanation
from bot.texts.plain_rules import Finding
from bot.texts.po import Catalog, Entry
from bot.texts.po_coalition import Mine, made
from bot.texts.review import ReviewState
from bot.texts.source import SourceText
from bot.texts.wordbook import FixedText


class FakeWords:
    """Complete in five languages and in Tigrinya, which no coalition of the tests approved."""

    def __init__(self) -> None:
        self.score = 80
        self.found: tuple[Finding, ...] = ()
        """Told when the score is lower than it was."""
        self.own: OwnWords = {}
        self.forbidden: str | None = None
        """Words that break a rule."""
        self.dutch = 1
        """Of the fixed texts: another one makes own words stale."""
        self.alike: frozenset[str] = frozenset()
        """Keys of fixed texts that are the same words."""
        self.edition = ""
        """Of the consent questions: another one reads otherwise."""

    def languages(self) -> tuple[str, ...]:
        return ("nl", "en", "tr", "ar", "pl", "ti")

    def home(self, language: str) -> str:
        """Darija has no catalog of its own."""
        return "ar" if language == "ary" else language

    def fixed_hashes(self, language: str) -> tuple[str, ...]:
        return tuple(f"{key}-{language}" for key in self.fixed_keys())

    def said_to_parents(self) -> tuple[str, ...]:
        return ("stop.stopped.say", "welcome.language.say", "promise")

    def fixed_hash(self, key: str, language: str) -> str:
        return self.hash_with(key, self.own.get((language, key), (f"{key} ({language})",)))

    def safety_keys(self) -> tuple[str, ...]:
        return ("welcome", "stop")

    def fixed_keys(self) -> tuple[str, ...]:
        return ("welcome", "stop", *(f"common.ready_{name}" for name in READY))

    def fixed_text(self, key: str, language: str) -> FixedText:
        said = "ja" if key in self.alike else key
        return FixedText(key, (said,), (f"{said} ({language})",), (), ReviewState.DRAFT, is_button=False)

    def with_own(self, own: OwnWords) -> Self:
        view = copy(self)
        view.own = own
        return view

    def hash_with(self, key: str, forms: Sequence[str]) -> str:
        """As `fixed_hashes` has it, for our own words."""
        [form] = forms
        ours = form.removeprefix(f"{key} (").removesuffix(")")
        return f"{key}-{ours}" if form != ours else f"{key}={form}"

    def source_hash(self, key: str) -> str:
        return f"dutch of {key}, edition {self.dutch}" if key in self.fixed_keys() else ""

    def faults(self, key: str, language: str, forms: tuple[str, ...]) -> list[Fault]:
        if self.forbidden in forms:
            return [Fault("markup", "has markup.", "Take it out.", "<b>")]
        return [] if all(forms) else [Fault("empty", "has no words.", "Translate it.")]

    def po_file(self, language: str, coalition_id: str, texts: Mapping[str, Mine]) -> str:
        entries = {key: Entry(SourceText(key, key), (f"{key} ({language})",)) for key in self.fixed_keys()}
        return made(Catalog(language, Plurals(2, "(n != 1)"), ("parent",), entries), coalition_id, texts)

    def consent_version(self, purpose: Purpose, language: str) -> str:
        [own] = self.own.get((language, "welcome"), ("",))
        return f"{purpose}-{language}{self.edition}{own}"

    def render(self, key: str, language: str, values: Values) -> str:
        if (language, key) in self.own:
            return self.own[language, key][0]
        if key == "promise":
            raise MissingValue(key, "next_day")
        if key.startswith(("report.", "common.proposal_", "common.kind_", "common.ready_", "common.invite_")):
            return " ".join([f"{key} ({language})", *map(str, values.values())])
        if key not in {"welcome", "stop", "welcome.language.say", "stop.stopped.say"}:
            raise MissingText(key, language)
        return f"{key} ({language}) {values['coalition']}"

    def plain_score(self, text: str, language: str = "nl", *, day_follows: bool = False) -> int:
        return self.score

    def findings(self, text: str, language: str = "nl", *, day_follows: bool = False) -> tuple[Finding, ...]:
        return self.found if self.score < 80 else ()

    def explanations(self, words: str, others: str) -> tuple[Explanation, ...]:
        return ()

    def sounds_like_danger(self, text: str) -> bool:
        return "bang" in text
