"""Parents who read a text before others do, and say what they would tell another parent."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.bulletin import BulletinState
from bot.domain.consent import Purpose
from bot.domain.draft import Trial
from bot.domain.errors import NotAllowed, Refused, Stale
from bot.domain.person import Person, PersonState
from bot.services.following_up import due
from bot.services.hearing import disclosure
from bot.services.people import consenting, leaving, panel
from bot.services.writing import trying_out
from tests.fakes.clock import MONDAY_MORNING
from tests.people import AMINA, BRAM, FATMA, KASIA, LOTTE, NOOR, PARENTS, SANNE, WILLEM, YUSUF, parent
from tests.services.conftest import Town, full_revision

TOLD = "Er komt een speelgroep."
AT_NIGHT = datetime.fromisoformat("2026-11-23T23:00:00+01:00")
IN_THE_MORNING = datetime.fromisoformat("2026-11-24T09:00:00+01:00")


async def joins(town: Town, *people: Person) -> None:
    for person in people:
        await panel.join(town.work, person.actor, await consenting.question(town.work, person.actor, Purpose.PANEL))


async def tried_out(town: Town, *people: Person) -> dict[str, Trial]:
    """They joined, and it was sent to them and came due; by who."""
    await joins(town, *people)
    await trying_out.begin(town.work, NOOR.actor, "full")
    await comes_due(town, trying_out.TRIAL_DUE)
    return {trial.person_id: trial for trial in town.rows.trials.values()}


async def comes_due(town: Town, kind: str) -> int:
    found = [f for f in town.rows.follow_ups.values() if f.kind == kind and f.due_at <= town.clock.now()]
    return sum([await due.carry_out(town.work, follow_up) for follow_up in found])


async def test_it_is_offered_once_in_a_life(town: Town) -> None:
    assert await panel.offer(town.work, LOTTE.actor)
    assert not await panel.offer(town.work, LOTTE.actor)
    await panel.decline(town.work, SANNE.actor)
    assert not await panel.offer(town.work, SANNE.actor)
    await joins(town, FATMA)
    await panel.leave(town.work, FATMA.actor)
    town.put(replace(town.person(FATMA), panel_asked_at=None))
    assert not await panel.offer(town.work, FATMA.actor), "she said yes once, and took it back"


async def test_who_does_not_take_part_is_neither_asked_nor_taken(town: Town) -> None:
    town.put(replace(LOTTE, state=PersonState.STOPPED))
    assert not await panel.offer(town.work, LOTTE.actor)
    with pytest.raises(Refused, match="not_joined"):
        await joins(town, LOTTE)
    with pytest.raises(Refused, match="not_joined"):
        await panel.is_on(town.work, LOTTE.actor)


async def test_a_yes_is_to_the_words_that_were_shown(town: Town) -> None:
    shown = await consenting.question(town.work, LOTTE.actor, Purpose.PANEL)
    town.words.edition = " of today"
    with pytest.raises(Refused, match="words_changed"):
        await panel.join(town.work, LOTTE.actor, shown)
    assert not await panel.is_on(town.work, LOTTE.actor)


async def test_who_can_read_it_is_told_as_a_number_and_languages(town: Town) -> None:
    assert await trying_out.readers(town.work, NOOR.actor, "full") == trying_out.Readers(0, (), 0)
    await joins(town, LOTTE, FATMA, AMINA)
    assert await trying_out.readers(town.work, NOOR.actor, "full") == trying_out.Readers(3, ("ar", "nl", "tr"), 3)
    town.revise(full_revision(2, texts={**full_revision().texts, ("tr", "meaning"): "Başka."}))
    assert await trying_out.readers(town.work, NOOR.actor, "full") == trying_out.Readers(2, ("ar", "nl"), 2)


async def test_nobody_reads_what_is_not_all_written(town: Town) -> None:
    await joins(town, LOTTE)
    town.revise(full_revision(2, texts={("nl", "meaning"): "Half."}))
    assert (await trying_out.readers(town.work, NOOR.actor, "full")).number == 0
    with pytest.raises(Refused, match="nobody_reads"):
        await trying_out.begin(town.work, NOOR.actor, "full")


async def test_at_most_five_get_it_those_who_were_asked_longest_ago_first(town: Town) -> None:
    more = parent("Zeynep", "tr")
    town.put(more)
    await joins(town, *PARENTS, more)
    days = {FATMA: 1, YUSUF: 9, KASIA: 3, LOTTE: 4, SANNE: 2}
    for person, ago in days.items():
        asked = MONDAY_MORNING - timedelta(days=ago)
        trial = Trial(f"earlier-{person.id}", person.coalition_id, "earlier", "full-1", person.id, person.language, asked)
        town.rows.trials[trial.id] = trial
    assert await trying_out.begin(town.work, NOOR.actor, "full") == 5
    asked_now = {trial.person_id for trial in town.rows.trials.values() if trial.bulletin_id == "full"}
    assert asked_now == {"amina", "zeynep", "yusuf", "lotte", "kasia"}
    with pytest.raises(Refused, match="nobody_reads"):
        await trying_out.begin(town.work, BRAM.actor, "full")


async def test_it_comes_at_a_decent_moment_of_ones_own(town: Town) -> None:
    town.put(replace(LOTTE, quiet_from="21:00", quiet_until="17:00"))
    await joins(town, LOTTE, FATMA)
    town.clock.set(AT_NIGHT)
    await trying_out.begin(town.work, NOOR.actor, "full")
    dues = {f.person_id: f.due_at for f in town.rows.follow_ups.values() if f.kind == trying_out.TRIAL_DUE}
    assert dues == {"fatma": IN_THE_MORNING, "lotte": IN_THE_MORNING + timedelta(hours=8)}
    assert await comes_due(town, trying_out.TRIAL_DUE) == 0
    town.clock.set(IN_THE_MORNING)
    assert await comes_due(town, trying_out.TRIAL_DUE) == 1
    assert town.told("trial_due") == ["fatma"]


@pytest.mark.parametrize("how", ["left the panel", "stopped", "paused", "another language", "it was sent", "its language went"])
async def test_who_is_not_to_read_it_by_then_gets_nothing(town: Town, how: str) -> None:
    await joins(town, KASIA)
    await trying_out.begin(town.work, NOOR.actor, "full")
    match how:
        case "left the panel":
            await panel.leave(town.work, KASIA.actor)
        case "stopped":
            await leaving.stop(town.work, KASIA.actor)
        case "paused":
            town.put(replace(town.person(KASIA), state=PersonState.PAUSED))
        case "another language":
            town.put(replace(town.person(KASIA), language="ti"))
        case "it was sent":
            town.rows.bulletins["full"] = replace(
                town.rows.bulletins["full"], state=BulletinState.SENDING, sent_at=MONDAY_MORNING
            )
        case _:
            town.revise(full_revision(2, texts={**full_revision().texts, ("pl", "meaning"): "Inaczej."}))
    assert await comes_due(town, trying_out.TRIAL_DUE) == 0
    assert town.told("trial_due") == []


async def test_the_newest_text_is_read_and_answered(town: Town) -> None:
    trials = await tried_out(town, LOTTE)
    newer = full_revision(2, texts={**full_revision().texts, ("nl", "meaning"): "Nieuwer."})
    town.revise(newer)
    to_read = await trying_out.open_trial(town.work, LOTTE.actor, trials["lotte"].id)
    assert (to_read.revision, to_read.next_day) == (newer, newer.next_promised)
    await trying_out.answer(town.work, LOTTE.actor, trials["lotte"].id, TOLD)
    found = await disclosure.trials(town.work, NOOR.actor, "full")
    assert (found.asked, found.answered, [answer.is_older for answer in found.answers]) == (1, 1, [False])
    with pytest.raises(Refused, match="trial_over"):
        await trying_out.open_trial(town.work, LOTTE.actor, trials["lotte"].id)


async def test_an_answer_is_words_or_a_voice_of_whom_it_was_asked(town: Town) -> None:
    trials = await tried_out(town, LOTTE, FATMA)
    for words, media_id, who, code in (
        ("", None, LOTTE, "nothing_said"),
        ("  \n", "", LOTTE, "nothing_said"),
        (TOLD, None, FATMA, "trial_over"),
    ):
        with pytest.raises(Refused, match=code):
            await trying_out.answer(town.work, who.actor, trials["lotte"].id, words, media_id)
    with pytest.raises(NotAllowed):
        await trying_out.answer(town.work, NOOR.actor, trials["lotte"].id, TOLD)
    with pytest.raises(Refused, match="trial_over"):
        await trying_out.answer(town.work, LOTTE.actor, "no-trial", TOLD)
    await trying_out.answer(town.work, LOTTE.actor, trials["lotte"].id, "", "voice-1")
    [said] = (await disclosure.trials(town.work, NOOR.actor, "full")).answers
    assert said.spoken == "voice-1"


async def test_answers_are_told_together_and_once(town: Town) -> None:
    trials = await tried_out(town, LOTTE, FATMA, AMINA)
    await trying_out.answer(town.work, LOTTE.actor, trials["lotte"].id, TOLD)
    town.clock.move(minutes=20)
    await trying_out.answer(town.work, FATMA.actor, trials["fatma"].id, TOLD)
    town.clock.move(minutes=10)
    assert await comes_due(town, trying_out.ANSWERS_DUE) == 2
    town.clock.move(minutes=20)
    assert await comes_due(town, trying_out.ANSWERS_DUE) == 0
    assert sorted(town.told("trial_answered")) == ["bram", "noor"]
    await trying_out.answer(town.work, AMINA.actor, trials["amina"].id, TOLD)
    town.clock.move(hours=1)
    assert await comes_due(town, trying_out.ANSWERS_DUE) == 2


async def test_answers_of_the_night_are_told_in_the_morning(town: Town) -> None:
    trials = await tried_out(town, LOTTE)
    town.clock.set(AT_NIGHT)
    await trying_out.answer(town.work, LOTTE.actor, trials["lotte"].id, TOLD)
    town.clock.move(hours=1)
    assert await comes_due(town, trying_out.ANSWERS_DUE) == 0
    town.clock.set(IN_THE_MORNING)
    assert await comes_due(town, trying_out.ANSWERS_DUE) == 2


async def test_who_is_on_holiday_hears_nothing_of_answers(town: Town) -> None:
    trials = await tried_out(town, LOTTE)
    town.rows.people[NOOR.id] = replace(NOOR, away_from=MONDAY_MORNING.date())
    await trying_out.answer(town.work, LOTTE.actor, trials["lotte"].id, TOLD)
    town.clock.move(minutes=30)
    await comes_due(town, trying_out.ANSWERS_DUE)
    assert town.told("trial_answered") == ["bram"]


async def test_an_answer_says_when_it_is_about_an_older_text(town: Town) -> None:
    trials = await tried_out(town, LOTTE, FATMA)
    for person in (LOTTE, FATMA):
        await trying_out.answer(town.work, person.actor, trials[person.id].id, TOLD)
    changed = full_revision(2, texts={**full_revision().texts, ("nl", "meaning"): "Nieuwer."})
    town.revise(changed)
    found = await disclosure.trials(town.work, NOOR.actor, "full")
    assert (found.asked, found.answered) == (1, 1)
    assert [(answer.language, answer.is_older) for answer in found.answers] == [("tr", False), ("nl", True)]
    readers = await trying_out.readers(town.work, NOOR.actor, "full")
    assert readers == trying_out.Readers(1, ("nl",), 1), "who read the older text may be asked about the newer one"


async def test_what_somebody_answered_goes_with_them(town: Town) -> None:
    trials = await tried_out(town, LOTTE, FATMA, AMINA)
    for person in (LOTTE, FATMA, AMINA):
        await trying_out.answer(town.work, person.actor, trials[person.id].id, TOLD)
    assert await panel.leave(town.work, LOTTE.actor) == 1
    assert trials["lotte"].id not in town.rows.trials
    await leaving.stop(town.work, FATMA.actor)
    found = await disclosure.trials(town.work, NOOR.actor, "full")
    assert (found.asked, [answer.language for answer in found.answers]) == (1, ["ar"])


async def test_what_parents_answered_names_nobody_and_is_for_coordinators_only(town: Town) -> None:
    trials = await tried_out(town, LOTTE, FATMA)
    await trying_out.answer(town.work, LOTTE.actor, trials["lotte"].id, TOLD)
    found = await disclosure.trials(town.work, NOOR.actor, "full")
    assert not any(person.id in repr(found) for person in PARENTS)
    assert TOLD not in repr(found)
    for who in (LOTTE, WILLEM):
        with pytest.raises(NotAllowed):
            await disclosure.trials(town.work, who.actor, "full")
        with pytest.raises(NotAllowed):
            await trying_out.begin(town.work, who.actor, "full")


async def test_what_went_out_cannot_be_tried_out(town: Town) -> None:
    await joins(town, LOTTE)
    town.rows.bulletins["full"] = replace(town.rows.bulletins["full"], state=BulletinState.CANCELLED)
    with pytest.raises(Stale, match="already_sent"):
        await trying_out.begin(town.work, NOOR.actor, "full")
    with pytest.raises(Stale, match="already_sent"):
        await trying_out.readers(town.work, NOOR.actor, "full")
