"""A coalition's own people read the fixed texts aloud, one by one, in the languages that they know; somebody else approves each.

What parents meet most comes first. A text whose words changed has no recording any more, and is asked again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.actor import Actor, Role
from bot.domain.coalition import Coalition
from bot.domain.errors import NotAllowed, NotThere, Refused, Stale
from bot.domain.events import Happened
from bot.domain.follow_up import FollowUp
from bot.domain.recording import Recording, hash_of, heard, longest, words_of
from bot.services.auditing import note
from bot.services.people.crew import READERS, crew_of
from bot.services.speaking import recordings
from bot.services.speaking.approving_texts import OnWord
from bot.services.speaking.fixed_texts import wordbook
from bot.services.speaking.languages import SOURCE
from bot.services.speaking.recordings import own_words
from bot.services.translation import reading_aloud
from bot.services.work import Work
from bot.texts.errors import MissingText, MissingValue

KEEP_OWN_VOICE = "keep_own_voice"
"""The kind of a follow-up: a voice note is to become the recording of a fixed text."""
FIRST = (
    "consent.",
    "welcome.",
    "language.",
    "bulletin.",
    "react.",
    "react_proposal.",
    "keep_words.",
    "day_after.",
    "question.",
    "answer_received.",
    "stop.",
    "help.",
    "common.ready_",
)
"""What parents meet most, by the beginning of its key, in that order; the others after it. Our own judgement."""
WITHOUT_A_FLOW = "common."
SAID_ALONE = frozenset(
    f"common.{name}"
    for name in (
        "not_understood",
        "passed_on",
        "passed_on_unread",
        "too_long",
        "voice_too_long",
        "unsupported",
        "forwarded",
        "edited",
        "over",
        "stopped",
        "already_joined",
        "question_dropped",
        "used_invitation",
        "unknown_invitation",
    )
)
"""Of the texts without a flow: what a parent is told by itself, in answer to something. Ready-made messages are heard too; all
others are a part of something, or are for who is nobody yet."""


@dataclass(frozen=True, slots=True)
class ToSpeak:
    """A fixed text without a recording of its words as they are now."""

    key: str
    language: str
    words: str = field(repr=False)
    is_changed: bool
    """It was recorded, and says something else by now."""
    left: int
    """So many are to be recorded still, this one included."""
    total: int

    @property
    def most_seconds(self) -> int:
        return longest(self.words)


@dataclass(frozen=True, slots=True)
class ToHear:
    """A recording that waits for somebody else's yes, with the words that should be heard."""

    recording: Recording
    words: str = field(repr=False)
    knows: bool
    """The listener knows the language; else nobody else does, and it is approved on the speaker's word."""
    left: int


async def spoken_languages(work: Work, actor: Actor) -> tuple[str, ...]:
    """Those in which this person may read aloud: Dutch, and what they translate, as far as every text is there."""
    actor.must_be(*READERS)
    person = await work.uow.people.get(actor.id)
    return tuple(code for code in work.words.languages() if code == SOURCE or code in person.translates)


async def languages_to_hear(work: Work, actor: Actor) -> dict[str, int]:
    """By language: how many recordings this person could approve now."""
    found = {}
    for code in work.words.languages():
        if waiting := await _waiting(work, actor, code):
            found[code] = len(waiting)
    return found


async def next_to_speak(work: Work, actor: Actor, language: str, after: str = "") -> ToSpeak | None:
    """The first text to record after the one called `after`; None when there is none."""
    await _must_speak(work, actor, language)
    coalition = await work.uow.coalitions.get(actor.coalition_id)
    texts = await _fixed(work, coalition, language)
    recorded = await work.uow.recordings.all(coalition.id, language)
    there = {words_of(recording.text_hash) for recording in recorded}
    missing = [key for key, words in texts.items() if heard(key, words) not in there]
    order = [*texts]
    later = [key for key in missing if not after or after not in texts or order.index(key) > order.index(after)]
    if not later:
        return None
    key = later[0]
    changed = any(recording.name == key for recording in recorded)
    return ToSpeak(key, language, texts[key], changed, len(later), len(texts))


