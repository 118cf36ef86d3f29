"""One catalog file: gettext PO, read by Babel, strictly; written by ourselves, so that the same texts give the same bytes.

An entry looks like this (the notes after `#.` are ours and come from the flows; the state after `# ` is people's):

    # state: draft
    #. audience: parent
    #. button
    msgctxt "react.ask.helps"
    msgid "👍 Ja"
    msgstr "👍 Evet"

A text whose Dutch changed is empty again; `#| msgid` keeps the old Dutch and `# was:` the old translation, until it has words.
`# same as source: a name` says that it should be equal to the Dutch. An entry marked fuzzy counts as empty, as gettext has it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.pofile import denormalize, normalize

from bot.texts.languages import Plurals
from bot.texts.languages import language as known_language
from bot.texts.placeholders import names_of
from bot.texts.review import DRAFT, Review
from bot.texts.source import Audience, SourceText

DOMAIN = "weerklank"


@dataclass(frozen=True, slots=True)
class Entry:
    """One text in one language. `forms` are the msgstr's: one, or as many as the language has plural forms."""

    text: SourceText
    forms: tuple[str, ...]
    review: Review = DRAFT
    same_as_source: str | None = None
    """Why it may be equal to the Dutch."""
    previous: tuple[str, ...] = ()
    """The Dutch forms before they changed."""
    was: tuple[str, ...] = ()
    """The translation that belonged to `previous`."""
    remarks: tuple[str, ...] = ()
    """Other comments of translators, kept as they are."""
    fuzzy: bool = False
    line: int | None = None
    seen: str = ""
    """In a coalition's file: of which words it was made (`po_coalition`)."""

    @property
    def is_complete(self) -> bool:
        """Every form has words, and gettext may use them."""
        return not self.fuzzy and bool(self.forms) and all(form.strip() for form in self.forms)


@dataclass(frozen=True, slots=True)
class Catalog:
    """All texts of one language, by key, in the order of the flows."""

    language: str
    plurals: Plurals
    audiences: tuple[Audience, ...]
    entries: dict[str, Entry] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    """Headers that others added (Weblate does), kept."""
    path: Path | None = None
    project: str = DOMAIN
    """Whose texts these are, by the header."""

    def is_complete(self, keys: Iterable[str]) -> bool:
        """Whether each of these has words in every form."""
        return all(key in self.entries and self.entries[key].is_complete for key in keys)


def path_of(folder: Path, language: str) -> Path:
    """Where a language's catalog stands."""
    return folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def quoted(words: str) -> str:
    """A string on one line, as PO writes it."""
    return (
        '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r") + '"'
    )


def unquoted(words: str) -> str:
    """The inverse of `quoted`."""
    return denormalize(words)


def written(catalog: Catalog, *, flags: bool = False) -> str:
    """The whole file. No day, tool or person stands in it, so it changes only when texts do.

    `flags`: with what editors such as Weblate and Poedit check by (`#, python-brace-format`, `#, max-length:40`).
    """
    headers = {
        "Project-Id-Version": DOMAIN,
        "Language": catalog.language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": str(catalog.plurals),
        "X-Weerklank-Audiences": " ".join(catalog.audiences),
    }
    headers |= {name: value for name, value in catalog.headers.items() if name not in headers}
    lines = ['msgid ""', 'msgstr ""', *(quoted(f"{name}: {value}\n") for name, value in headers.items()), ""]
    for entry in catalog.entries.values():
        told = _flags(entry, catalog.language) if flags else []
        lines += [*_comments(entry, told), *_words(entry), ""]
    return "\n".join(lines)


def _comments(entry: Entry, flags: list[str]) -> Iterable[str]:
    text = entry.text
    yield f"# state: {entry.review}"
    if entry.same_as_source is not None:
        yield f"# same as source: {entry.same_as_source}"
    yield from (f"# was: {quoted(form)}" for form in entry.was)
    yield from (f"# {remark}" for remark in entry.remarks)
    yield f"#. audience: {text.audience}"
    if text.is_button:
        yield "#. button"
    if text.count is not None:
        yield f"#. count: {text.count}"
    if text.note:
        yield f"#. note: {text.note}"
    if entry.seen:
        yield f"#. seen: {entry.seen}"
    if entry.fuzzy or flags:
        yield f"#, {', '.join([*(['fuzzy'] if entry.fuzzy else []), *flags])}"
    for name, form in zip(("msgid", "msgid_plural"), entry.previous, strict=False):
        yield f"#| {name} {quoted(form)}"


def _flags(entry: Entry, language: str) -> list[str]:
    """A length counts placeholders too, as an editor does."""
    named = [f"{{{name}}}" for name in names_of(entry.text.forms)]
    found = ["python-brace-format"] if named else []
    if entry.text.is_button:
        found.append(f"max-length:{known_language(language).button + sum(map(len, named))}")
    return found


def _words(entry: Entry) -> Iterable[str]:
    yield f"msgctxt {quoted(entry.text.key)}"
    for name, form in zip(("msgid", "msgid_plural"), entry.text.forms, strict=False):
        yield f"{name} {normalize(form, width=0)}"
    for number, form in enumerate(entry.forms):
        yield f"msgstr{'' if entry.text.plural is None else f'[{number}]'} {normalize(form, width=0)}"
