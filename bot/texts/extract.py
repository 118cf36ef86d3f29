"""Brings every language's catalog up to date with the Dutch of the flows: `weerklank texts extract`.

Kept: a translation whose Dutch is the same, also when only the key changed. Emptied: one whose Dutch changed (what was
there stays beside it as a comment). Dropped: texts that are no longer said. Running it twice changes nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.texts.languages import language as known_language
from bot.texts.po import Catalog, Entry, path_of, written
from bot.texts.po_reading import read
from bot.texts.review import DRAFT, SOURCE
from bot.texts.source import SOURCE_LANGUAGE, Audience, SourceText

COORDINATORS_READ = frozenset({"nl", "en"})
"""DESIGN: coordinators' flows are in nl and en. A catalog's own header overrules it."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What became of one language: numbers of texts."""

    language: str
    texts: int
    to_translate: int
    """Without words in every form."""
    dropped: int
    changed_file: bool


def extract(folder: Path, sources: Mapping[str, SourceText], languages: Iterable[str] = ()) -> list[Extracted]:
    """Writes the catalogs of Dutch, of every language that has a folder, and of `languages`, which may be new.

    Raises Mistake for a catalog that cannot be read (nothing is written then) or a new language that Babel does not know.
    """
    existing = sorted(path.name for path in folder.iterdir() if path_of(folder, path.name).exists()) if folder.is_dir() else []
    codes = list(dict.fromkeys([SOURCE_LANGUAGE, *existing, *languages]))
    before = {code: read(path_of(folder, code)) if code in existing else _new(code) for code in codes}
    return [_write(path_of(folder, code), before[code], updated(before[code], sources)) for code in codes]


def updated(catalog: Catalog, sources: Mapping[str, SourceText]) -> Catalog:
    """The catalog with exactly the texts that its audiences meet, in the order of the sources."""
    by_words = {
        (entry.text.forms, entry.text.is_button): entry for entry in reversed(catalog.entries.values()) if entry.is_complete
    }
    entries = {
        key: _entry(catalog, source, catalog.entries.get(key) or by_words.get((source.forms, source.is_button)))
        for key, source in sources.items()
        if source.audience in catalog.audiences
    }
    return replace(catalog, entries=entries)


def _entry(catalog: Catalog, source: SourceText, old: Entry | None) -> Entry:
    if catalog.language == SOURCE_LANGUAGE:
        return Entry(source, source.forms, SOURCE)
    empty = ("",) * (1 if source.plural is None else catalog.plurals.number)
    if old is None:
        return Entry(source, empty)
    if old.text.forms == source.forms:
        settled = old.is_complete
        return replace(old, text=source, previous=() if settled else old.previous, was=() if settled else old.was)
    words = any(form.strip() for form in old.forms)
    return replace(
        old,
        text=source,
        forms=empty,
        review=DRAFT,
        same_as_source=None,
        previous=old.text.forms if words else old.previous,
        was=old.forms if words else old.was,
        fuzzy=False,
    )


def _new(code: str) -> Catalog:
    plurals = known_language(code).plural_rule
    audiences: tuple[Audience, ...] = ("parent", "coordinator") if code in COORDINATORS_READ else ("parent",)
    return Catalog(code, plurals, audiences)


def _write(path: Path, before: Catalog, after: Catalog) -> Extracted:
    words = written(after)
    changed = not path.exists() or path.read_text(encoding="utf-8") != words
    if changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8", newline="\n")
    empty = sum(not entry.is_complete for entry in after.entries.values())
    return Extracted(after.language, len(after.entries), empty, len(before.entries.keys() - after.entries.keys()), changed)
