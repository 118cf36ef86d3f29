"""A bulletin in the languages of parents: who is asked, how much, who writes, who reads it, and what changes meanwhile."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.actor import Role
from bot.domain.bulletin import BulletinState, SecondLook
from bot.domain.errors import NotAllowed, Refused, Stale
from bot.domain.person import PersonState
from bot.domain.translation import Direction, TaskState
from bot.services.delivery import sending
from bot.services.people import leaving
from bot.services.people.crew import MOST_OPEN, crew_of
from bot.services.speaking import languages
from bot.services.translation import assigning, second_reading, translating, translations_late
from bot.services.translation.translation_queue import queue
from bot.services.writing import drafting
from bot.services.writing.drafting import Change
from tests.fakes.clock import MONDAY_MORNING
from tests.people import BRAM, ELIF, FATMA, KASIA, NOOR, VOORBEELDSTAD, WILLEM
from tests.services.conftest import PLAYGROUP, Town, full_revision
from tests.services.translators import BRAM_TR, ELIF_TR, LEYLA, only, with_translators, without_turkish

MEANING, TITLE = "meaning", f"proposal:{PLAYGROUP.id}:title"


async def _written(town: Town) -> str:
    """Elif wrote all of it, and Leyla is to read it: the id of the work."""
    with_translators(town, ELIF_TR, LEYLA)
    without_turkish(town, MEANING)
    await translating.ask(town.work, NOOR.actor, "full")
    task = only(town, Direction.BULLETIN)
    await translating.write(town.work, ELIF.actor, task.id, MEANING, "Anladıklarımız")
    await translating.submit(town.work, ELIF.actor, task.id)
    return task.id


async def test_only_what_parents_read_and_nobody_approved_is_asked_from_whoever_has_least_to_do(town: Town) -> None:
    with_translators(town, ELIF_TR, LEYLA)
    without_turkish(town)
    asked = await translating.ask(town.work, NOOR.actor, "full")
    assert (asked.asked, asked.nobody) == (("tr",), ())
    assert only(town, Direction.BULLETIN).translator_id == ELIF.id
    assert town.told("translation_asked") == [ELIF.id]
    assert (await translating.ask(town.work, NOOR.actor, "full")).asked == ()
    crew = await crew_of(town.work, VOORBEELDSTAD.id)
    assert [person.id for person in crew.translators("tr")] == [LEYLA.id, ELIF.id]


async def test_nobody_gets_more_than_a_person_can_do_and_coordinators_hear_it(town: Town) -> None:
    with_translators(town, ELIF_TR)
    without_turkish(town)
    await translating.ask(town.work, NOOR.actor, "full")
    first = only(town, Direction.BULLETIN)
    for number in range(1, MOST_OPEN):
        town.rows.translations[f"task-{number}"] = replace(first, id=f"task-{number}", bulletin_id="other")
    town.rows.translations[first.id] = replace(first, language="pl")
    asked = await translating.ask(town.work, NOOR.actor, "full", "tr")
    assert (asked.asked, asked.nobody) == ((), ("tr",))
    assert town.told("translation_stuck") == [BRAM.id]


async def test_who_is_away_or_left_is_not_asked(town: Town) -> None:
    away = replace(LEYLA, away_from=date(2026, 11, 20), away_until=date(2026, 11, 23))
    with_translators(town, replace(ELIF_TR, state=PersonState.UNREACHABLE), away)
    without_turkish(town)
    assert (await translating.ask(town.work, NOOR.actor, "full")).nobody == ("tr",)
    town.clock.move(days=1)
    assert [p.id for p in (await crew_of(town.work, VOORBEELDSTAD.id)).translators("tr")] == [LEYLA.id]


async def test_the_same_dutch_that_was_approved_before_is_not_asked_again(town: Town) -> None:
    with_translators(town, ELIF_TR)
    other = replace(full_revision(1), id="earlier-1", bulletin_id="earlier")
    town.revise(other)
    town.approve(other, "tr")
    revision = without_turkish(town)
    assert (await translating.ask(town.work, NOOR.actor, "full")).asked == ()
    now = town.rows.revisions[str(town.rows.bulletins["full"].revision_id)]
    assert now.number == revision.number + 1
    assert await languages.may_read(town.work, now, "tr")


async def test_dutch_that_is_not_complete_is_not_asked(town: Town) -> None:
    revision = full_revision(2)
    town.revise(replace(revision, texts={key: w for key, w in revision.texts.items() if key[1] != MEANING}))
    with pytest.raises(Refused, match="element_missing"):
        await translating.ask(town.work, NOOR.actor, "full")


async def test_elif_writes_and_leyla_approves_but_never_who_wrote(town: Town) -> None:
    task_id = await _written(town)
    assert town.told("translation_to_read") == [LEYLA.id]
    with pytest.raises(Refused, match="own_work"):
        await second_reading.to_read(town.work, ELIF.actor, task_id)
    with pytest.raises(NotAllowed):
        await second_reading.to_read(town.work, BRAM.actor, task_id)
    _, revision = await second_reading.to_read(town.work, LEYLA.actor, task_id)
    await second_reading.approve(town.work, LEYLA.actor, task_id, revision.id)
    assert await languages.may_read(town.work, revision, "tr")
    assert town.rows.translations[task_id].state is TaskState.DONE
    assert set(town.told("translations_ready")) == {NOOR.id, BRAM.id}
    with pytest.raises(Stale, match="translation_gone"):
        await second_reading.approve(town.work, LEYLA.actor, task_id, revision.id)


async def test_who_wrote_a_part_and_handed_it_back_does_not_read_it(town: Town) -> None:
    with_translators(town, ELIF_TR, LEYLA, BRAM_TR)
    without_turkish(town, MEANING, TITLE)
    await translating.ask(town.work, NOOR.actor, "full")
    task = only(town, Direction.BULLETIN)
    await translating.write(town.work, ELIF.actor, task.id, MEANING, "Anladıklarımız")
    await assigning.hand_back(town.work, ELIF.actor, task.id)
    await translating.write(town.work, LEYLA.actor, task.id, TITLE, "Kahve sabahı")
    task = await translating.submit(town.work, LEYLA.actor, task.id)
    assert task.reader_id == BRAM.id
    assert await assigning.writers(town.work, task) == {ELIF.id, LEYLA.id}


async def test_words_that_changed_since_they_were_read_are_not_approved(town: Town) -> None:
    task_id = await _written(town)
    _, seen = await second_reading.to_read(town.work, LEYLA.actor, task_id)
    await drafting.translate(town.work, NOOR.actor, "full", "tr", {MEANING: "Başka"})
    with pytest.raises(Stale, match="words_changed"):
        await second_reading.approve(town.work, LEYLA.actor, task_id, seen.id)


async def test_without_a_second_reader_a_coordinator_may_approve_and_says_why(town: Town) -> None:
    with_translators(town, ELIF_TR)
    without_turkish(town, MEANING)
    await translating.ask(town.work, NOOR.actor, "full")
    task = only(town, Direction.BULLETIN)
    await translating.write(town.work, ELIF.actor, task.id, MEANING, "Anladıklarımız")
    assert (await translating.submit(town.work, ELIF.actor, task.id)).reader_id is None
    assert set(town.told("translation_unread")) == {NOOR.id, BRAM.id}
    with pytest.raises(Refused, match="nothing_said"):
        await second_reading.approve_on_word(town.work, NOOR.actor, task.id, " ")
    with_translators(town, LEYLA)
    with pytest.raises(Refused, match="reader_there"):
        await second_reading.approve_on_word(town.work, NOOR.actor, task.id, "Elif kan dit.")
    town.put(replace(LEYLA, state=PersonState.STOPPED))
    done = await second_reading.approve_on_word(town.work, NOOR.actor, task.id, "Elif kan dit.")
    assert (done.state, done.words) == (TaskState.DONE, "Elif kan dit.")
    [event] = [event for event in town.rows.audit.values() if event.what == "translation_approved_on_word"]
    assert (event.actor_id, event.reason) == (NOOR.id, "no_second_reader")


async def test_what_is_sent_back_is_elifs_again_with_the_remark(town: Town) -> None:
    task_id = await _written(town)
    with pytest.raises(Refused, match="nothing_said"):
        await second_reading.send_back(town.work, LEYLA.actor, task_id, "")
    await second_reading.send_back(town.work, LEYLA.actor, task_id, "Deel 2 klopt niet.")
    assert town.rows.translations[task_id].state is TaskState.ASKED
    assert town.told("translation_sent_back") == [ELIF.id]


async def test_changed_dutch_is_asked_again_and_only_that(town: Town) -> None:
    task_id = await _written(town)
    now = town.rows.bulletins["full"]
    await drafting.change(town.work, NOOR.actor, "full", str(now.revision_id), Change({MEANING: "Anders begrepen."}))
    task = town.rows.translations[task_id]
    assert (task.state, task.reader_id) == (TaskState.ASKED, None)
    assert town.told("translation_changed") == [ELIF.id]
    assert (await translating.newest(town.work, task)).missing("tr") == (MEANING,)


async def _approved(town: Town) -> None:
    """Elif translated it, and Leyla approved."""
    task_id = await _written(town)
    await second_reading.approve(town.work, LEYLA.actor, task_id, str(town.rows.bulletins["full"].revision_id))


async def test_dutch_that_changes_after_turkish_was_approved_is_asked_again_of_who_translated_it(town: Town) -> None:
    await _approved(town)
    seen = str(town.rows.bulletins["full"].revision_id)
    made = await drafting.change(town.work, NOOR.actor, "full", seen, Change({MEANING: "Dit weegt het zwaarst."}))
    assert "tr" in made.asked_again
    [again] = await translating.open_of(town.work, "full")
    assert (again.translator_id, again.language) == (ELIF.id, "tr")
    assert town.told("translation_changed") == [ELIF.id]
    assert made.revision.missing("tr") == (MEANING,)
    await translating.write(town.work, ELIF.actor, again.id, MEANING, "En önemlisi bu.")
    await translating.submit(town.work, ELIF.actor, again.id)
    await second_reading.approve(town.work, LEYLA.actor, again.id, str(town.rows.bulletins["full"].revision_id))
    now = town.rows.revisions[str(town.rows.bulletins["full"].revision_id)]
    assert await languages.may_read(town.work, now, "tr")


async def test_more_changes_are_one_piece_of_work(town: Town) -> None:
    await _approved(town)
    for part in (MEANING, "follow_up"):
        seen = str(town.rows.bulletins["full"].revision_id)
        await drafting.change(town.work, NOOR.actor, "full", seen, Change({part: "Anders."}))
    assert len(await translating.open_of(town.work, "full")) == 1


async def test_who_has_too_much_to_do_is_not_asked_again_and_another_is(town: Town) -> None:
    await _approved(town)
    done = only(town, Direction.BULLETIN)
    for number in range(MOST_OPEN):
        busy = replace(done, id=f"task-{number}", bulletin_id="other", state=TaskState.ASKED)
        town.rows.translations[busy.id] = busy
    seen = str(town.rows.bulletins["full"].revision_id)
    await drafting.change(town.work, NOOR.actor, "full", seen, Change({MEANING: "Anders."}))
    assert [task.translator_id for task in await translating.open_of(town.work, "full")] == [LEYLA.id]
    assert town.told("translation_asked")[-1] == LEYLA.id


async def test_without_a_translator_coordinators_hear_that_turkish_is_to_be_done_again(town: Town) -> None:
    await _approved(town)
    for somebody in (ELIF_TR, LEYLA):
        town.put(replace(somebody, state=PersonState.UNREACHABLE))
    seen = str(town.rows.bulletins["full"].revision_id)
    await drafting.change(town.work, NOOR.actor, "full", seen, Change({MEANING: "Anders."}))
    assert town.told("translation_stuck") == [BRAM.id]


async def test_a_language_that_nobody_was_asked_for_is_only_told_to_the_writer(town: Town) -> None:
    with_translators(town, ELIF_TR, LEYLA)
    made = await drafting.change(town.work, NOOR.actor, "full", "full-1", Change({MEANING: "Anders."}))
    assert (made.asked_again, set(made.fallen)) == ((), {"en", "tr", "ar", "pl"})
    assert await translating.open_of(town.work, "full") == []


async def test_a_part_that_is_taken_out_is_asked_again_once_it_is_written_anew(town: Town) -> None:
    await _approved(town)
    made = await drafting.change(
        town.work, NOOR.actor, "full", str(town.rows.bulletins["full"].revision_id), Change({MEANING: ""})
    )
    assert (made.asked_again, await translating.open_of(town.work, "full")) == ((), [])
    again = await drafting.change(town.work, NOOR.actor, "full", made.revision.id, Change({MEANING: "Anders."}))
    assert again.asked_again == ("tr",)


async def test_the_same_dutch_that_was_approved_elsewhere_brings_its_turkish_along(town: Town) -> None:
    await _approved(town)
    texts = {("nl", MEANING): "Dit weegt het zwaarst.", ("tr", MEANING): "En önemlisi bu."}
    other = replace(full_revision(1), id="earlier-1", bulletin_id="earlier", texts=full_revision(1).texts | texts)
    town.revise(other)
    town.approve(other, "tr")
    seen = str(town.rows.bulletins["full"].revision_id)
    made = await drafting.change(town.work, NOOR.actor, "full", seen, Change({MEANING: "Dit weegt het zwaarst."}))
    assert "tr" not in {*made.asked_again, *made.fallen}
    assert made.revision.texts["tr", MEANING] == "En önemlisi bu."
    assert made.bulletin.revision_id == made.revision.id


async def test_who_waits_for_turkish_gets_it_once_it_is_approved(town: Town) -> None:
    with_translators(town, ELIF_TR, LEYLA)
    revision = without_turkish(town, MEANING)
    town.rows.looks[revision.id] = SecondLook(revision.id, VOORBEELDSTAD.id, BRAM.id, MONDAY_MORNING)
    await sending.send(town.work, NOOR.actor, "full")
    assert (town.delivery(FATMA).state, town.delivery(FATMA).reason) == ("waiting", "language_not_approved")
    await translating.ask(town.work, NOOR.actor, "full")
    task = only(town, Direction.BULLETIN)
    await translating.write(town.work, ELIF.actor, task.id, MEANING, "Anladıklarımız")
    await translating.submit(town.work, ELIF.actor, task.id)
    _, seen = await second_reading.to_read(town.work, LEYLA.actor, task.id)
    await second_reading.approve(town.work, LEYLA.actor, task.id, seen.id)
    assert town.delivery(FATMA).state == "pending"


async def test_how_each_language_stands_is_seen_at_a_glance(town: Town) -> None:
    with_translators(town, ELIF_TR)
    without_turkish(town, MEANING, TITLE)
    await translating.ask(town.work, NOOR.actor, "full")
    lines = {line.language: line for line in await translating.overview(town.work, NOOR.actor, "full")}
    turkish = lines["tr"]
    assert (turkish.state, turkish.who, turkish.done, turkish.total, turkish.parents) == ("writing", ELIF.id, 4, 6, 1)
    assert (lines["ar"].state, lines["ar"].parents) == ("approved", 2)
    assert next(iter(lines)) == "ar"


async def test_bad_words_and_somebody_elses_work_are_refused(town: Town) -> None:
    with_translators(town, ELIF_TR, LEYLA)
    without_turkish(town, MEANING)
    await translating.ask(town.work, NOOR.actor, "full")
    task = only(town, Direction.BULLETIN)
    for words, code in (("  ", "nothing_said"), ("w" * 901, "too_long")):
        with pytest.raises(Refused, match=code):
            await translating.write(town.work, ELIF.actor, task.id, MEANING, words)
    with pytest.raises(Stale, match="source_changed"):
        await translating.write(town.work, ELIF.actor, task.id, "weather", "Güneşli")
    with pytest.raises(Stale, match="translation_gone"):
        await translating.write(town.work, LEYLA.actor, task.id, MEANING, "Anladıklarımız")
    with pytest.raises(NotAllowed):
        await translating.write(town.work, FATMA.actor, task.id, MEANING, "Anladıklarımız")
    with pytest.raises(NotAllowed):
        await translating.ask(town.work, WILLEM.actor, "full")
    with pytest.raises(NotAllowed):
        await translating.ask(town.work, ELIF.actor, "full")
    with pytest.raises(Refused, match="cannot_translate"):
        await translating.move(town.work, NOOR.actor, task.id, KASIA.id)
    with pytest.raises(Refused, match="element_missing"):
        await translating.submit(town.work, ELIF.actor, task.id)


async def test_what_nobody_took_is_taken_by_one(town: Town) -> None:
    without_turkish(town, MEANING)
    await translating.ask(town.work, NOOR.actor, "full")
    with_translators(town, ELIF_TR, LEYLA)
    [waiting] = (await queue(town.work, LEYLA.actor)).free
    await assigning.take(town.work, LEYLA.actor, waiting.task.id)
    await assigning.take(town.work, LEYLA.actor, waiting.task.id)
    with pytest.raises(Stale, match="translation_gone"):
        await assigning.take(town.work, ELIF.actor, waiting.task.id)
    assert (await queue(town.work, ELIF.actor)).free == ()
    assert [one.task.id for one in (await queue(town.work, LEYLA.actor)).mine] == [waiting.task.id]


@pytest.mark.parametrize("how", ["stops", "blocks", "is_forgotten"])
async def test_a_translator_who_leaves_hands_everything_back(town: Town, how: str) -> None:
    task_id = await _written(town)
    town.put(replace(BRAM_TR, roles=frozenset({Role.COORDINATOR, Role.TRANSLATOR})))
    without_turkish(town, MEANING, number=3)
    town.rows.translations["other"] = replace(
        town.rows.translations[task_id], id="other", state=TaskState.ASKED, translator_id=LEYLA.id, reader_id=None
    )
    if how == "stops":
        await leaving.stop(town.work, LEYLA.actor)
    elif how == "blocks":
        await leaving.mark_unreachable(town.work, LEYLA.id)
    else:
        await leaving.start_forgetting(town.work, LEYLA.actor)
    assert town.rows.translations[task_id].reader_id == BRAM.id
    assert town.rows.translations["other"].translator_id in {ELIF.id, BRAM.id}


async def test_elif_is_reminded_once_after_a_day_and_then_coordinators_hear_who_is_late(town: Town) -> None:
    with_translators(town, ELIF_TR)
    without_turkish(town, MEANING)
    await translating.ask(town.work, NOOR.actor, "full")
    for hours in (0, 23):
        town.clock.move(hours=hours)
        assert await translations_late.look(town.work, VOORBEELDSTAD) == 0
    town.clock.move(hours=1)
    assert await translations_late.look(town.work, VOORBEELDSTAD) == 1
    assert await translations_late.look(town.work, VOORBEELDSTAD) == 0
    assert town.told("translation_waits") == [ELIF.id]
    town.clock.move(days=1)
    assert await translations_late.look(town.work, VOORBEELDSTAD) == 2
    assert await translations_late.look(town.work, VOORBEELDSTAD) == 0
    assert set(town.told("translation_stuck")) == {NOOR.id, BRAM.id}


async def test_nobody_is_reminded_at_night_or_in_the_weekend_or_of_what_is_withdrawn(town: Town) -> None:
    with_translators(town, ELIF_TR)
    without_turkish(town, MEANING)
    town.clock.move(days=4)
    await translating.ask(town.work, NOOR.actor, "full")
    town.clock.move(days=2)
    assert await translations_late.look(town.work, VOORBEELDSTAD) == 0
    town.clock.move(hours=14)
    assert await translations_late.look(town.work, VOORBEELDSTAD) == 0
    town.rows.bulletins["full"] = replace(town.rows.bulletins["full"], state=BulletinState.CANCELLED)
    town.clock.move(hours=10)
    assert await translations_late.look(town.work, VOORBEELDSTAD) == 0
    assert only(town, Direction.BULLETIN).state is TaskState.DROPPED


async def test_what_waits_for_nobody_goes_to_whoever_comes(town: Town) -> None:
    without_turkish(town, MEANING)
    await translating.ask(town.work, NOOR.actor, "full")
    with_translators(town, ELIF_TR)
    town.clock.move(days=1, hours=1)
    await translations_late.look(town.work, VOORBEELDSTAD)
    assert only(town, Direction.BULLETIN).translator_id == ELIF.id
    assert town.told("translation_asked") == [ELIF.id]


async def test_who_is_asked_once_more_by_a_coordinator_is_told(town: Town) -> None:
    with_translators(town, ELIF_TR, LEYLA)
    without_turkish(town, MEANING)
    await translating.ask(town.work, NOOR.actor, "full")
    task = only(town, Direction.BULLETIN)
    await translating.remind(town.work, NOOR.actor, task.id)
    assert town.told("translation_waits") == [ELIF.id]
    await translating.move(town.work, NOOR.actor, task.id, LEYLA.id)
    assert town.told("translation_asked") == [ELIF.id, LEYLA.id]
    assert town.clock.now() < MONDAY_MORNING + timedelta(days=1)


async def test_a_second_reader_hands_it_to_another_and_is_not_asked_again(town: Town) -> None:
    task_id = await _written(town)
    town.put(BRAM_TR)
    passed = await second_reading.pass_on(town.work, LEYLA.actor, task_id)
    assert passed.reader_id == BRAM.id
    assert town.told("translation_to_read") == [LEYLA.id, BRAM.id]
    with pytest.raises(NotAllowed):
        await second_reading.pass_on(town.work, LEYLA.actor, task_id)
    assert (await second_reading.pass_on(town.work, NOOR.actor, task_id)).reader_id is None
    assert town.told("translation_unread") == [NOOR.id, BRAM.id]
    done = await second_reading.approve_on_word(town.work, NOOR.actor, task_id, "Elif tolkt al 10 jaar.")
    assert done.state is TaskState.DONE


async def test_who_can_read_it_later_is_asked_then(town: Town) -> None:
    with_translators(town, ELIF_TR)
    without_turkish(town, MEANING)
    await translating.ask(town.work, NOOR.actor, "full")
    task = only(town, Direction.BULLETIN)
    await translating.write(town.work, ELIF.actor, task.id, MEANING, "Anladıklarımız")
    assert (await translating.submit(town.work, ELIF.actor, task.id)).reader_id is None
    town.put(LEYLA)
    assert await translations_late.look(town.work, VOORBEELDSTAD) == 1
    assert town.rows.translations[task.id].reader_id == LEYLA.id
    assert await translations_late.look(town.work, VOORBEELDSTAD) == 0


async def test_work_of_who_goes_on_holiday_goes_to_another(town: Town) -> None:
    task_id = await _written(town)
    town.put(BRAM_TR)
    today = town.clock.now().date()
    town.put(replace(LEYLA, away_from=today, away_until=today))
    await translations_late.look(town.work, VOORBEELDSTAD)
    assert town.rows.translations[task_id].reader_id == BRAM.id


async def test_words_made_of_dutch_that_changed_meanwhile_are_not_kept(town: Town) -> None:
    with_translators(town, ELIF_TR)
    seen = without_turkish(town)
    await translating.ask(town.work, NOOR.actor, "full")
    task = only(town, Direction.BULLETIN)
    await drafting.change(town.work, NOOR.actor, "full", seen.id, Change({MEANING: "Het wordt anders."}))
    with pytest.raises(Stale, match="source_changed"):
        await translating.write(town.work, ELIF.actor, task.id, MEANING, "Anladıklarımız", seen.id)
    kept = await translating.write(town.work, ELIF.actor, task.id, "acknowledgement", "Duyduklarımız", seen.id)
    assert ("tr", MEANING) not in kept.texts


async def test_who_is_asked_instead_gets_a_day_too(town: Town) -> None:
    task_id = await _written(town)
    town.put(BRAM_TR)
    town.clock.move(days=3)
    await second_reading.pass_on(town.work, NOOR.actor, task_id)
    assert await translations_late.look(town.work, VOORBEELDSTAD) == 0
