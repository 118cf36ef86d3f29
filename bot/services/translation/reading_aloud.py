"""A translator reads their words aloud in chat: it is kept as a recording once the channel gave us what was spoken."""

from dataclasses import replace
from datetime import datetime, timedelta
from math import ceil

from bot.domain.actor import Actor, system
from bot.domain.bulletin import Revision
from bot.domain.errors import NotThere, Refused, Stale
from bot.domain.follow_up import FollowUp, FollowUpState
from bot.domain.media import Media, MediaState
from bot.domain.recording import Recording, heard, longest
from bot.domain.translation import TaskState, TranslationTask
from bot.services.auditing import note
from bot.services.people.crew import READERS
from bot.services.speaking import ogg_opus, recordings
from bot.services.translation import assigning, translating
from bot.services.work import Work

KEEP_VOICE = "keep_voice"
"""The kind of a follow-up: a voice note is to become a recording."""
LOOK_AGAIN = timedelta(seconds=5)


async def keep(work: Work, actor: Actor, task_id: str, element: str, media_id: str) -> None:
    """The element is heard by this voice note, as long as its words stay as they are, once somebody else approved it.

    Stale: `translation_gone`. Refused: `nothing_said` (no voice note, or no words yet), `too_long` (with `most`, in seconds).
    """
    task = await spoken_by(work, actor, task_id)
    revision = await translating.newest(work, task)
    words = revision.texts.get((task.language, element), "")
    media = await said(work, actor, media_id, words)
    name = revision.ready_made or element
    key = f"{KEEP_VOICE}:{task.id}:{media.id}:{heard(name, words)}:{longest(words)}:{element}"
    due = FollowUp(work.chance.id(), task.coalition_id, key, KEEP_VOICE, work.clock.now(), person_id=actor.id)
    await work.uow.follow_ups.plan(due)
    await note(work, actor, "translation_spoken", task.id)


async def spoken_by(work: Work, actor: Actor, task_id: str) -> TranslationTask:
    """Whoever writes it may read it aloud, also when it is being read or approved. Stale: `translation_gone`."""
    task = await work.uow.translations.get(task_id)
    actor.must_be(*READERS, coalition_id=task.coalition_id)
    if task.state is TaskState.DROPPED or task.translator_id != actor.id:
        raise Stale("translation_gone", id=task.id)
    return task


async def said(work: Work, actor: Actor, media_id: str, words: str) -> Media:
    """The actor's own voice note, of these words. Refused: `nothing_said`, `too_long`."""
    media = await work.uow.media.get(media_id)
    if media.kind != "voice" or media.person_id != actor.id or not words:
        raise Refused("nothing_said")
    if (media.seconds or 0) > longest(words):
        raise Refused("too_long", most=longest(words))
    return media


async def finish(work: Work, look: FollowUp) -> bool:
    """Whether it is kept now. As long as it is being fetched, `look` is planned again.

    The speaker hears, by `voice_not_kept`, when it cannot be.
    """
    _, task_id, media_id, text_hash, most, element = look.key.split(":", 5)
    try:
        task, media = await work.uow.translations.get(task_id), await work.uow.media.get(media_id)
    except NotThere:
        return False
    if await waits(work, look, media):
        return False
    found = await content_of(work, media, int(most))
    if found is None:
        await assigning.tell(work, "voice_not_kept", task, str(look.person_id), element=element)
        return False
    content, seconds = found
    by, now = str(look.person_id), work.clock.now()
    about = (task.coalition_id, task.language, text_hash, by, now, seconds, content)
    await recordings.keep(work, Recording(*about, name=element))
    await note(work, system(task.coalition_id), "recording_kept", task.id)
    return True


async def waits(work: Work, look: FollowUp, media: Media) -> bool:
    """It is still being fetched: `look` is planned again."""
    if media.state is not MediaState.WANTED:
        return False
    later = replace(look, state=FollowUpState.PENDING, due_at=work.clock.now() + LOOK_AGAIN)
    await work.uow.follow_ups.save(later)
    return True


async def content_of(work: Work, media: Media, most: int) -> tuple[bytes, int] | None:
    """What is heard, with its seconds; None for what cannot be listened to: it is gone, is no Ogg/Opus, or lasts too long."""
    content = await work.uow.media.content(media.id)
    try:
        seconds = ceil(ogg_opus.seconds(content or b""))
    except ValueError:
        return None
    return (content, seconds) if content is not None and seconds <= most else None


async def recording_of(work: Work, revision: Revision, language: str, element: str) -> Recording | None:
    """What was read aloud last of an element as its words are now, whoever spoke it, approved or not."""
    text_hash = heard(revision.ready_made or element, revision.texts.get((language, element), ""))
    return await recordings.newest(work, revision.coalition_id, language, text_hash)


async def approve_all(work: Work, actor: Actor, revision: Revision, language: str, until: datetime | None = None) -> int:
    """Whoever approves the words of a bulletin in a language approves how others read them aloud, which they heard with them; how
    many that are. What was spoken after `until` they did not hear: it waits for somebody's yes of its own."""
    count = 0
    for element in translating.elements(revision):
        recording = await recording_of(work, revision, language, element)
        if recording is None or recording.by == actor.id:
            continue
        recording = await work.uow.recordings.lock(recording.coalition_id, language, recording.text_hash)
        if recording is None or recording.approved_by is not None:
            continue
        if until is None or recording.at <= until:
            await recordings.approved(work, recording, actor.id)
            count += 1
    return count
