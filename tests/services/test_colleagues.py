"""People who work along: they join, hand over, leave, and are gone."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.actor import Role, operator
from bot.domain.conversation import Conversation, Standing
from bot.domain.delivery import Recipient, RecipientKind
from bot.domain.errors import NotAllowed, NotThere, Refused
from bot.domain.person import Address, Person, PersonState
from bot.domain.question import Question, QuestionState
from bot.domain.translation import Direction, TaskState, TranslationTask
from bot.services.following_up import open_work
from bot.services.people import colleagues, handing_over, joining
from tests.fakes.clock import MONDAY_MORNING
from tests.people import BOT, BRAM, ELIF, FATMA, LOTTE, NOOR, SPIEGEL, VOORBEELDSTAD, WILLEM
from tests.services.conftest import Town

OPERATOR = operator(VOORBEELDSTAD.id)


def phone(number: str = "42") -> Address:
    return Address(f"address-{number}", VOORBEELDSTAD.id, BOT.id, "telegram", number)


def question(town: Town, id_: str = "question-1", *, taken_by: str | None = None) -> Question:
    """Fatma's, promised for Wednesday."""
    asked = Question(
        id_,
        VOORBEELDSTAD.id,
        SPIEGEL.id,
        FATMA.id,
        f"Lijster {id_[-1]}",
        "tr",
        QuestionState.OPEN,
        MONDAY_MORNING,
        date(2026, 11, 25),
        taken_by=taken_by,
    )
    town.rows.questions[id_] = asked
    return asked


def translation(town: Town, translator: Person) -> TranslationTask:
    task = TranslationTask(
        "task-1", VOORBEELDSTAD.id, Direction.BULLETIN, "tr", TaskState.ASKED, MONDAY_MORNING, "full", translator_id=translator.id
    )
    town.rows.translations[task.id] = task
    return task


def told(town: Town, name: str) -> list[str]:
    """Who was told of it."""
    return [row.happened.person_id for row in town.rows.inbox.values() if row.happened and row.happened.name == name]


async def test_two_links_that_nobody_opened_are_for_two_people_of_the_data_file(town: Town) -> None:
    for person in (NOOR, BRAM):
        town.rows.people[person.id] = replace(person, state=PersonState.INVITED, joined_at=None)
        del town.rows.addresses[f"address-{person.id}"]
    first, second, third = [
        (await joining.invite(town.work, OPERATOR, SPIEGEL.id, 1, Role.COORDINATOR))[0].used_by for _ in range(3)
    ]
    assert {first, second} == {NOOR.id, BRAM.id}
    assert third in {NOOR.id, BRAM.id}


async def test_a_translator_of_the_data_file_gets_a_link_of_her_own(town: Town) -> None:
    town.rows.people[ELIF.id] = replace(ELIF, state=PersonState.INVITED, joined_at=None)
    town.rows.addresses.pop(f"address-{ELIF.id}", None)
    (link,) = await joining.invite(town.work, NOOR.actor, SPIEGEL.id, 1, Role.TRANSLATOR)
    opened = await joining.open_invitation(town.work, BOT, phone(), link.token)
    assert opened.id == ELIF.id


async def test_who_works_along_and_tries_out_a_parents_link_leaves_it_to_the_parent(town: Town) -> None:
    (link,) = await joining.invite(town.work, NOOR.actor, SPIEGEL.id)
    with pytest.raises(Refused, match="invitation_for_parents"):
        await joining.open_invitation(town.work, BOT, town.rows.addresses["address-noor"], link.token)
    parent = await joining.open_invitation(town.work, BOT, phone(), link.token)
    assert parent.is_parent
    assert not town.person(NOOR).is_parent


