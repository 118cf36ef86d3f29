"""A voice beside a reaction: who hears it, by which yes, what becomes of it, and how that yes is taken back."""

from dataclasses import replace

import pytest

from bot.domain.actor import Role
from bot.domain.bulletin import BulletinState
from bot.domain.consent import Purpose
from bot.domain.errors import NotAllowed, Refused, Stale
from bot.domain.person import Person, PersonState
from bot.domain.reaction import MEANING
from bot.domain.translation import Direction, TaskState, TranslationTask
from bot.services.hearing import disclosure, reactions, voices
from bot.services.hearing.disclosure import Form
from bot.services.hearing.voices import Hearing
from bot.services.people import consenting, leaving
from bot.services.translation import assigning, translating_words, translations_late
from bot.services.translation.translation_queue import queue
from tests.people import BRAM, ELIF, FATMA, LOTTE, NOOR, VOORBEELDSTAD
from tests.services.conftest import PLAYGROUP, Town
from tests.services.translators import ELIF_TR, LEYLA, only, with_translators

VOICE = "voice-1"
SAID = "Meer tijd bij het consultatiebureau."


@pytest.fixture
def sent(town: Town) -> Town:
    """The bulletin is with the parents; Elif translates Turkish."""
    town.rows.bulletins["full"] = replace(town.rows.bulletins["full"], state=BulletinState.SENDING)
    with_translators(town, ELIF_TR)
    return town


async def speaks(town: Town, parent: Person, subject: str = MEANING, media_id: str = VOICE) -> None:
    """A voice note, of which coordinators may read the words."""
    await reactions.add_words(town.work, parent.actor, "full", subject, media_id=media_id)
    shown = await consenting.question(town.work, parent.actor, Purpose.WORDS)
    await reactions.show_words(town.work, parent.actor, "full", subject, shown)


async def lets_hear(town: Town, parent: Person, subject: str = MEANING) -> None:
    shown = await consenting.question(town.work, parent.actor, Purpose.VOICE)
    await voices.let_hear(town.work, parent.actor, "full", subject, shown)


async def hearing(town: Town, parent: Person, subject: str = MEANING) -> Hearing:
    return await voices.hearing(town.work, parent.actor, "full", subject)


async def read(town: Town) -> list[tuple[Form, str]]:
    """What Noor reads: in which form, and the Dutch that somebody made of it."""
    found = await disclosure.words(town.work, NOOR.actor, "full")
    made = town.rows.translations
    return [(said.form, made[said.translation_id].words if said.translation_id else said.text) for said in found]


def work_of(town: Town) -> TranslationTask:
    return only(town, Direction.WORDS)


@pytest.mark.parametrize("parent", [LOTTE, FATMA], ids=["Dutch", "Turkish"])
async def test_without_a_yes_nobody_hears_it_whatever_the_language(sent: Town, parent: Person) -> None:
    await speaks(sent, parent)
    assert await hearing(sent, parent) is Hearing.NOT_ASKED
    assert sent.rows.translations == {}
    assert sent.told("translation_asked") == []
    assert await read(sent) == [(Form.UNHEARD, "")]


async def test_elif_hears_what_fatma_said_in_turkish_and_puts_it_into_dutch(sent: Town) -> None:
    await speaks(sent, FATMA)
    await lets_hear(sent, FATMA)
    task = work_of(sent)
    assert (task.language, task.translator_id, task.parent_id) == ("tr", ELIF.id, FATMA.id)
    told = await disclosure.to_translate(sent.work, ELIF.actor, task.id)
    assert (told.media_id, told.has_words, told.pseudonym) == (VOICE, False, "")
    assert await read(sent) == [(Form.WAITS, "")]
    await translating_words.write(sent.work, ELIF.actor, task.id, SAID)
    assert await read(sent) == [(Form.WORDS, SAID)]


