"""`weerklank texts check`: everything about the catalogs that a parent would otherwise find.

gettext compiles an all-empty catalog without a word and then shows the source, so we look at every form ourselves.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.domain.errors import Mistake
from bot.texts.isolates import CONTROLS
from bot.texts.languages import Language, table
from bot.texts.languages import language as known_language
from bot.texts.placeholders import names, names_of, without
from bot.texts.po import Catalog, Entry, path_of
from bot.texts.po_reading import read
from bot.texts.review import ReviewState
from bot.texts.source import SOURCE_LANGUAGE, SourceText

SCRIPT_NAMES = {"Arab": "ARABIC", "Cyrl": "CYRILLIC", "Ethi": "ETHIOPIC", "Hans": "CJK", "Latn": "LATIN"}
"""How Unicode's names of letters begin, by script (ISO 15924)."""
_HTML = re.compile(r"</?[a-zA-Z][^>]*>|&(?:[a-zA-Z]+|#\d+);")
_EXTRACT = "Run `weerklank texts extract`."


def check(folder: Path, sources: Mapping[str, SourceText], required: tuple[str, ...] = (SOURCE_LANGUAGE,)) -> list[Mistake]:
    """Everything wrong with the catalogs in `folder`, in the order of languages and lines; empty when all is well.

    `sources` are the texts of the flows as they are now; `required` languages must be there.
    """
    found = sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    mistakes = []
    for code in dict.fromkeys([*required, *(name for name in found if not name.startswith((".", "_")))]):
        try:
            mistakes += check_catalog(read(path_of(folder, code)), sources)
        except Mistake as mistake:
            mistakes.append(mistake)
    return mistakes


def check_catalog(catalog: Catalog, sources: Mapping[str, SourceText]) -> list[Mistake]:
    """What is wrong with one catalog."""
    return [
        Mistake(what, mend=mend, file=catalog.path, line=line)
        for line, what, mend in sorted(_findings(catalog, sources), key=lambda finding: finding[0])
    ]


Finding = tuple[int, str, str]
"""Line (1 for the header), what, mend."""


def _findings(catalog: Catalog, sources: Mapping[str, SourceText]) -> Iterator[Finding]:
    language = known_language(catalog.language)
    known = table().get(catalog.language)
    if known and known.plurals and known.plurals.number != catalog.plurals.number:
        yield 1, f"the header has {catalog.plurals.number} plural forms.", f"'{catalog.language}' has {known.plurals}"
    wanted = {key: text for key, text in sources.items() if text.audience in catalog.audiences}
    for key in wanted.keys() - catalog.entries.keys():
        yield 1, f"'{key}' is not in the catalog.", _EXTRACT
    for key, entry in catalog.entries.items():
        line = entry.line or 1
        if key not in wanted:
            yield line, f"'{key}' is no longer a text of the flows.", _EXTRACT
        elif entry.text != wanted[key]:
            yield line, f"'{key}' is not as the flows have it now.", _EXTRACT
        for fault in _entry_faults(catalog, entry, language):
            yield line, f"'{key}' {fault.what}", fault.mend
    yield from _twins(catalog)