async def test_a_parent_may_work_along_too_and_stays_a_parent(town: Town) -> None:
    (link,) = await joining.invite(town.work, NOOR.actor, SPIEGEL.id, 1, Role.KEY_PERSON)
    await joining.open_invitation(town.work, BOT, town.rows.addresses["address-fatma"], link.token)
    assert town.person(FATMA).roles == {Role.PARENT, Role.KEY_PERSON}
    left = await colleagues.lay_down(town.work, town.person(FATMA).actor)
    assert (left.roles, left.state) == (frozenset({Role.PARENT}), PersonState.ACTIVE)


async def test_who_leaves_gives_what_they_took_to_the_successor_and_stops(town: Town) -> None:
    question(town, taken_by=BRAM.id)
    town.rows.people[NOOR.id] = replace(NOOR, stand_in=BRAM.id)
    chat = Recipient(RecipientKind.PERSON, BRAM.id)
    open_one = Conversation("c", VOORBEELDSTAD.id, BRAM.id, chat, "send", Standing.OPEN, {}, MONDAY_MORNING, MONDAY_MORNING, True)
    town.rows.conversations[open_one.id] = open_one
    left = await colleagues.lay_down(town.work, BRAM.actor, NOOR.id, warned=False)
    assert (left.state, left.laid_down) == (PersonState.STOPPED, frozenset({Role.COORDINATOR}))
    assert left.has_left
    assert town.rows.questions["question-1"].taken_by == NOOR.id
    assert town.person(NOOR).stand_in is None
    assert town.rows.conversations["c"].standing is Standing.OVER
    assert told(town, "work_handed_over") == [NOOR.id]
    assert told(town, "colleague_left") == [NOOR.id]
    assert town.done() == ["work_passed_on", "role_laid_down"]


async def test_a_former_coordinator_is_refused_everywhere(town: Town) -> None:
    question(town)
    left = await colleagues.lay_down(town.work, BRAM.actor)
    for refused in (
        open_work.open_work(town.work, left.actor),
        colleagues.everybody(town.work, left.actor),
        joining.invite(town.work, left.actor, SPIEGEL.id),
        handing_over.hand_over(town.work, left.actor, NOOR.id),
    ):
        with pytest.raises(NotAllowed):
            await refused


async def test_what_a_translator_had_goes_back_to_whoever_takes_it(town: Town) -> None:
    town.put(ELIF)
    translation(town, ELIF)
    own = await handing_over.own_work(town.work, ELIF.actor, ELIF)
    assert [task.id for task in own.translations] == ["task-1"]
    await colleagues.lay_down(town.work, ELIF.actor)
    assert town.rows.translations["task-1"].translator_id is None
    assert set(told(town, "colleague_left")) == {NOOR.id, BRAM.id}


async def test_what_a_translator_had_goes_to_another_one_at_once(town: Town) -> None:
    leyla, sel = replace(ELIF, id="leyla", translates=frozenset({"tr"})), replace(ELIF, id="sel", translates=frozenset({"tr"}))
    for person in (leyla, sel, replace(ELIF, translates=frozenset({"tr"}))):
        town.put(person)
    task = translation(town, ELIF)
    written = replace(task, id="task-2", state=TaskState.WRITTEN, translator_id=leyla.id, reader_id=ELIF.id)
    town.rows.translations[written.id] = written
    await colleagues.lay_down(town.work, ELIF.actor)
    first, second = town.rows.translations["task-1"], town.rows.translations["task-2"]
    assert first.translator_id in {leyla.id, sel.id}
    assert told(town, "translation_asked") == [first.translator_id]
    assert (second.translator_id, second.reader_id) == (leyla.id, sel.id)
    assert told(town, "translation_to_read") == [sel.id]


async def test_whoever_coordinates_no_more_goes_on_translating(town: Town) -> None:
    town.put(replace(BRAM, roles=frozenset({Role.COORDINATOR, Role.TRANSLATOR}), translates=frozenset({"tr"})))
    translation(town, BRAM)
    await colleagues.take_away(town.work, NOOR.actor, BRAM.id, Role.COORDINATOR)
    assert town.rows.translations["task-1"].translator_id == BRAM.id
    await colleagues.take_away(town.work, NOOR.actor, BRAM.id, Role.TRANSLATOR)
    assert town.rows.translations["task-1"].translator_id is None


