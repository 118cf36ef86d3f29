"""What `weerklank texts export|import --coalition` does: a language as one coalition has it, out to its own people and back.

An operator carries the file; the words and the yes are of the person who is named, and stand under that name.
"""

from dataclasses import dataclass
from pathlib import Path

from bot.config import Settings
from bot.domain.actor import operator
from bot.domain.errors import Mistake, Mistakes, NotThere
from bot.services.auditing import note
from bot.services.speaking import texts_by_file
from bot.services.speaking.texts_by_file import Taken
from bot.wiring import House, open_house


@dataclass(frozen=True, slots=True)
class Corrected:
    """A sentence about what was kept; and, by line, what was not."""

    said: str
    refused: tuple[Mistake, ...]


async def export(settings: Settings, coalition_id: str, language: str, out: Path | None) -> str:
    """The language as a PO file for translators' editors; or, when that was written to `out`, a sentence."""
    async with open_house(settings) as house:
        words = await export_in(house, coalition_id, language)
    if out is None:
        return words.rstrip("\n")
    _write(out, words)
    return f"{out}: {words.count(chr(10) + 'msgctxt ')} texts in {language}, as {coalition_id} has them"


async def export_in(house: House, coalition_id: str, language: str) -> str:
    """The same, in a house that stands open. Raises NotThere; Refused: `language_incomplete`."""
    async with house.work() as work:
        await work.uow.coalitions.get(coalition_id)
        return await texts_by_file.file_of(work, operator(coalition_id), language)


async def take(settings: Settings, file: Path, coalition_id: str, by: str, *, approve: bool) -> Corrected:
    """What was changed in the file are this person's own words, which wait for somebody else's yes; with `approve` the rest has
    their yes. Raises Mistakes for a file of which nothing can be used, with its lines."""
    content = _read(file)
    async with open_house(settings) as house:
        return await take_in(house, content, file, coalition_id, by, approve=approve)


async def take_in(house: House, content: bytes, file: Path, coalition_id: str, by: str, *, approve: bool) -> Corrected:
    """The same, in a house that stands open. Raises NotThere for a person of another coalition too."""
    async with house.work() as work:
        await work.uow.coalitions.get(coalition_id)
        person = await work.uow.people.find(by)
        if person is None or person.coalition_id != coalition_id:
            raise NotThere("people", id=by)
        done = await texts_by_file.take(work, person.actor, content, approve=approve, name=file)
        await note(work, operator(coalition_id), "texts_imported", f"{done.language}:{person.id}")
    return Corrected(_told(done, by, approve=approve), Mistakes(done.refused).mistakes)


def _told(done: Taken, by: str, *, approve: bool) -> str:
    said = [f"{done.changed} in words of {by} now, which wait for somebody else's yes"]
    if approve:
        said += [f"{done.approved} approved", f"{done.own} own words left for somebody else"]
    return f"{done.language}: {', '.join([*said, f'{len(done.refused)} not taken'])}"


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Mistake(f"It cannot be read: {error.strerror}.", mend="Look at its name.", file=file) from None


def _write(file: Path, words: str) -> None:
    try:
        file.write_text(words, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Mistake(f"It cannot be written: {error.strerror}.", mend="Name another file.", file=file) from None