def _twins(catalog: Catalog) -> Iterator[Finding]:
    """Buttons of one step that say the same where the Dutch says two things: nobody could tell them apart."""
    first: dict[tuple[str, tuple[str, ...]], Entry] = {}
    for key, entry in catalog.entries.items():
        if not entry.text.is_button or not entry.is_complete or key.count(".") < 2:
            continue
        step = ".".join(key.split(".")[:2])
        other = first.setdefault((step, tuple(form.casefold() for form in entry.forms)), entry)
        if other.text.forms != entry.text.forms:
            what = f"'{key}' says the same as '{other.text.key}', which stands beside it."
            yield entry.line or 1, what, "Give each button words of its own."


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the words of one text: a code by which people are told in their language, with what it is about."""

    code: str
    what: str
    mend: str
    detail: str = ""


def faults(catalog: Catalog, key: str, forms: tuple[str, ...]) -> list[Fault]:
    """What would be wrong with these words for a text of the catalog. Raises KeyError for a text that it does not have."""
    entry = catalog.entries[key]
    if len(forms) != len(entry.forms):
        number = len(entry.forms)
        return [Fault("forms", f"has {len(forms)} forms.", f"Give {number}.", str(number))]
    mine = replace(entry, forms=tuple(forms), fuzzy=False)
    return list(_entry_faults(catalog, mine, known_language(catalog.language)))


def _entry_faults(catalog: Catalog, entry: Entry, language: Language) -> Iterator[Fault]:
    if (entry.review.state is ReviewState.SOURCE) != (catalog.language == SOURCE_LANGUAGE):
        yield Fault("state", f"has state '{entry.review.state}'.", "Dutch, and only Dutch, has state 'source'.")
    if catalog.language == SOURCE_LANGUAGE and entry.forms != entry.text.forms:
        yield Fault("source", "differs from its source.", "Change Dutch words in flows/, then run `weerklank texts extract`.")
    if entry.fuzzy:
        yield Fault("fuzzy", "is marked fuzzy, so it is not used.", "Look at the words, then remove the mark.")
    empty = [number for number, form in enumerate(entry.forms) if not form.strip()]
    if empty:
        forms = "no words" if len(entry.forms) == 1 else f"no words in form {', '.join(map(str, empty))} of {len(entry.forms)}"
        yield Fault("empty", f"has {forms}.", "Translate it.")
    try:
        words = [without(form) for form in (*entry.text.forms, *entry.forms)]
    except ValueError as error:
        mend = "Write a placeholder as {name}, and a brace as {{ or }}."
        yield Fault("braces", f"has braces that are no placeholder: {error}.", mend)
        return
    for number, form in enumerate(entry.forms):
        if form.strip():
            yield from _placeholders(catalog, entry, number, form)
            yield from _typing(entry, form, language)
    translated = words[len(entry.text.forms) :]
    if catalog.language != SOURCE_LANGUAGE and any(translated):
        yield from _foreign(entry, words[: len(entry.text.forms)], translated, language)


def _placeholders(catalog: Catalog, entry: Entry, number: int, form: str) -> Iterator[Fault]:
    source, found = entry.text.forms, names(form)
    allowed = names_of(source)
    numbers = catalog.plurals.counts(number) if entry.text.count else ()
    must = set(names(source[0] if numbers == (1,) else source[-1]))
    if len(numbers) == 1:
        must.discard(entry.text.count or "")
    where = "" if len(entry.forms) == 1 else f" in form {number}"
    if unknown := found - allowed:
        what = f"has {_braced(unknown)}{where}, which the Dutch does not have."
        yield Fault("unknown_value", what, f"It may have {_braced(allowed) or 'none'}.", _braced(unknown))
    if lost := must - found:
        what = f"lacks {_braced(lost)}{where}."
        yield Fault("lost_value", what, "Put it in, at the place where this language wants it.", _braced(lost))


def _typing(entry: Entry, form: str, language: Language) -> Iterator[Fault]:
    if controls := {f"U+{ord(c):04X}" for c in form if c in CONTROLS}:
        what = f"has a typed control of direction ({', '.join(sorted(controls))})."
        yield Fault("direction", what, "Remove it: values bring isolates.")
    if found := _HTML.search(form):
        yield Fault("markup", f"has markup ({found[0]}).", "Texts are plain: what stands there is what people see.", found[0])
    if entry.text.is_button and (length := visible_length(without(form))) > language.button:
        yield Fault(
            "too_long",
            f"is a button of {length} characters.",
            f"At most {language.button} in this language.",
            str(language.button),
        )
    if form != form.strip():
        yield Fault("spaces", "begins or ends with a space or an empty line.", "Remove it.")


def _foreign(entry: Entry, source: list[str], translated: list[str], language: Language) -> Iterator[Fault]:
    letters = [c for words in source for c in words if c.isalpha()]
    if not letters or entry.same_as_source is not None:
        return
    if any(form in entry.text.forms for form in entry.forms):
        yield Fault("same", "is equal to the Dutch.", "Translate it, or write '# same as source: <why>' above it.")
    name = SCRIPT_NAMES.get(language.script)
    for words in translated:
        if words.strip() and name and not any(unicodedata.name(c, "").startswith(name) for c in words if c.isalpha()):
            what = f"has no letter of its script ({language.script})."
            yield Fault("script", what, "Write it in the script of this language.")
            break


def visible_length(words: str) -> int:
    """Characters as a reader counts them, nearly: without marks that sit on others, joiners and controls."""
    return sum(unicodedata.category(c) not in {"Mn", "Me", "Cf"} for c in words)


def _braced(found: frozenset[str] | set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(found))