async def test_a_successor_whom_the_parent_declines_does_not_translate_for_them(town: Town) -> None:
    noor = replace(NOOR, roles=frozenset({Role.COORDINATOR, Role.TRANSLATOR}), translates=frozenset({"tr"}))
    town.put(noor)
    town.put(replace(FATMA, declines=frozenset({NOOR.id})))
    task = translation(town, BRAM)
    town.rows.translations[task.id] = replace(task, direction=Direction.WORDS, bulletin_id=None, parent_id=FATMA.id)
    await colleagues.lay_down(town.work, BRAM.actor, NOOR.id)
    assert town.rows.translations["task-1"].translator_id is None


async def test_the_last_coordinator_is_known_to_be_the_last(town: Town) -> None:
    assert not await colleagues.is_last(town.work, NOOR)
    await colleagues.lay_down(town.work, BRAM.actor)
    assert await colleagues.is_last(town.work, NOOR)
    assert not await colleagues.is_last(town.work, ELIF)


async def test_a_coordinator_takes_a_role_and_the_others_hear_it(town: Town) -> None:
    kees = replace(NOOR, id="kees", name="Kees")
    town.put(kees)
    gone = await colleagues.take_away(town.work, NOOR.actor, BRAM.id, Role.COORDINATOR)
    assert gone.has_left
    assert told(town, "colleague_left") == [kees.id]
    with pytest.raises(Refused, match="role_gone"):
        await colleagues.take_away(town.work, NOOR.actor, BRAM.id, Role.COORDINATOR)


async def test_nobody_takes_their_own_role_nor_somebody_elses_of_another_coalition(town: Town) -> None:
    with pytest.raises(Refused, match="yourself"):
        await colleagues.take_away(town.work, NOOR.actor, NOOR.id, Role.COORDINATOR)
    with pytest.raises(NotThere):
        await colleagues.take_away(town.work, NOOR.actor, WILLEM.id, Role.COORDINATOR)
    with pytest.raises(NotAllowed):
        await colleagues.take_away(town.work, ELIF.actor, BRAM.id, Role.COORDINATOR)


async def test_a_new_link_lets_somebody_in_who_left(town: Town) -> None:
    await colleagues.lay_down(town.work, BRAM.actor)
    (link,) = await joining.invite(town.work, NOOR.actor, SPIEGEL.id, 1, Role.COORDINATOR)
    await joining.open_invitation(town.work, BOT, town.rows.addresses["address-bram"], link.token)
    back = await joining.join(town.work, town.person(BRAM).actor)
    assert (back.roles, back.state) == (frozenset({Role.COORDINATOR}), PersonState.ACTIVE)
    assert not back.laid_down


async def test_whoever_is_invited_instead_of_somebody_gets_their_work_once(town: Town) -> None:
    question(town, taken_by=NOOR.id)
    (link,) = await joining.invite(town.work, NOOR.actor, SPIEGEL.id, 1, Role.COORDINATOR, about=NOOR.id)
    kees = await joining.open_invitation(town.work, BOT, phone(), link.token)
    await joining.join(town.work, kees.actor)
    giver = await joining.take_over(town.work, kees.actor)
    assert giver is not None
    assert giver.id == NOOR.id
    assert town.rows.questions["question-1"].taken_by == kees.id
    assert told(town, "work_handed_over") == [kees.id]
    assert await joining.take_over(town.work, kees.actor) is None


async def test_work_is_handed_to_a_joined_coordinator_only(town: Town) -> None:
    for nobody in (NOOR.id, ELIF.id, WILLEM.id, "x"):
        with pytest.raises(Refused, match="successor_unknown"):
            await handing_over.hand_over(town.work, NOOR.actor, nobody)
    await handing_over.hand_over(town.work, NOOR.actor, BRAM.id)
    assert town.person(NOOR).is_coordinator


