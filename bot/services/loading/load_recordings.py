"""Recordings of a data file. The file is the whole truth: one that is no longer in it is not used any more, and goes."""

from math import ceil

from bot.domain.errors import NotThere
from bot.domain.recording import Recording, heard, longest
from bot.services.loading.load_known import Place
from bot.services.loading.load_model import PictureRow, RecordingRow
from bot.services.loading.load_reading import Loadable
from bot.services.speaking import ogg_opus
from bot.services.speaking.fixed_texts import wordbook
from bot.services.speaking.recordings import own_words
from bot.services.work import Work
from bot.texts.errors import MissingText, MissingValue

_ANEW = "Record these words anew, and put them under `says`; or take the recording out."


async def load_recordings(work: Work, file: Loadable) -> int:
    """How many are new or changed. One is a mistake of the file also when a text says something else by now than was recorded."""
    coalition_id = file.model.coalition.id
    made, there = 0, set()
    for number, row in enumerate(file.model.recordings):
        with file.going_on():
            recording = await _recording(work, file, ("recordings", number), row)
            key = (recording.language, recording.text_hash)
            if key in there:
                raise file.mistake(("recordings", number), "this text is recorded twice in this language.", "Take one out.")
            there.add(key)
            before = await work.uow.recordings.find(coalition_id, *key)
            if before is None or (before.content, before.approved_by) != (recording.content, recording.approved_by):
                await work.uow.recordings.save(recording)
                made += 1
    await work.uow.recordings.keep_only(coalition_id, there)
    return made


async def _recording(work: Work, file: Loadable, at: Place, row: RecordingRow) -> Recording:
    name, words = await _words(work, file, at, row)
    text_hash = heard(name, words)
    if text_hash != heard(name, row.says):
        raise file.mistake((*at, "says"), "this is not, or no longer, what the text says.", _ANEW)
    content = content_of(file, at, row)
    try:
        seconds = ogg_opus.seconds(content)
    except ValueError:
        mend = "Save it as Ogg with Opus, as phones send voice notes."
        raise file.mistake((*at, "file"), f"'{row.file}' is no Ogg/Opus.", mend) from None
    if seconds > longest(words):
        what = f"'{row.file}' lasts {ceil(seconds)} seconds."
        raise file.mistake((*at, "file"), what, f"At most {longest(words)}: shorten the text, or speak faster.")
    by, now = row.approved_by, work.clock.now()
    about = (file.model.coalition.id, row.language, text_hash, by, now, ceil(seconds), content)
    return Recording(*about, from_file=True, approved_by=by, name=name)


async def _words(work: Work, file: Loadable, at: Place, row: RecordingRow) -> tuple[str, str]:
    """What is recorded, by name, and the words that it has now."""
    if row.text is None:
        return str(row.element), await words_of(work, file, at, row, row.language)
    coalition = await work.uow.coalitions.get(file.model.coalition.id)
    try:
        return row.text, (await wordbook(work, coalition.id)).aloud(row.text, row.language, own_words(coalition))
    except MissingText:
        what = f"no text is called '{row.text}' in '{row.language}'."
        raise file.mistake((*at, "text"), what, "Name one as in flows/: flow.step.say.") from None
    except MissingValue as missing:
        what = f"'{row.text}' names {{{missing.name}}}, which differs from one message to the next."
        raise file.mistake((*at, "text"), what, "Only a text that stays the same can be recorded.") from None


async def words_of(work: Work, file: Loadable, at: Place, row: RecordingRow | PictureRow, language: str) -> str:
    """Of the element in the newest revision of the bulletin."""
    try:
        bulletin = await work.uow.bulletins.get(str(row.bulletin))
    except NotThere:
        bulletin = None
    if bulletin is None or bulletin.coalition_id != file.model.coalition.id or bulletin.revision_id is None:
        raise file.mistake((*at, "bulletin"), f"no bulletin is called '{row.bulletin}'.", "Name one of this file.")
    revision = await work.uow.bulletins.revision(bulletin.revision_id)
    words = revision.texts.get((language, str(row.element)))
    if words is None:
        what = f"'{row.bulletin}' has no '{row.element}' in '{language}'."
        raise file.mistake((*at, "element"), what, "Such as meaning, or proposal:<id>:plan.")
    return words


def content_of(file: Loadable, at: Place, row: RecordingRow | PictureRow) -> bytes:
    """Relative to the data file."""
    try:
        return (file.path.parent / row.file).read_bytes()
    except OSError:
        what = f"'{row.file}' cannot be read."
        raise file.mistake((*at, "file"), what, "Give its place, seen from this file.") from None