async def text(work: Work, actor: Actor, language: str, key: str) -> ToSpeak | None:
    """This one, to be recorded (again); None when it is said no more."""
    await _must_speak(work, actor, language)
    texts = await _fixed(work, await work.uow.coalitions.get(actor.coalition_id), language)
    return ToSpeak(key, language, texts[key], is_changed=False, left=1, total=len(texts)) if key in texts else None


async def keep(work: Work, actor: Actor, language: str, key: str, media_id: str) -> None:
    """The text is heard by this voice note, once somebody else approved it.

    Refused: `nothing_said` (no voice note, or no such text), `too_long` (with `most`, in seconds).
    """
    await _must_speak(work, actor, language)
    words = (await _fixed(work, await work.uow.coalitions.get(actor.coalition_id), language)).get(key, "")
    media = await reading_aloud.said(work, actor, media_id, words)
    about = f"{KEEP_OWN_VOICE}:{language}:{key}:{media.id}:{heard(key, words)}:{longest(words)}"
    due = FollowUp(work.chance.id(), actor.coalition_id, about, KEEP_OWN_VOICE, work.clock.now(), person_id=actor.id)
    await work.uow.follow_ups.plan(due)
    await note(work, actor, "text_spoken", f"{language}:{key}")


async def finish(work: Work, look: FollowUp) -> bool:
    """Whether it is kept now. As long as it is being fetched, `look` is planned again.

    The speaker hears, by `own_voice_not_kept`, when it cannot be. A recording of older words of the same text goes.
    """
    _, language, key, media_id, text_hash, most = look.key.split(":")
    try:
        media = await work.uow.media.get(media_id)
    except NotThere:
        return False
    if await reading_aloud.waits(work, look, media):
        return False
    found = await reading_aloud.content_of(work, media, int(most))
    by = str(look.person_id)
    if found is None:
        data = {"voice_language": language, "voice_key": key}
        about = (look.coalition_id, by, f"own_voice_not_kept:{look.id}")
        await work.uow.inbox.tell(Happened("own_voice_not_kept", *about, data))
        return False
    content, seconds = found
    for old in await work.uow.recordings.all(look.coalition_id, language):
        if old.name == key and not old.from_file and words_of(old.text_hash) != text_hash:
            await work.uow.recordings.drop(look.coalition_id, language, old.text_hash)
    spoken = (look.coalition_id, language, text_hash, by, work.clock.now(), seconds, content)
    await recordings.keep(work, Recording(*spoken, name=key))
    return True


async def next_to_hear(work: Work, actor: Actor, language: str, after: str = "") -> ToHear | None:
    """The first recording to approve, or the one after `after`, judged or not; None when there is none."""
    waiting = await _waiting(work, actor, language)
    places = [*await _words(work, actor.coalition_id, language)] if after else []
    place = places.index(words_of(after)) if words_of(after) in places else -1
    rest = [one for one in waiting if place < 0 or places.index(words_of(one[0].text_hash)) > place]
    if not rest:
        return None
    recording, words = rest[0]
    whole = await work.uow.recordings.find(actor.coalition_id, language, recording.text_hash)
    return ToHear(whole or recording, words, await _knows(work, actor, language), len(rest))


async def approve(work: Work, actor: Actor, language: str, spoken: str, because: OnWord | None = None) -> None:
    """Somebody else's yes to the recording that they heard: from now on parents hear it.

    A coordinator who does not know the language gives it on the speaker's word, when nobody else knows it, and says why.

    Stale: `recording_gone`. Refused: `own_voice`, `nothing_said` (on the speaker's word, without a reason). NotAllowed:
    `cannot_hear`.
    """
    recording = await _to_judge(work, actor, language, spoken)
    on_word = not await _knows(work, actor, language)
    if on_word and because is None:
        raise Refused("nothing_said")
    await recordings.approved(work, recording, actor.id)
    what = "recording_approved_on_word" if on_word else "recording_approved"
    await note(work, actor, what, recording.text_hash, reason=because if on_word else None)