async def test_a_name_is_given_once_it_is_one(town: Town) -> None:
    for wrong in ("", "   ", "x" * 61):
        with pytest.raises(Refused):
            await colleagues.call_oneself(town.work, NOOR.actor, wrong)
    assert (await colleagues.call_oneself(town.work, NOOR.actor, " Noor  de Vries ")).name == "Noor de Vries"
    with pytest.raises(NotAllowed):
        await colleagues.call_oneself(town.work, LOTTE.actor, "Lotte")


async def test_open_work_is_for_who_coordinates_and_has_everything_by_day(town: Town) -> None:
    question(town, "question-2")
    town.rows.questions["question-3"] = replace(question(town, "question-3"), answer_by=date(2026, 11, 20))
    found = await open_work.open_work(town.work, NOOR.actor)
    assert [q.id for q in found.questions] == ["question-3", "question-2"]
    assert [draft.bulletin.id for draft in found.drafts] == ["full"]
    assert [each.trajectory.id for each in found.on_their_way] == [SPIEGEL.id]
    moderator = replace(ELIF, roles=frozenset({Role.MODERATOR}))
    assert (await open_work.open_work(town.work, moderator.actor)).today == MONDAY_MORNING.date()
    for nobody in (ELIF, LOTTE):
        with pytest.raises(NotAllowed):
            await open_work.open_work(town.work, nobody.actor)


async def test_who_became_the_last_coordinator_meanwhile_is_told_so_before_they_go(town: Town) -> None:
    await colleagues.lay_down(town.work, NOOR.actor, warned=False)
    with pytest.raises(Refused, match="last_coordinator"):
        await colleagues.lay_down(town.work, BRAM.actor, warned=False)
    assert town.person(BRAM).is_coordinator
    assert (await colleagues.lay_down(town.work, BRAM.actor, warned=True)).has_left


async def test_a_coordinator_says_which_languages_a_colleague_knows_and_translators_say_so_themselves(town: Town) -> None:
    _, could = await colleagues.could_know(town.work, NOOR.actor, ELIF.id)
    assert could[: len(ELIF.translates)] == tuple(sorted(ELIF.translates))
    assert "ti" in could, "nobody reads it yet, and somebody has to translate it first"
    assert "nl" not in could
    assert await colleagues.toggle_language(town.work, NOOR.actor, ELIF.id, "ti")
    assert "ti" in town.rows.people[ELIF.id].translates
    assert not await colleagues.toggle_language(town.work, ELIF.actor, ELIF.id, "ti")
    assert town.rows.people[ELIF.id].translates == ELIF.translates
    assert town.done() == ["language_given", "language_taken"]


async def test_nobody_else_says_which_languages_somebody_knows(town: Town) -> None:
    for somebody in (ELIF.actor, LOTTE.actor):
        with pytest.raises(NotAllowed):
            await colleagues.toggle_language(town.work, somebody, NOOR.id, "ti")
    for nobody in (FATMA.id, WILLEM.id, "nobody"):
        with pytest.raises(NotThere):
            await colleagues.toggle_language(town.work, NOOR.actor, nobody, "ti")
    with pytest.raises(NotThere):
        await colleagues.toggle_language(town.work, NOOR.actor, ELIF.id, "xx")


async def test_a_language_in_which_work_waits_for_somebody_is_not_taken_from_them(town: Town) -> None:
    town.put(replace(ELIF, translates=frozenset({"tr", "ar"})))
    translation(town, ELIF)
    with pytest.raises(Refused, match="has_work"):
        await colleagues.toggle_language(town.work, NOOR.actor, ELIF.id, "tr")
    assert not await colleagues.toggle_language(town.work, NOOR.actor, ELIF.id, "ar")
