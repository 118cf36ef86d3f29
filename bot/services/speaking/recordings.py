"""Who listens, the words of a coalition's own that a recorded text may name, and which of two voices parents hear."""

from dataclasses import replace

from bot.domain.coalition import Coalition
from bot.domain.person import Person, PersonState, Reading
from bot.domain.recording import ANEW, Recording, words_of
from bot.domain.wording import Values
from bot.services.work import Work


def listens(person: Person) -> bool:
    """Who chose to, and who was not asked yet: the first screens speak."""
    return person.reading is Reading.LISTEN or person.state is PersonState.INVITED


def own_words(coalition: Coalition) -> Values:
    """Values that any text may name and that stay as they are from day to day, so that they can be read aloud."""
    return {"coalition": coalition.name, "signs_as": coalition.signs_as, "help_line": coalition.help_line}


async def keep(work: Work, recording: Recording) -> None:
    """It waits for somebody else's yes. Until then parents hear the approved one, when there is one of the same words."""
    there = await work.uow.recordings.lock(recording.coalition_id, recording.language, recording.text_hash)
    if there is not None and there.approved_by is not None:
        recording = replace(recording, text_hash=f"{recording.text_hash}{ANEW}")
    await work.uow.recordings.save(recording)


async def newest(work: Work, coalition_id: str, language: str, text_hash: str) -> Recording | None:
    """Of these words: the one that waits, else the approved one."""
    anew = await work.uow.recordings.find(coalition_id, language, f"{text_hash}{ANEW}")
    return anew or await work.uow.recordings.find(coalition_id, language, text_hash)


async def approved(work: Work, recording: Recording, by: str) -> None:
    """Parents hear it from now on, and no older one of the same words."""
    text_hash = words_of(recording.text_hash)
    await work.uow.recordings.save(replace(recording, text_hash=text_hash, approved_by=by))
    if text_hash != recording.text_hash:
        await work.uow.recordings.drop(recording.coalition_id, recording.language, recording.text_hash)
