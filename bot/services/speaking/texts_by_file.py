"""A coalition's own people correct the fixed texts of a language in an editor: a PO file goes out, and comes back.

What they changed becomes their own words, which wait for somebody else's yes as what is typed in a chat does. What is right is
kept; what is not, is told by its line and left as it was.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain.actor import Actor, Role
from bot.domain.errors import Mistake, NotAllowed, Refused
from bot.services.auditing import note
from bot.services.people.crew import READERS
from bot.services.speaking import approving_texts, fixed_texts
from bot.services.speaking.fixed_texts import Current
from bot.services.speaking.languages import SOURCE
from bot.services.work import Work
from bot.texts.po import Catalog, Entry
from bot.texts.po_coalition import NAME, Mine, is_as_seen, taken

MOST_OF_DUTCH = 60
"""Characters of a Dutch text by which it is named to who sent the file."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file, in numbers of texts."""

    language: str
    changed: int
    """Are the sender's own words now; or ours again."""
    approved: int
    """New yeses to what was left as it stood."""
    own: int
    """Left as they stood and not approved: own words, which want somebody else's yes."""
    refused: tuple[Mistake, ...]
    """By line, each with a code; these are as they were."""


@dataclass(slots=True)
class _Sorted:
    changed: list[tuple[Current, tuple[str, ...]]] = field(default_factory=list)
    same: list[Current] = field(default_factory=list)
    faulty: list[Current] = field(default_factory=list)
    """Own words that cannot be said so any more."""
    refused: list[Mistake] = field(default_factory=list)


async def file_of(work: Work, actor: Actor, language: str) -> str:
    """The language as the actor's coalition has it. For who may correct it, and for an operator.

    NotAllowed: this person does not know the language. Refused: `language_incomplete`.
    """
    actor.must_be(*READERS, Role.OPERATOR)
    if language == SOURCE or language not in work.words.languages():
        raise Refused("language_incomplete", language=language)
    if Role.OPERATOR not in actor.roles:
        await approving_texts.knowers(work, actor, language)
    there = await fixed_texts.current(work, actor.coalition_id, language)
    texts = {key: Mine(text.forms, text.text_hash, _here(text)) for key, text in there.items()}
    await note(work, actor, "texts_given_as_file", language)
    return work.words.po_file(language, actor.coalition_id, texts)


async def take(
    work: Work, actor: Actor, content: bytes, language: str | None = None, *, approve: bool = False, name: Path = NAME
) -> Taken:
    """What was changed in the file are own words of the actor. `approve`: what was not, has the actor's yes.

    Raises Mistake, with a code and a line, for a file that is none of this coalition's or not in `language`. NotAllowed: this
    person does not know the language, or (`approve`) only stands in for who does.
    """
    found = taken(content, actor.coalition_id, language, name)
    await approving_texts.alone(work, actor)
    there = await fixed_texts.current(work, actor.coalition_id, found.language)
    if not there or found.language == SOURCE:
        what, fields = f"nothing is corrected in '{found.language}'.", {"word": found.language}
        mend = "Send a language that is there, and not Dutch."
        raise Mistake(what, mend=mend, file=name, line=1, code="po_no_language", fields=fields)
    knowers = await approving_texts.knowers(work, actor, found.language)
    if approve and actor.id not in knowers:
        raise NotAllowed("cannot_translate", language=found.language)
    sorted_ = _sorted(work, found, there, name, approve=approve)
    given, own = 0, []
    if approve:
        own = [text for text in sorted_.same if not text.is_approved and not approving_texts.may(actor, text, knowers)]
        mine = {text.text.key for text in (*own, *sorted_.faulty)}
        seen = {text.text.key: text.text_hash for text in sorted_.same if text.text.key not in mine}
        given = await approving_texts.approve(work, actor, found.language, seen)
    for text, forms in sorted_.changed:
        await approving_texts.keep(work, actor, found.language, text, forms)
    await note(work, actor, "texts_taken_from_file", found.language)
    return Taken(found.language, len(sorted_.changed), given, len(own), tuple(sorted_.refused))


def _sorted(work: Work, found: Catalog, there: Mapping[str, Current], name: Path, *, approve: bool) -> _Sorted:
    """What was changed, what was not, and what cannot be taken."""
    result = _Sorted()
    changed = {key: tuple(form.strip() for form in entry.forms) for key, entry in found.entries.items() if key in there}
    changed = {key: said for key, said in changed.items() if any(said) and said != there[key].forms}
    words = approving_texts.with_own(work, there, found.language, changed)
    for key, entry in found.entries.items():
        if entry.text.audience != "parent":
            continue  # of the project's own file: what coordinators read is not a coalition's
        text = there.get(key)
        wrong = list(_misplaced(entry, text, name))
        if wrong or text is None:
            result.refused += wrong
            continue
        said = tuple(form.strip() for form in entry.forms)
        if said == text.forms:
            result.same.append(text)
            if approve and any(said) and (fault := approving_texts.faulty(work, there, found.language, text)):
                result.faulty.append(text)
                result.refused.append(_faulty(entry, fault.code, fault.detail, name))
            continue
        if not any(said):
            # Whoever empties what stood there means something by it; a file of the project may have texts without words.
            result.refused += [_faulty(entry, "empty", "", name)] if entry.seen else []
            continue
        as_seen = is_as_seen(entry, work.words.hash_with(key, said))
        if as_seen or (entry.seen and not text.text_hash.startswith(entry.seen)):
            # Somebody else wrote meanwhile. Who changed nothing here, and says yes to nothing, has nothing to do with that.
            if approve or not as_seen:
                result.refused.append(_at(entry, name, "po_changed", "has other words since the file was made.", "Export anew."))
        elif faults := words.faults(key, found.language, said):
            result.refused.append(_faulty(entry, faults[0].code, faults[0].detail, name))
        else:
            result.changed.append((text, said))
    return result


def _misplaced(entry: Entry, text: Current | None, name: Path) -> Iterator[Mistake]:
    if text is None:
        yield _at(
            entry, name, "po_unknown_text", "is not a text for parents.", "Take it out, or export anew.", word=entry.text.key
        )
    elif entry.text.forms != text.text.dutch:
        yield _at(entry, name, "po_old_dutch", "is of Dutch that changed.", "Export anew, and translate that.")
    elif entry.fuzzy:
        yield _at(entry, name, "po_fuzzy", "is marked fuzzy.", "Look at the words, then remove the mark.")


def _faulty(entry: Entry, code: str, detail: str, name: Path) -> Mistake:
    what = f"cannot be said so: {code}" + (f" ({detail})" if detail else "") + "."
    return _at(entry, name, "po_fault", what, "Mend its words.", fault=code, detail=detail)


def _at(entry: Entry, name: Path, code: str, what: str, mend: str, **fields: str) -> Mistake:
    key, dutch = entry.text.key, entry.text.forms[-1].partition("\n")[0]
    word = dutch if len(dutch) <= MOST_OF_DUTCH else f"{dutch[:MOST_OF_DUTCH]}…"
    return Mistake(f"'{key}' {what}", mend=mend, file=name, line=entry.line or 1, code=code, fields={"word": word, **fields})


def _here(text: Current) -> str:
    """How it stands for the coalition, for a translator's comment."""
    if text.own is not None:
        return "own words, approved" if text.is_approved else "own words, waiting for somebody else's yes"
    if text.is_approved:
        return "approved"
    return "not approved yet, needed before the language is on" if text.is_safety else "not approved yet"
