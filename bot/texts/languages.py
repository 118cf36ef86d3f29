"""What is known of each language before it has a catalog: `data/languages.tsv`, one line a language.

Columns: code (as the folder is called) · the locale by which Babel knows it (`prs` and `ary` it does not know) · visible
characters on a button · words in a plain sentence (0: words are not counted; all but the Dutch figure are our own judgement) ·
number of plural forms and gettext's rule for them (msginit's table; for languages it lacks, CLDR's categories in
gettext's terms). A language that is not in the table works from its catalog's own header, which
is made with Babel's rule of gettext, or else CLDR's.

`data/language_names.tsv` has what people call a language, beside what CLDR says: code · its name in itself, where CLDR has
another than its speakers use · what is typed for it, with | between.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from importlib.resources import files

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.messages.plurals import PLURALS
from babel.plural import to_gettext

from bot.domain.errors import Mistake

MOST_ON_BUTTON = 40
"""Visible characters: what a phone shows of a button that has a row to itself."""
WORDS_IN_SENTENCE = 12
"""FACTS, 'plain Dutch': at A2 to B1 at most 10 to 12."""
RIGHT_TO_LEFT_SCRIPTS = frozenset({"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm"})


@dataclass(frozen=True, slots=True)
class Plurals:
    """A gettext plural rule: the value of a PO header's `Plural-Forms`."""

    number: int
    rule: str

    def __str__(self) -> str:
        return f"nplurals={self.number}; plural={self.rule};"

    def form(self, count: int) -> int:
        """Which form a count takes. Raises ValueError when the rule cannot be read or points past the last form."""
        found = _compiled(self.rule)(abs(count))
        if not 0 <= found < self.number:
            raise ValueError(f"the plural rule gives form {found} of {self.number} for {count}")
        return found

    def counts(self, form: int) -> tuple[int, ...]:
        """The numbers under 200 that take this form. A form that stands for one number may leave the number out."""
        return tuple(n for n in range(200) if self.form(n) == form)


@cache
def _compiled(rule: str) -> Callable[[int], int]:
    return c2py(rule)


@dataclass(frozen=True, slots=True)
class Language:
    """One language, by the code of its folder."""

    code: str
    locale: Locale
    button: int = MOST_ON_BUTTON
    sentence: int = WORDS_IN_SENTENCE
    plurals: Plurals | None = None

    @property
    def own_name(self) -> str:
        """Its name in itself, as on the button that chooses it: 'Türkçe'."""
        own, _ = _called().get(self.code, ("", ()))
        name = own or self.name_of(self)
        return name[:1].upper() + name[1:]

    def typed(self, *readers: "Language") -> tuple[str, ...]:
        """What people type who mean it: its own name, its code, what else it is called, and its name in the languages of
        these readers."""
        _, others = _called().get(self.code, ("", ()))
        names = (reader.name_of(self) for reader in readers)
        return tuple(dict.fromkeys((self.own_name, self.code, *others, *names)))

    def name_of(self, other: "Language") -> str:
        """A language's name in this one: in Dutch, Turkish is 'Turks'."""
        names = self.locale.languages
        return names.get(other.code) or names.get(str(other.locale)) or names.get(other.locale.language) or other.code

    @property
    def base(self) -> str | None:
        """The language of which it is a regional form, in the same script: `fa` of `prs`, `ar` of `ary`; None of any other."""
        base = self.locale.language
        return base if base != self.code and language(base).script == self.script else None

    @property
    def plural_rule(self) -> Plurals:
        """For a new catalog: the table's, else Babel's of gettext, else CLDR's in gettext's terms (unwieldy, but right)."""
        if self.plurals is not None:
            return self.plurals
        for code in (str(self.locale), self.locale.language):
            if code in PLURALS:
                return Plurals(*PLURALS[code])
        number, _, rule = to_gettext(self.locale.plural_form).removesuffix(";").partition("; plural=")
        return Plurals(int(number.removeprefix("nplurals=")), rule)

    @property
    def script(self) -> str:
        """ISO 15924, as 'Arab': from the code when it says so (Babel drops it from `ku_Arab`), else by CLDR's likely subtags."""
        said = [part for part in self.code.split("_") if len(part) == 4]
        likely = str(get_global("likely_subtags").get(self.locale.language, "")).split("_")
        return (said or likely[1:2] or ["Latn"])[0]

    @property
    def right_to_left(self) -> bool:
        """By script: Babel takes `ku_Arab` for left to right."""
        return self.script in RIGHT_TO_LEFT_SCRIPTS


@cache
def _called() -> dict[str, tuple[str, tuple[str, ...]]]:
    lines = (files("bot.texts") / "data" / "language_names.tsv").read_text(encoding="utf-8").splitlines()
    found = {}
    for line in lines[1:]:
        code, own, typed = line.split("\t")
        found[code] = (own, tuple(filter(None, typed.split("|"))))
    return found


@cache
def table() -> dict[str, Language]:
    """Every language of `data/languages.tsv`, by code."""
    lines = (files("bot.texts") / "data" / "languages.tsv").read_text(encoding="utf-8").splitlines()
    found = {}
    for line in lines[1:]:
        code, locale, button, sentence, number, rule = line.split("\t")
        found[code] = Language(code, Locale.parse(locale), int(button), int(sentence), Plurals(int(number), rule))
    return found


@cache
def regional_forms(code: str) -> tuple[str, ...]:
    """Those of a language that the table knows, without the pseudo-languages: `prs` of `fa`."""
    return tuple(each.code for each in table().values() if each.base == code and not each.code.endswith(("_XA", "_XB")))


_SAME = {"kmr": "ku", "zh": "zh_Hans", "zh_CN": "zh_Hans", "zh_SG": "zh_Hans"}
"""Codes that people write for a language that the table has under another."""


def normalised(said: str) -> str:
    """The code that a language has in the table, however it was typed: `NL`, `nl_NL` and `nl-BE` are nl, `kmr` is ku.

    What the table lacks comes back spelled as codes are: `DE-at` as de_AT. A script of its own stays (`zh_Hant`).
    """
    base, *rest = said.strip().replace("-", "_").split("_")
    spelled = [base.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)]
    whole = "_".join(spelled)
    if found := next((code for code in (whole, "_".join(spelled[:2]), _SAME.get(whole, "")) if code in table()), None):
        return found
    has_script = any(len(part) == 4 for part in spelled[1:])
    return spelled[0] if spelled[0] in table() and not has_script else whole


@cache
def language(code: str) -> Language:
    """A language by its code, from the table or else from Babel. Raises Mistake when neither knows it."""
    if known := table().get(code):
        return known
    try:
        return Language(code, Locale.parse(code))
    except (ValueError, UnknownLocaleError):
        raise Mistake(
            f"'{code}' is not a language that Babel knows.",
            mend="Add a line with its nearest locale to bot/texts/data/languages.tsv.",
        ) from None
