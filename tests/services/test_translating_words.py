"""Parents' words into Dutch and answers into their language: by whom, never by whom, and what is heard of it."""

from dataclasses import replace

import pytest

from bot.domain.bulletin import BulletinState
from bot.domain.errors import NotThere, Refused, Stale
from bot.domain.media import Media, MediaState
from bot.domain.reaction import MEANING
from bot.domain.recording import heard
from bot.domain.translation import Direction, TaskState
from bot.services.following_up import due
from bot.services.hearing import disclosure, questions, reactions
from bot.services.people import leaving
from bot.services.translation import assigning, declining, reading_aloud, translating, translating_words, translations_late
from bot.services.translation.translation_queue import queue
from tests.fakes.clock import MONDAY_MORNING
from tests.people import BOT, BRAM, ELIF, FATMA, LOTTE, NOOR, VOORBEELDSTAD
from tests.services.conftest import Town
from tests.services.translators import BRAM_TR, ELIF_TR, LEYLA, only, with_translators, without_turkish
from tests.tones import TONE


async def _asks(town: Town, words: str = "Annem de gelebilir mi?") -> str:
    """Fatma asks in Turkish: the id of the question."""
    return (await questions.ask(town.work, FATMA.actor, words, external_id="7")).id


async def test_a_turkish_question_goes_to_who_translates_turkish_and_fatma_hears_who_that_is(town: Town) -> None:
    with_translators(town, ELIF_TR)
    await _asks(town)
    task = only(town, Direction.WORDS)
    assert (task.language, task.translator_id, task.parent_id) == ("tr", ELIF.id, FATMA.id)
    assert town.told("translator_named") == [FATMA.id]
    await _asks(town)
    assert town.told("translator_named") == [FATMA.id]


async def test_the_translator_hears_of_a_first_question_when_the_parent_is_told_who_that_is(town: Town) -> None:
    with_translators(town, ELIF_TR)
    await _asks(town)
    assert town.told("translation_asked") == []
    await translating_words.ask_named(town.work, FATMA.actor, ELIF.id)
    assert town.told("translation_asked") == [ELIF.id]


async def test_later_words_of_a_parent_who_heard_it_wait_for_nothing(town: Town) -> None:
    with_translators(town, ELIF_TR)
    question_id = await _asks(town)
    await translating_words.ask_named(town.work, FATMA.actor, ELIF.id)
    await questions.add(town.work, FATMA.actor, question_id, "Bir de yemek var mı?")
    await _asks(town, "Park yeri var mı?")
    assert town.told("translation_asked") == [ELIF.id] * 3


async def test_in_danger_the_translator_is_asked_at_once_and_nobody_is_named(town: Town) -> None:
    with_translators(town, ELIF_TR)
    await questions.ask(town.work, FATMA.actor, "Kocamdan bang oluyorum.")
    assert town.told("translation_asked") == [ELIF.id]
    assert town.told("translator_named") == []


async def test_in_danger_an_answer_is_said_to_be_followed_and_then_to_be_the_translation(town: Town) -> None:
    with_translators(town, ELIF_TR)
    question = await questions.ask(town.work, FATMA.actor, "Kocamdan bang oluyorum.")
    message = await questions.answer(town.work, NOOR.actor, question.id, "Bel 112.")
    question = town.rows.questions[question.id]

    async def said() -> str:
        return await translating_words.follows(town.work, question, message)

    assert await said() == "follows"
    task = next(t for t in town.rows.translations.values() if t.direction is Direction.ANSWER)
    await translating_words.write(town.work, ELIF.actor, task.id, "112'yi ara.")
    assert await said() == "translated"
    calm = replace(question, danger=False)
    assert await translating_words.follows(town.work, calm, message) == "as_it_is"


async def test_a_dutch_question_needs_nobody(town: Town) -> None:
    with_translators(town, ELIF_TR)
    await questions.ask(town.work, LOTTE.actor, "Mag mijn moeder mee?")
    assert town.rows.translations == {}