async def test_what_lotte_said_in_dutch_is_written_down_by_who_translates_any_language(sent: Town) -> None:
    await speaks(sent, LOTTE)
    await lets_hear(sent, LOTTE)
    task = work_of(sent)
    assert (task.language, task.translator_id, sent.told("translation_asked")) == ("nl", ELIF.id, [ELIF.id])
    assert (await disclosure.to_translate(sent.work, ELIF.actor, task.id)).media_id == VOICE
    await translating_words.write(sent.work, ELIF.actor, task.id, SAID)
    assert await read(sent) == [(Form.WORDS, SAID)]


async def test_a_coordinator_writes_it_down_when_nobody_translates(sent: Town) -> None:
    sent.put(replace(ELIF_TR, state=PersonState.STOPPED))
    await speaks(sent, LOTTE)
    await lets_hear(sent, LOTTE)
    task = work_of(sent)
    assert task.translator_id == BRAM.id
    assert (await disclosure.to_translate(sent.work, BRAM.actor, task.id)).media_id == VOICE
    await assigning.hand_back(sent.work, BRAM.actor, task.id)
    assert work_of(sent).translator_id == NOOR.id
    await translating_words.write(sent.work, NOOR.actor, task.id, SAID)
    assert await read(sent) == [(Form.WORDS, SAID)]


async def test_a_coordinator_who_translates_nothing_takes_no_turkish(sent: Town) -> None:
    sent.put(replace(ELIF_TR, state=PersonState.STOPPED))
    await speaks(sent, FATMA)
    await lets_hear(sent, FATMA)
    assert work_of(sent).translator_id is None
    assert (await queue(sent.work, NOOR.actor)).free == ()
    with pytest.raises(NotAllowed):
        await assigning.take(sent.work, NOOR.actor, work_of(sent).id)


async def test_dutch_that_nobody_took_can_be_taken_by_anybody_of_the_team(sent: Town) -> None:
    await speaks(sent, LOTTE)
    await lets_hear(sent, LOTTE)
    task = replace(work_of(sent), translator_id=None)
    sent.rows.translations[task.id] = task
    with_translators(sent, LEYLA)
    for somebody in (LEYLA, NOOR):
        assert [one.task.id for one in (await queue(sent.work, somebody.actor)).free] == [task.id]
    await assigning.take(sent.work, NOOR.actor, task.id)
    assert work_of(sent).translator_id == NOOR.id


async def test_nobody_hears_their_own_voice_or_one_of_who_declines_them(sent: Town) -> None:
    lotte_translates = replace(LOTTE, roles=LOTTE.roles | {Role.KEY_PERSON}, declines=frozenset({ELIF.id}))
    sent.put(lotte_translates)
    await speaks(sent, lotte_translates)
    await lets_hear(sent, lotte_translates)
    assert work_of(sent).translator_id in {NOOR.id, BRAM.id}


async def test_only_who_writes_it_down_gets_the_voice(sent: Town) -> None:
    with_translators(sent, LEYLA)
    await speaks(sent, LOTTE)
    await lets_hear(sent, LOTTE)
    task = work_of(sent)
    others = [person for person in (ELIF, LEYLA, NOOR, BRAM) if person.id != task.translator_id]
    for other in others:
        with pytest.raises(Stale, match="translation_gone"):
            await disclosure.to_translate(sent.work, other.actor, task.id)


async def test_a_yes_holds_for_a_later_voice_without_asking_again(sent: Town) -> None:
    await speaks(sent, LOTTE)
    await lets_hear(sent, LOTTE)
    await speaks(sent, LOTTE, PLAYGROUP.id, "voice-2")
    assert await hearing(sent, LOTTE, PLAYGROUP.id) is Hearing.ALLOWED
    assert len(sent.rows.translations) == 2
    consents = [c for c in await sent.work.uow.people.consents(LOTTE.id) if c.purpose is Purpose.VOICE]
    assert len(consents) == 1


