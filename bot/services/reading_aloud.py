"""A translator reads their words aloud in chat: it is kept as a recording once the channel gave us what was spoken."""

from dataclasses import replace
from datetime import timedelta
from math import ceil

from bot.domain.actor import Actor, system
from bot.domain.bulletin import Revision
from bot.domain.errors import NotThere, Refused
from bot.domain.follow_up import FollowUp, FollowUpState
from bot.domain.media import MediaState
from bot.domain.recording import LONGEST_SECONDS, Recording, heard
from bot.services import assigning, ogg_opus, translating
from bot.services.auditing import note
from bot.services.work import Work

KEEP_VOICE = "keep_voice"
"""The kind of a follow-up: a voice note is to become a recording."""
LOOK_AGAIN = timedelta(seconds=5)


async def keep(work: Work, actor: Actor, task_id: str, element: str, media_id: str) -> None:
    """The element is heard by this voice note, as long as its words stay as they are.

    Stale: `translation_gone`. Refused: `nothing_said` (no voice note, or no words yet), `too_long`.
    """
    task = await assigning.mine(work, actor, task_id)
    revision = await translating.newest(work, task)
    words = revision.texts.get((task.language, element), "")
    media = await work.uow.media.get(media_id)
    if media.kind != "voice" or media.person_id != actor.id or not words:
        raise Refused("nothing_said")
    if (media.seconds or 0) > LONGEST_SECONDS:
        raise Refused("too_long", most=LONGEST_SECONDS)
    key = f"{KEEP_VOICE}:{task.id}:{media.id}:{heard(revision.ready_made or element, words)}"
    due = FollowUp(work.chance.id(), task.coalition_id, key, KEEP_VOICE, work.clock.now(), person_id=actor.id)
    await work.uow.follow_ups.plan(due)
    await note(work, actor, "translation_spoken", task.id)


async def finish(work: Work, look: FollowUp) -> bool:
    """Whether it is kept now. As long as it is being fetched, `look` is planned again.

    The speaker hears, by `voice_not_kept`, when it cannot be.
    """
    _, task_id, media_id, text_hash = look.key.split(":")
    try:
        task, media = await work.uow.translations.get(task_id), await work.uow.media.get(media_id)
    except NotThere:
        return False
    if media.state is MediaState.WANTED:
        later = replace(look, state=FollowUpState.PENDING, due_at=work.clock.now() + LOOK_AGAIN)
        await work.uow.follow_ups.save(later)
        return False
    content = await work.uow.media.content(media.id)
    seconds = _seconds(content)
    if content is None or seconds is None:
        await assigning.tell(work, "voice_not_kept", task, str(look.person_id))
        return False
    spoken_by = str(look.person_id)
    now = work.clock.now()
    await work.uow.recordings.save(Recording(task.coalition_id, task.language, text_hash, spoken_by, now, seconds, content))
    await note(work, system(task.coalition_id), "recording_kept", task.id)
    return True


async def recording_of(work: Work, revision: Revision, language: str, element: str) -> Recording | None:
    """What is heard of an element as its words are now, whoever spoke it."""
    text_hash = heard(revision.ready_made or element, revision.texts.get((language, element), ""))
    return await work.uow.recordings.find(revision.coalition_id, language, text_hash)


def _seconds(content: bytes | None) -> int | None:
    """None for what cannot be listened to: it is gone, is no Ogg/Opus, or lasts too long."""
    try:
        seconds = ceil(ogg_opus.seconds(content or b""))
    except ValueError:
        return None
    return seconds if seconds <= LONGEST_SECONDS else None