async def test_nobody_translates_for_themselves_or_for_who_declines_them(town: Town) -> None:
    with_translators(town, replace(ELIF_TR, id=FATMA.id, roles=ELIF_TR.roles | FATMA.roles, trajectory_id=FATMA.trajectory_id))
    await _asks(town)
    assert only(town, Direction.WORDS).translator_id is None
    town.rows.translations.clear()
    town.put(replace(FATMA, declines=frozenset({ELIF.id})))
    with_translators(town, ELIF_TR)
    await _asks(town)
    task = only(town, Direction.WORDS)
    assert task.translator_id is None
    assert (await queue(town.work, ELIF.actor)).free == ()
    with pytest.raises(Refused, match="cannot_translate"):
        await assigning.take(town.work, ELIF.actor, task.id)


async def test_declining_takes_what_waits_away_and_gives_it_to_another(town: Town) -> None:
    with_translators(town, ELIF_TR, LEYLA)
    await _asks(town)
    following = await declining.decline(town.work, FATMA.actor, ELIF.id)
    assert following is not None
    assert following.person.id == LEYLA.id
    assert only(town, Direction.WORDS).translator_id == LEYLA.id
    assert await declining.decline(town.work, FATMA.actor, LEYLA.id) is None
    assert only(town, Direction.WORDS).translator_id is None
    assert set(town.told("translation_stuck")) == {NOOR.id, BRAM.id}
    await declining.allow(town.work, FATMA.actor, ELIF.id)
    assert only(town, Direction.WORDS).translator_id == ELIF.id
    with pytest.raises(NotThere):
        await declining.decline(town.work, FATMA.actor, NOOR.id)
    assert await declining.named(town.work, LOTTE.actor) == []


async def test_who_handed_it_back_does_not_get_it_again(town: Town) -> None:
    with_translators(town, ELIF_TR)
    await _asks(town)
    task = only(town, Direction.WORDS)
    await assigning.hand_back(town.work, ELIF.actor, task.id, "Ik ken deze ouder.")
    assert only(town, Direction.WORDS).translator_id is None
    town.clock.move(days=1)
    await translations_late.look(town.work, VOORBEELDSTAD)
    assert only(town, Direction.WORDS).translator_id is None
    with pytest.raises(Stale, match="translation_gone"):
        await assigning.hand_back(town.work, ELIF.actor, task.id)


async def test_words_of_danger_come_first_and_name_nobody_to_the_parent(town: Town) -> None:
    with_translators(town, ELIF_TR)
    await questions.ask(town.work, FATMA.actor, "Ben bang")
    assert town.told("translator_named") == []
    without_turkish(town, "meaning")
    await translating.ask(town.work, NOOR.actor, "full")
    mine = (await queue(town.work, ELIF.actor)).mine
    assert [one.danger for one in mine] == [True, False]


async def test_elif_sees_the_words_under_a_pseudonym_and_nobody_else_does(town: Town) -> None:
    with_translators(town, ELIF_TR, LEYLA)
    question_id = await _asks(town)
    task = only(town, Direction.WORDS)
    told = await disclosure.to_translate(town.work, ELIF.actor, task.id)
    assert (told.pseudonym, told.has_words, told.media_id) == (town.rows.questions[question_id].pseudonym, True, None)
    for other in (LEYLA, BRAM_TR):
        with pytest.raises(Refused):
            await disclosure.to_translate(town.work, other.actor, task.id)
    await translating_words.write(town.work, ELIF.actor, task.id, "Mag mijn moeder ook komen?")
    found = await translating_words.put_in_dutch(town.work, str(task.message_id))
    assert found is not None
    assert found.words == "Mag mijn moeder ook komen?"
    with pytest.raises(Stale):
        await disclosure.to_translate(town.work, ELIF.actor, task.id)


async def test_words_that_were_dutch_already_are_done_without_a_translation(town: Town) -> None:
    with_translators(town, ELIF_TR)
    await _asks(town, "Mag mijn moeder mee?")
    task = only(town, Direction.WORDS)
    with pytest.raises(Refused, match="nothing_said"):
        await translating_words.write(town.work, ELIF.actor, task.id, " ")
    await translating_words.write(town.work, ELIF.actor, task.id, "", is_dutch=True)
    assert await translating_words.put_in_dutch(town.work, str(task.message_id)) is None


async def test_what_fatma_changes_is_translated_again(town: Town) -> None:
    with_translators(town, ELIF_TR)
    await _asks(town)
    await questions.edit(town.work, FATMA.actor, "7", "Babam?")
    task = only(town, Direction.WORDS)
    await translating_words.write(town.work, ELIF.actor, task.id, "Mijn vader?")
    await questions.edit(town.work, FATMA.actor, "7", "Ablam?")
    assert [one.state for one in town.rows.translations.values()] == [TaskState.DONE, TaskState.ASKED]
    assert await translating_words.put_in_dutch(town.work, str(task.message_id)) is None