async def test_a_voice_that_nobody_might_hear_stays_unheard_when_a_later_one_may_be(sent: Town) -> None:
    await speaks(sent, LOTTE)
    await speaks(sent, LOTTE, PLAYGROUP.id, "voice-2")
    await lets_hear(sent, LOTTE, PLAYGROUP.id)
    assert work_of(sent).reaction_id == next(r.id for r in sent.rows.reactions.values() if r.subject == PLAYGROUP.id)
    assert sorted(form for form, _ in await read(sent)) == [Form.UNHEARD, Form.WAITS]


async def test_other_words_spoken_later_are_asked_about_anew_before_anybody_hears_them(sent: Town) -> None:
    await speaks(sent, LOTTE)
    await lets_hear(sent, LOTTE)
    await reactions.add_words(sent.work, LOTTE.actor, "full", MEANING, media_id="voice-2")
    assert work_of(sent).state is TaskState.DROPPED
    assert await hearing(sent, LOTTE) is Hearing.NO_VOICE, "of which coordinators may not read the words yet"


async def test_typed_words_have_no_voice_to_ask_about(sent: Town) -> None:
    await reactions.add_words(sent.work, LOTTE.actor, "full", MEANING, SAID, may_show=True)
    assert await hearing(sent, LOTTE) is Hearing.NO_VOICE
    shown = await consenting.question(sent.work, LOTTE.actor, Purpose.VOICE)
    with pytest.raises(Refused, match="nothing_said"):
        await voices.let_hear(sent.work, LOTTE.actor, "full", MEANING, shown)


async def test_a_yes_to_words_that_changed_is_no_yes(sent: Town) -> None:
    await speaks(sent, LOTTE)
    shown = await consenting.question(sent.work, LOTTE.actor, Purpose.VOICE)
    sent.words.edition = " (2)"
    with pytest.raises(Refused, match="words_changed"):
        await voices.let_hear(sent.work, LOTTE.actor, "full", MEANING, shown)
    assert await read(sent) == [(Form.UNHEARD, "")]


async def test_lotte_takes_it_back_while_it_waits_and_nobody_hears_it_any_more(sent: Town) -> None:
    await speaks(sent, LOTTE)
    await lets_hear(sent, LOTTE)
    assert await voices.hide(sent.work, LOTTE.actor) == 1
    task = work_of(sent)
    assert task.state is TaskState.DROPPED
    for way in (
        disclosure.to_translate(sent.work, ELIF.actor, task.id),
        translating_words.write(sent.work, ELIF.actor, task.id, SAID),
    ):
        with pytest.raises(Stale, match="translation_gone"):
            await way
    assert await read(sent) == [(Form.UNHEARD, "")]
    assert not await consenting.stands(sent.work, LOTTE, Purpose.VOICE)
    assert await consenting.stands(sent.work, LOTTE, Purpose.WORDS)
    assert await voices.hide(sent.work, LOTTE.actor) == 0


async def test_what_was_written_down_before_stays_until_the_words_are_taken_back_too(sent: Town) -> None:
    await speaks(sent, LOTTE)
    await lets_hear(sent, LOTTE)
    await translating_words.write(sent.work, ELIF.actor, work_of(sent).id, SAID)
    await voices.hide(sent.work, LOTTE.actor)
    assert await read(sent) == [(Form.WORDS, SAID)]
    await reactions.hide_words(sent.work, LOTTE.actor)
    assert await read(sent) == []
    assert work_of(sent).state is TaskState.DROPPED


async def test_after_taking_it_back_it_is_asked_again_for_a_new_voice(sent: Town) -> None:
    await speaks(sent, LOTTE)
    await lets_hear(sent, LOTTE)
    await voices.hide(sent.work, LOTTE.actor)
    await speaks(sent, LOTTE, PLAYGROUP.id, "voice-2")
    assert await hearing(sent, LOTTE, PLAYGROUP.id) is Hearing.NOT_ASKED


