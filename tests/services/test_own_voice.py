"""A coalition's own people read the fixed texts aloud; what one spoke, another approves before parents hear it."""

from dataclasses import replace

import pytest

from bot.domain.errors import NotAllowed, Refused, Stale
from bot.domain.media import Media, MediaState
from bot.domain.person import Person
from bot.domain.recording import LONGEST_SECONDS, Recording, heard, longest
from bot.services.following_up import due
from bot.services.speaking import approving_texts, fixed_texts, own_voice
from bot.services.speaking.approving_texts import OnWord
from tests.fakes.clock import MONDAY_MORNING
from tests.fakes.words import FakeWords
from tests.people import BOT, BRAM, ELIF, LOTTE, NOOR, VOORBEELDSTAD
from tests.services.conftest import Town
from tests.tones import TONE

EWA = replace(ELIF, id="ewa", name="Ewa", translates=frozenset({"tr"}))
WELCOME, STOP = "welcome.language.say", "stop.stopped.say"


def says(key: str, language: str = "tr") -> str:
    return f"{key} ({language}) {VOORBEELDSTAD.name}"


async def voice_of(town: Town, who: Person, content: bytes | None = TONE, seconds: int = 5) -> str:
    """A voice note that came in: its id."""
    state = MediaState.FETCHED if content is not None else MediaState.WANTED
    media = Media(town.chance.id(), VOORBEELDSTAD.id, BOT.id, who.id, "voice", "file", MONDAY_MORNING, state, seconds)
    await town.work.uow.media.save(media, content)
    return media.id


async def looks(town: Town) -> None:
    for look in await town.work.uow.follow_ups.due(town.clock.now(), 10):
        await due.carry_out(town.work, look)


async def speaks(town: Town, who: Person, key: str = WELCOME, language: str = "tr") -> str:
    """Reads it aloud, and thinks that it is good: the hash of the recording."""
    await own_voice.keep(town.work, who.actor, language, key, await voice_of(town, who))
    await looks(town)
    return heard(key, says(key, language))


async def parents_hear(town: Town, text_hash: str, language: str = "tr") -> bool:
    return bool(await town.work.uow.recordings.there(VOORBEELDSTAD.id, language, [text_hash]))


@pytest.fixture
def town(town: Town) -> Town:
    town.put(replace(ELIF, translates=frozenset({"tr"})))
    town.put(EWA)
    return town


async def test_what_parents_meet_most_comes_first_and_what_differs_from_day_to_day_is_not_asked(town: Town) -> None:
    first = await own_voice.next_to_speak(town.work, ELIF.actor, "tr")
    assert first is not None
    assert (first.key, first.words, first.left, first.total, first.is_changed) == (WELCOME, says(WELCOME), 2, 2, False)
    second = await own_voice.next_to_speak(town.work, ELIF.actor, "tr", after=WELCOME)
    assert second is not None
    assert (second.key, second.left) == (STOP, 1)
    assert await own_voice.next_to_speak(town.work, ELIF.actor, "tr", after=STOP) is None


async def test_who_comes_back_goes_on_where_they_were(town: Town) -> None:
    await speaks(town, ELIF, WELCOME)
    now = await own_voice.next_to_speak(town.work, ELIF.actor, "tr")
    assert now is not None
    assert (now.key, now.left) == (STOP, 1)


async def test_one_speaks_and_another_approves_before_parents_hear_it(town: Town) -> None:
    text_hash = await speaks(town, ELIF)
    assert not await parents_hear(town, text_hash)
    with pytest.raises(Refused, match="own_voice"):
        await own_voice.approve(town.work, ELIF.actor, "tr", text_hash)
    assert await own_voice.next_to_hear(town.work, ELIF.actor, "tr") is None
    waits = await own_voice.next_to_hear(town.work, EWA.actor, "tr")
    assert waits is not None
    assert (waits.words, waits.recording.content, waits.knows, waits.left) == (says(WELCOME), TONE, True, 1)
    await own_voice.approve(town.work, EWA.actor, "tr", text_hash)
    assert await parents_hear(town, text_hash)
    with pytest.raises(Stale, match="recording_gone"):
        await own_voice.approve(town.work, EWA.actor, "tr", text_hash)


async def test_one_that_is_not_good_goes_and_is_asked_again(town: Town) -> None:
    text_hash = await speaks(town, ELIF)
    await own_voice.refuse(town.work, EWA.actor, "tr", text_hash)
    assert town.rows.recordings == {}
    again = await own_voice.next_to_speak(town.work, ELIF.actor, "tr")
    assert again is not None
    assert again.key == WELCOME


async def test_a_coordinator_approves_on_the_speakers_word_when_nobody_else_knows_the_language(town: Town) -> None:
    text_hash = await speaks(town, ELIF)
    with pytest.raises(NotAllowed, match="cannot_hear"):
        await own_voice.approve(town.work, NOOR.actor, "tr", text_hash, OnWord.WRITER)
    del town.rows.people[EWA.id]
    assert await own_voice.languages_to_hear(town.work, NOOR.actor) == {"tr": 1}
    with pytest.raises(Refused, match="nothing_said"):
        await own_voice.approve(town.work, NOOR.actor, "tr", text_hash)
    await own_voice.approve(town.work, NOOR.actor, "tr", text_hash, OnWord.WRITER)
    assert await parents_hear(town, text_hash)
    given = {event.what: event.reason for event in town.rows.audit.values()}
    assert given["recording_approved_on_word"] == OnWord.WRITER


async def test_dutch_is_read_aloud_by_one_coordinator_and_heard_by_the_other(town: Town) -> None:
    text_hash = await speaks(town, NOOR, STOP, "nl")
    assert await own_voice.languages_to_hear(town.work, BRAM.actor) == {"nl": 1}
    await own_voice.approve(town.work, BRAM.actor, "nl", text_hash)
    assert await parents_hear(town, text_hash, "nl")