async def test_elif_hears_that_fatma_changed_what_she_has_and_what_she_made_of_the_old_words_is_not_kept(town: Town) -> None:
    with_translators(town, ELIF_TR)
    await _asks(town)
    task = only(town, Direction.WORDS)
    seen = await translating_words.version(town.work, task)
    await questions.edit(town.work, FATMA.actor, "7", "Babam?")
    assert town.told("words_changed") == [ELIF.id]
    for what in ({"words": "Mijn moeder?"}, {"words": "", "is_dutch": True}):
        with pytest.raises(Stale, match="words_changed"):
            await translating_words.write(town.work, ELIF.actor, task.id, seen=seen, **what)
    now = await translating_words.version(town.work, task)
    await translating_words.write(town.work, ELIF.actor, task.id, "Mijn vader?", seen=now)
    await questions.edit(town.work, FATMA.actor, "7", "Babam?")
    assert town.told("words_changed") == [ELIF.id], "the same words are no change"
    assert only(town, Direction.WORDS).state is TaskState.DONE


async def test_elif_hears_that_noor_changed_her_answer_while_it_waits(town: Town) -> None:
    with_translators(town, ELIF_TR)
    question_id = await _asks(town)
    await questions.answer(town.work, NOOR.actor, question_id, "Ja, graag!", external_id="noor-9")
    task = only(town, Direction.ANSWER)
    seen = await translating_words.version(town.work, task)
    await questions.edit(town.work, NOOR.actor, "noor-9", "Nee, toch niet.")
    assert town.told("words_changed") == [ELIF.id]
    with pytest.raises(Stale, match="words_changed"):
        await translating_words.write(town.work, ELIF.actor, task.id, "Evet!", seen=seen)
    assert town.told("question_answered") == []


async def test_an_answer_waits_for_elif_and_then_goes(town: Town) -> None:
    with_translators(town, ELIF_TR)
    question_id = await _asks(town)
    message = await questions.answer(town.work, NOOR.actor, question_id, "Ja, graag!")
    assert town.told("question_answered") == []
    task = only(town, Direction.ANSWER)
    await translating_words.write(town.work, ELIF.actor, task.id, "Evet!")
    assert town.told("question_answered") == [FATMA.id]
    found = await translating_words.put_for_parent(town.work, message.id)
    assert found is not None
    assert found.words == "Evet!"
    with pytest.raises(Stale, match="translation_gone"):
        await translating_words.write(town.work, ELIF.actor, task.id, "Evet!")


async def test_an_answer_that_nobody_can_translate_goes_as_it_is(town: Town) -> None:
    question_id = await _asks(town)
    await questions.answer(town.work, NOOR.actor, question_id, "Ja, graag!")
    assert town.told("question_answered") == [FATMA.id]


async def test_an_answer_that_waits_a_day_is_told_and_can_be_sent_as_it_is(town: Town) -> None:
    with_translators(town, ELIF_TR)
    question_id = await _asks(town)
    message = await questions.answer(town.work, NOOR.actor, question_id, "Ja, graag!")
    task = only(town, Direction.ANSWER)
    town.clock.move(days=1)
    await translations_late.look(town.work, VOORBEELDSTAD)
    assert set(town.told("translation_stuck")) == {NOOR.id, BRAM.id}
    await translating_words.send_as_it_is(town.work, BRAM.actor, task.id)
    assert town.told("question_answered") == [FATMA.id]
    assert await translating_words.put_for_parent(town.work, message.id) is None
    with pytest.raises(Stale, match="translation_gone"):
        await translating_words.send_as_it_is(town.work, NOOR.actor, task.id)


async def test_a_closed_question_still_gets_its_answer(town: Town) -> None:
    with_translators(town, ELIF_TR)
    question_id = await _asks(town)
    await questions.answer(town.work, NOOR.actor, question_id, "Ja, graag!")
    await questions.close(town.work, NOOR.actor, question_id)
    await translating_words.write(town.work, ELIF.actor, only(town, Direction.ANSWER).id, "Evet!")
    assert town.told("question_answered") == [FATMA.id]