@pytest.mark.parametrize("leaves", [leaving.stop, leaving.start_forgetting])
async def test_who_stops_or_is_forgotten_is_heard_by_nobody_any_more(sent: Town, leaves: object) -> None:
    await speaks(sent, LOTTE)
    await lets_hear(sent, LOTTE)
    await leaves(sent.work, LOTTE.actor)  # type: ignore[operator]
    assert work_of(sent).state is TaskState.DROPPED
    with pytest.raises(Stale, match="translation_gone"):
        await disclosure.to_translate(sent.work, ELIF.actor, work_of(sent).id)


async def test_stop_takes_the_yes_back_so_that_coming_back_does_not_bring_it_along(sent: Town) -> None:
    await speaks(sent, LOTTE)
    await lets_hear(sent, LOTTE)
    await leaving.stop(sent.work, LOTTE.actor)
    sent.put(LOTTE)
    assert await hearing(sent, LOTTE) is Hearing.NOT_ASKED
    assert await read(sent) == [(Form.UNHEARD, "")]
    known = await leaving.what_we_know(sent.work, LOTTE.actor)
    assert known.consents[Purpose.VOICE].withdrawn_at == sent.clock.now()


async def test_who_stopped_says_yes_to_nothing(sent: Town) -> None:
    await speaks(sent, LOTTE)
    shown = await consenting.question(sent.work, LOTTE.actor, Purpose.VOICE)
    await leaving.stop(sent.work, LOTTE.actor)
    with pytest.raises(Refused, match="not_joined"):
        await voices.let_hear(sent.work, LOTTE.actor, "full", MEANING, shown)


async def test_a_voice_is_not_done_with_a_tap_that_it_is_dutch_already(sent: Town) -> None:
    await speaks(sent, FATMA)
    await lets_hear(sent, FATMA)
    with pytest.raises(Refused, match="nothing_said"):
        await translating_words.write(sent.work, ELIF.actor, work_of(sent).id, "", is_dutch=True)


async def test_what_was_written_down_since_noor_looked_is_new_to_her(sent: Town) -> None:
    await speaks(sent, LOTTE)
    await lets_hear(sent, LOTTE)
    await disclosure.look_at_words(sent.work, NOOR.actor, "full")
    looked = sent.clock.now()
    sent.clock.move(hours=1)
    await translating_words.write(sent.work, ELIF.actor, work_of(sent).id, SAID)
    [said] = await disclosure.words_since(sent.work, NOOR.actor, "full", since=looked)
    assert said.is_new


async def test_work_on_a_voice_from_before_anybody_was_asked_is_not_heard_and_goes(sent: Town) -> None:
    await speaks(sent, FATMA)
    [reaction] = sent.rows.reactions.values()
    task = TranslationTask(
        "of-before", VOORBEELDSTAD.id, Direction.WORDS, "tr", TaskState.ASKED, sent.clock.now(), reaction_id=reaction.id,
        parent_id=FATMA.id, translator_id=ELIF.id,
    )  # fmt: skip
    sent.rows.translations[task.id] = task
    with pytest.raises(Stale, match="translation_gone"):
        await disclosure.to_translate(sent.work, ELIF.actor, task.id)
    with pytest.raises(Stale, match="translation_gone"):
        await translating_words.write(sent.work, ELIF.actor, task.id, SAID)
    await translations_late.look(sent.work, VOORBEELDSTAD)
    assert work_of(sent).state is TaskState.DROPPED


async def test_words_typed_beside_a_voice_are_translated_without_hearing_it(sent: Town) -> None:
    await reactions.add_words(sent.work, FATMA.actor, "full", MEANING, "Daha çok zaman.", media_id=VOICE, may_show=True)
    told = await disclosure.to_translate(sent.work, ELIF.actor, work_of(sent).id)
    assert (told.has_words, told.media_id) == (True, None)
    await lets_hear(sent, FATMA)
    [open_one] = [task for task in sent.rows.translations.values() if task.state is TaskState.ASKED]
    assert (await disclosure.to_translate(sent.work, ELIF.actor, open_one.id)).media_id == VOICE
    await voices.hide(sent.work, FATMA.actor)
    assert (await disclosure.to_translate(sent.work, ELIF.actor, open_one.id)).media_id is None