async def test_changed_words_have_no_voice_and_are_asked_again(town: Town) -> None:
    older = Recording(VOORBEELDSTAD.id, "tr", heard(WELCOME, "Eski."), ELIF.id, MONDAY_MORNING, 3, TONE, False, EWA.id, WELCOME)
    await town.work.uow.recordings.save(older)
    now = await own_voice.next_to_speak(town.work, ELIF.actor, "tr")
    assert now is not None
    assert (now.key, now.is_changed) == (WELCOME, True)
    text_hash = await speaks(town, ELIF)
    assert [key[2] for key in town.rows.recordings] == [text_hash]


async def test_what_a_listener_skipped_does_not_come_back_at_once_after_a_yes_or_a_no(town: Town) -> None:
    for judge in (own_voice.approve, own_voice.refuse):
        town.rows.recordings.clear()
        await speaks(town, ELIF, STOP)
        await speaks(town, ELIF, WELCOME)
        first = await own_voice.next_to_hear(town.work, EWA.actor, "tr")
        assert first is not None
        assert first.recording.name == WELCOME
        second = await own_voice.next_to_hear(town.work, EWA.actor, "tr", after=first.recording.text_hash)
        assert second is not None
        assert second.recording.name == STOP
        await judge(town.work, EWA.actor, "tr", second.recording.text_hash)
        assert await own_voice.next_to_hear(town.work, EWA.actor, "tr", after=second.recording.text_hash) is None
        again = await own_voice.next_to_hear(town.work, EWA.actor, "tr")
        assert again is not None
        assert again.recording.name == WELCOME


async def test_parents_hear_the_approved_voice_until_a_new_one_is_approved(town: Town) -> None:
    text_hash = await speaks(town, ELIF)
    await own_voice.approve(town.work, EWA.actor, "tr", text_hash)
    await speaks(town, EWA)
    assert await parents_hear(town, text_hash)
    heard_now = await town.work.uow.recordings.find(VOORBEELDSTAD.id, "tr", text_hash)
    assert heard_now is not None
    assert heard_now.by == ELIF.id
    waits = await own_voice.next_to_hear(town.work, ELIF.actor, "tr")
    assert waits is not None
    await own_voice.refuse(town.work, ELIF.actor, "tr", waits.recording.text_hash)
    assert await parents_hear(town, text_hash)
    await speaks(town, EWA)
    await own_voice.approve(town.work, ELIF.actor, "tr", waits.recording.text_hash)
    [recording] = town.rows.recordings.values()
    assert (recording.by, recording.approved_by, recording.text_hash) == (EWA.id, ELIF.id, text_hash)


async def test_a_voice_that_does_not_come_through_is_told_and_can_be_tried_again(town: Town) -> None:
    await own_voice.keep(town.work, ELIF.actor, "tr", STOP, await voice_of(town, ELIF, b"no Ogg"))
    await looks(town)
    assert town.rows.recordings == {}
    assert town.told("own_voice_not_kept") == [ELIF.id]
    once_more = await own_voice.text(town.work, ELIF.actor, "tr", STOP)
    assert once_more is not None
    assert once_more.words == says(STOP)


async def test_a_voice_waits_for_what_is_still_being_fetched(town: Town) -> None:
    media_id = await voice_of(town, ELIF, None)
    await own_voice.keep(town.work, ELIF.actor, "tr", STOP, media_id)
    await looks(town)
    assert town.rows.recordings == {}
    media = await town.work.uow.media.get(media_id)
    await town.work.uow.media.save(replace(media, state=MediaState.FETCHED), TONE)
    town.clock.move(minutes=1)
    await looks(town)
    [recording] = town.rows.recordings.values()
    assert (recording.by, recording.name, recording.approved_by) == (ELIF.id, STOP, None)


async def test_nobody_speaks_a_language_that_is_not_theirs_or_with_another_voice(town: Town) -> None:
    with pytest.raises(NotAllowed, match="other_language"):
        await own_voice.next_to_speak(town.work, ELIF.actor, "ar")
    with pytest.raises(NotAllowed):
        await own_voice.next_to_speak(town.work, LOTTE.actor, "nl")
    with pytest.raises(Refused, match="nothing_said"):
        await own_voice.keep(town.work, ELIF.actor, "tr", STOP, await voice_of(town, EWA))
    with pytest.raises(Refused, match="too_long"):
        await own_voice.keep(town.work, ELIF.actor, "tr", STOP, await voice_of(town, ELIF, seconds=31))


def test_a_text_may_take_as_long_as_it_takes_to_read_it_slowly() -> None:
    assert longest("Kies je taal.") == LONGEST_SECONDS
    assert longest("woord " * 100) == 50
    assert longest("请" * 200) == 51


async def test_what_a_coalition_says_in_its_own_words_is_read_aloud_in_those_words(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeWords, "said_to_parents", lambda _: ("welcome",))
    own = "Yaşın kaç?"
    assert not await approving_texts.write(town.work, ELIF.actor, "tr", "welcome", [own])
    there = await fixed_texts.current(town.work, VOORBEELDSTAD.id, "tr")
    await approving_texts.approve(town.work, EWA.actor, "tr", {"welcome": there["welcome"].text_hash})
    said = (await fixed_texts.wordbook(town.work, VOORBEELDSTAD.id)).render("welcome", "tr", {"coalition": "x"})
    asked = await own_voice.text(town.work, ELIF.actor, "tr", "welcome")
    assert said == own
    assert asked is not None
    assert asked.words == own, "parents read these words, so these are to be heard"