async def test_nothing_is_translated_for_a_parent_who_left(town: Town) -> None:
    with_translators(town, ELIF_TR)
    question_id = await _asks(town)
    await questions.answer(town.work, NOOR.actor, question_id, "Ja, graag!")
    await leaving.stop(town.work, FATMA.actor)
    assert {task.state for task in town.rows.translations.values()} == {TaskState.DROPPED}


async def test_words_beside_a_reaction_are_translated_only_when_they_may_be_read(town: Town) -> None:
    with_translators(town, ELIF_TR)
    town.rows.bulletins["full"] = replace(town.rows.bulletins["full"], state=BulletinState.SENDING)
    await reactions.add_words(town.work, FATMA.actor, "full", MEANING, "Daha çok zaman.")
    assert town.rows.translations == {}
    await reactions.add_words(town.work, FATMA.actor, "full", MEANING, may_show=True)
    task = only(town, Direction.WORDS)
    told = await disclosure.to_translate(town.work, ELIF.actor, task.id)
    assert (told.pseudonym, told.has_words) == ("", True)
    await reactions.hide_words(town.work, FATMA.actor)
    assert only(town, Direction.WORDS).state is TaskState.DROPPED


async def _spoken(town: Town, content: bytes | None, seconds: int = 5) -> str:
    """Elif read the whole of `meaning` aloud: the id of the work."""
    with_translators(town, ELIF_TR)
    without_turkish(town, "follow_up")
    await translating.ask(town.work, NOOR.actor, "full")
    task = only(town, Direction.BULLETIN)
    state = MediaState.FETCHED if content is not None else MediaState.WANTED
    media = Media("voice", VOORBEELDSTAD.id, BOT.id, ELIF.id, "voice", "file", MONDAY_MORNING, state, seconds)
    await town.work.uow.media.save(media, content)
    await reading_aloud.keep(town.work, ELIF.actor, task.id, "meaning", media.id)
    return task.id


async def _look(town: Town) -> None:
    for look in await town.work.uow.follow_ups.due(town.clock.now(), 10):
        await due.carry_out(town.work, look)


async def test_a_voice_is_kept_for_these_words_once_it_is_fetched(town: Town) -> None:
    await _spoken(town, None)
    await _look(town)
    assert town.rows.recordings == {}
    media = await town.work.uow.media.get("voice")
    await town.work.uow.media.save(replace(media, state=MediaState.FETCHED), TONE)
    town.clock.move(minutes=1)
    await _look(town)
    found = await town.work.uow.recordings.find(VOORBEELDSTAD.id, "tr", heard("meaning", "meaning (tr)"))
    assert found is not None
    assert (found.content, found.by, found.from_file) == (TONE, ELIF.id, False)


async def test_who_approves_the_words_approves_how_they_are_read_aloud(town: Town) -> None:
    await _spoken(town, TONE)
    await _look(town)
    text_hash = heard("meaning", "meaning (tr)")
    assert await town.work.uow.recordings.there(VOORBEELDSTAD.id, "tr", [text_hash]) == set()
    revision = town.rows.revisions[str(town.rows.bulletins["full"].revision_id)]
    assert await reading_aloud.approve_all(town.work, ELIF.actor, revision, "tr") == 0, "nobody approves their own voice"
    assert await reading_aloud.approve_all(town.work, NOOR.actor, revision, "tr") == 1
    assert await town.work.uow.recordings.there(VOORBEELDSTAD.id, "tr", [text_hash]) == {text_hash}


async def test_a_voice_that_cannot_be_played_is_told(town: Town) -> None:
    await _spoken(town, b"no Ogg")
    await _look(town)
    assert town.rows.recordings == {}
    assert town.told("voice_not_kept") == [ELIF.id]


async def test_a_voice_that_is_too_long_or_of_somebody_else_is_refused(town: Town) -> None:
    with pytest.raises(Refused, match="too_long"):
        await _spoken(town, None, seconds=31)
    task = only(town, Direction.BULLETIN)
    other = replace(await town.work.uow.media.get("voice"), id="other", person_id=BRAM.id)
    await town.work.uow.media.add(other)
    for media_id, element in (("other", "meaning"), ("voice", "follow_up")):
        with pytest.raises(Refused, match="nothing_said"):
            await reading_aloud.keep(town.work, ELIF.actor, task.id, element, media_id)
