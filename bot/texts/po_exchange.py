"""A catalog goes out as one PO file, for Weblate, Poedit or a translator's own editor, and comes back.

What comes back is held against the same rules as `weerklank texts check`, by the line of the file that came. Nothing is written
when anything is wrong. States travel as comments, never as `fuzzy`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bot.domain.errors import Mistake, Mistakes
from bot.texts.check import faults
from bot.texts.po import Catalog, Entry, path_of, written
from bot.texts.po_reading import read
from bot.texts.review import DRAFT, Review, ReviewState
from bot.texts.source import SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file, in numbers of texts."""

    language: str
    new: int
    """Had no words."""
    changed: int
    states: int
    """The same words, in another state."""
    empty: int
    """Still without words, in the file."""


def exported(folder: Path, language: str) -> str:
    """The whole file, with every text of the language. Raises Mistake when it has no catalog, and for Dutch."""
    _not_dutch(language, None)
    return written(read(path_of(folder, language)), flags=True)


def import_file(folder: Path, file: Path, review: Review | None = None) -> Imported:
    """The words of the file are in its language's catalog; those without words there are left as they were.

    A text keeps the state that the file gives it; words that changed under an old state are drafts again. `review` is given to
    everything that has words and was not reviewed before. Raises Mistakes, with the file's lines; and nothing is written.
    """
    given = read(file, loose=True)
    _not_dutch(given.language, file)
    path = path_of(folder, given.language)
    catalog = read(path)
    if mistakes := list(_mistakes(given, catalog, file)):
        raise Mistakes(mistakes)
    entries, tally = dict(catalog.entries), {"new": 0, "changed": 0, "states": 0, "empty": 0}
    for key, entry in given.entries.items():
        old = catalog.entries[key]
        if not entry.is_complete:
            tally["empty"] += 1
            continue
        after = _merged(old, entry, review)
        if after.forms != old.forms:
            tally["changed" if old.is_complete else "new"] += 1
        elif after.review != old.review:
            tally["states"] += 1
        entries[key] = after
    path.write_text(written(replace(catalog, entries=entries)), encoding="utf-8", newline="\n")
    return Imported(given.language, **tally)


def _merged(old: Entry, given: Entry, review: Review | None) -> Entry:
    same = given.forms == old.forms
    state = given.review if same or given.review != old.review else DRAFT
    if review is not None and state.state is ReviewState.DRAFT:
        state = review
    return replace(
        old,
        forms=given.forms,
        review=state,
        same_as_source=given.same_as_source,
        remarks=given.remarks,
        previous=(),
        was=(),
        fuzzy=False,
    )


def _mistakes(given: Catalog, catalog: Catalog, file: Path) -> Iterator[Mistake]:
    if given.plurals.number != catalog.plurals.number:
        what, mend = f"the header has {given.plurals.number} plural forms.", f"Write: {catalog.plurals}"
        yield Mistake(what, mend=mend, file=file, line=1)
        return
    for key, entry in given.entries.items():
        line = entry.line or 1
        if key not in catalog.entries:
            yield Mistake(f"'{key}' is not a text of the flows.", mend="Take it out, or export anew.", file=file, line=line)
        elif entry.text.forms != catalog.entries[key].text.forms:
            mend = "Export anew, and translate the Dutch as it is now."
            yield Mistake(f"'{key}' is of Dutch that changed.", mend=mend, file=file, line=line)
        elif any(form.strip() for form in entry.forms):
            ours = replace(catalog, entries={key: replace(catalog.entries[key], same_as_source=entry.same_as_source)})
            for fault in faults(ours, key, entry.forms):
                yield Mistake(f"'{key}' {fault.what}", mend=fault.mend, file=file, line=line)
            if entry.fuzzy:
                mend = "Look at the words, then remove the mark."
                yield Mistake(f"'{key}' is marked fuzzy.", mend=mend, file=file, line=line)


def _not_dutch(language: str, file: Path | None) -> None:
    if language == SOURCE_LANGUAGE:
        raise Mistake("Dutch is what all others are translated from.", mend="Change Dutch words in flows/.", file=file)