async def refuse(work: Work, actor: Actor, language: str, spoken: str) -> None:
    """It goes, and is asked again; one that parents hear already stays. As `approve`."""
    recording = await _to_judge(work, actor, language, spoken)
    await work.uow.recordings.drop(actor.coalition_id, language, recording.text_hash)
    await note(work, actor, "recording_refused", recording.text_hash)


async def _to_judge(work: Work, actor: Actor, language: str, spoken: str) -> Recording:
    """Stale when it was judged, or spoken anew since it was heard."""
    actor.must_be(*READERS)
    recording = await work.uow.recordings.lock(actor.coalition_id, language, hash_of(spoken))
    if recording is None or recording.approved_by is not None or spoken not in {recording.spoken, recording.text_hash}:
        raise Stale("recording_gone")
    if recording.by == actor.id:
        raise Refused("own_voice")
    if not await _may_hear(work, actor, language, {recording.by}):
        raise NotAllowed("cannot_hear")
    return recording


async def _waiting(work: Work, actor: Actor, language: str) -> list[tuple[Recording, str]]:
    """What others spoke and nobody approved, as far as its words are still said, in the order of the texts."""
    actor.must_be(*READERS)
    found = [r for r in await work.uow.recordings.all(actor.coalition_id, language) if r.approved_by is None]
    theirs = [r for r in found if r.by != actor.id]
    if not theirs or not await _may_hear(work, actor, language, {r.by for r in theirs}):
        return []
    words = await _words(work, actor.coalition_id, language)
    waiting = {words_of(recording.text_hash): recording for recording in theirs}
    return [(waiting[text_hash], said) for text_hash, said in words.items() if text_hash in waiting]


async def _knows(work: Work, actor: Actor, language: str) -> bool:
    return language == SOURCE or language in (await work.uow.people.get(actor.id)).translates


async def _may_hear(work: Work, actor: Actor, language: str, speakers: set[str]) -> bool:
    """Who knows the language; a coordinator too, when nobody else does but who spoke."""
    if await _knows(work, actor, language):
        return True
    others = (await crew_of(work, actor.coalition_id)).readers(language, speakers)
    return Role.COORDINATOR in actor.roles and not others


async def _must_speak(work: Work, actor: Actor, language: str) -> None:
    if language not in await spoken_languages(work, actor):
        raise NotAllowed("other_language")


async def _fixed(work: Work, coalition: Coalition, language: str) -> dict[str, str]:
    """By key: the words of every text that says the same to everybody, and is heard somewhere. In the order of recording.

    As parents read them: in the coalition's own words where these are approved."""
    own, words = own_words(coalition), await wordbook(work, coalition.id)
    found: dict[str, str] = {}
    for key in sorted(words.said_to_parents(), key=_place):
        if key.startswith(WITHOUT_A_FLOW) and not key.startswith(FIRST) and key not in SAID_ALONE:
            continue
        try:
            found[key] = words.aloud(key, language, own)
        except (MissingText, MissingValue):
            continue  # it has no words here, or names what differs from one message to the next
    return found


def _place(key: str) -> tuple[bool, int]:
    """Texts of one place stay in the order of the files, as sorting is stable. What tells a drawing comes after all else."""
    return key.endswith(".picture"), next((place for place, start in enumerate(FIRST) if key.startswith(start)), len(FIRST))


async def _words(work: Work, coalition_id: str, language: str) -> Mapping[str, str]:
    """By the hash that a recording is bound to: what is said now, in fixed texts and in the newest revision of each bulletin."""
    coalition = await work.uow.coalitions.get(coalition_id)
    found = {heard(key, words): words for key, words in (await _fixed(work, coalition, language)).items()}
    for bulletin in await work.uow.bulletins.of(coalition_id):
        if bulletin.revision_id is None:
            continue
        revision = await work.uow.bulletins.revision(bulletin.revision_id)
        texts = {element: words for (code, element), words in revision.texts.items() if code == language}
        found |= {heard(revision.ready_made or element, words): words for element, words in texts.items()}
    return found
