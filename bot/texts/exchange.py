"""A translator's round trip: what has no words yet goes out as JSON, and comes back with them, as drafts."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.domain.errors import Mistake
from bot.texts.languages import language as known_language
from bot.texts.po import path_of, written
from bot.texts.po_reading import read
from bot.texts.review import DRAFT


def export_missing(folder: Path, language: str) -> list[dict[str, Any]]:
    """Texts without words in every form, in the order of the flows, as plain JSON:

    `{"key", "source", "plural" (null or the Dutch for other numbers), "is_button", "audience", "note", "was" (the translation of
    the Dutch before it changed), "forms" (for a plural: example numbers of each form; else null)}`.
    """
    catalog = read(path_of(folder, language))
    examples = [list(catalog.plurals.counts(form)[:5]) for form in range(catalog.plurals.number)]
    most = known_language(language).button
    return [
        {
            "key": entry.text.key,
            "source": entry.text.singular,
            "plural": entry.text.plural,
            "is_button": entry.text.is_button,
            "audience": entry.text.audience,
            "note": entry.text.note or (f"at most {most} characters" if entry.text.is_button else ""),
            "was": list(entry.was),
            "forms": None if entry.text.plural is None else examples,
        }
        for entry in catalog.entries.values()
        if not entry.is_complete
    ]


def import_translations(folder: Path, language: str, translations: Mapping[str, Any]) -> int:
    """Writes words for keys with state draft: `{"react.ask.helps": "Evet"}`, a list with every form for a plural, or
    `{"forms": "Start", "same_as_source": "the same word"}` when they should be equal to the Dutch.

    Returns how many texts changed. Raises Mistake, and writes nothing, for an unknown key or another number of forms;
    `check` looks at the words themselves.
    """
    path = path_of(folder, language)
    catalog = read(path)
    entries = dict(catalog.entries)
    for key, given in translations.items():
        old = entries.get(key)
        if old is None:
            raise Mistake(
                f"'{key}' is not a text of this catalog.", mend="Run `weerklank texts extract`, or mend the key.", file=path
            )
        forms, same = _given(key, given, path)
        if len(forms) != len(old.forms):
            raise Mistake(f"'{key}' has {len(forms)} forms.", mend=f"Give {len(old.forms)}.", file=path, line=old.line)
        if forms != old.forms or same != old.same_as_source or old.fuzzy:
            entries[key] = replace(old, forms=forms, review=DRAFT, same_as_source=same, previous=(), was=(), fuzzy=False)
    changed = sum(entries[key] is not catalog.entries[key] for key in entries)
    path.write_text(written(replace(catalog, entries=entries)), encoding="utf-8", newline="\n")
    return changed


def _given(key: str, given: Any, path: Path) -> tuple[tuple[str, ...], str | None]:
    words, same = (given.get("forms"), given.get("same_as_source")) if isinstance(given, dict) else (given, None)
    forms = (words,) if isinstance(words, str) else tuple(words) if isinstance(words, list | tuple) else ()
    if not forms or not all(isinstance(form, str) for form in forms):
        raise Mistake(f"'{key}' has no words.", mend="Give a string, or a list of strings for a plural.", file=path)
    return forms, same
