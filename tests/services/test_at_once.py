"""Two people do something at the same instant: neither loses what they did, and nobody is told what is not so.

On PostgreSQL, where two transactions really run beside each other; on SQLite one comes after the other.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.actor import Role
from bot.domain.bulletin import BulletinState
from bot.domain.consent import Consent, Purpose
from bot.domain.delivery import Recipient, RecipientKind, State
from bot.domain.errors import Refused, Stale
from bot.domain.invitation import Invitation
from bot.domain.person import Address, Person, PersonState
from bot.domain.proposal import ProposalStatus
from bot.domain.question import Arrival
from bot.domain.recording import Recording
from bot.domain.translation import Direction, TaskState, TranslationTask
from bot.handling import question_card
from bot.handling.actions import open_answer
from bot.handling.context import Context
from bot.services.delivery import sending, steering
from bot.services.following_up import proposing
from bot.services.hearing import questions, taking
from bot.services.loading.load import load
from bot.services.loading.load_reading import read
from bot.services.people import colleagues, joining, leaving
from bot.services.speaking import approving_texts, own_voice, recordings
from bot.services.translation import translating_words, translations_late
from bot.services.work import Work
from bot.services.writing import approvals, drafting
from bot.storage.unit_of_work import SqlUnitsOfWork
from tests.databases import somebody_waits
from tests.fakes.chance import FakeChance
from tests.fakes.clock import FakeClock
from tests.fakes.words import FakeWords
from tests.people import BOT, BRAM, ELIF, FATMA, JOINED_AT, LOTTE, NOOR, SPIEGEL, VOORBEELDSTAD, address_of
from tests.services.test_load import EXAMPLE, OPERATOR, SETTINGS, changed

pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True)

TURKISH = frozenset({"tr"})
ELIF_TR = replace(ELIF, translates=TURKISH)
EMINE = replace(ELIF_TR, id="emine", name="Emine")
"""Translates Turkish too."""
MARIT = replace(NOOR, id="marit", name="Marit")
"""Coordinates the example's town."""
Act = Callable[[Work], Awaitable[object]]


@dataclass
class House:
    """Voorbeeldstad in a database: two parents, the duo, and two who translate Turkish."""

    units: SqlUnitsOfWork
    clock: FakeClock
    chance: FakeChance

    async def settles(self) -> None:
        async with self.units() as uow:
            await uow.coalitions.save(VOORBEELDSTAD)
            await uow.coalitions.save_bot_account(BOT)
            await uow.trajectories.save(SPIEGEL)
            for person in (FATMA, LOTTE, NOOR, BRAM, ELIF_TR, EMINE):
                await uow.people.add(person)
                await uow.people.save_address(address_of(person))

    async def does(self, what: Act) -> object:
        """In a unit of work of its own."""
        async with self.units() as uow:
            return await what(Work(uow, self.clock, self.chance, FakeWords(), ()))

    async def at_once(self, first: Act, second: Act) -> tuple[object, object]:
        """The second one begins when the first has done everything but ending; what came of each, errors of ours too."""
        later: list[asyncio.Task[object]] = []

        async def first_of_two(work: Work) -> object:
            found = await first(work)
            later.append(asyncio.create_task(self.does(second)))
            await asyncio.wait(
                [later[0], waiting := asyncio.create_task(somebody_waits(self.units.store))], return_when="FIRST_COMPLETED"
            )
            waiting.cancel()
            return found

        found = await self.does(first_of_two)
        [other] = await asyncio.gather(*later, return_exceptions=True)
        if isinstance(other, BaseException) and not isinstance(other, Stale):
            raise other
        return found, other


@pytest.fixture
async def house(units: SqlUnitsOfWork, clock: FakeClock, chance: FakeChance) -> House:
    house = House(units, clock, chance)
    await house.settles()
    return house


async def fatma_asks(house: House) -> TranslationTask:
    """In Turkish: what became of it for who translates."""

    async def asks(work: Work) -> TranslationTask:
        question = await questions.ask(work, FATMA.actor, "Pazartesi gelebilir miyim?", external_id="7")
        [message] = await work.uow.questions.messages(question.id)
        [task] = await work.uow.translations.of_message(message.id)
        assert task.direction is Direction.WORDS
        return task

    task = await house.does(asks)
    assert isinstance(task, TranslationTask)
    return task


async def fatma_edits(work: Work) -> None:
    await questions.edit(work, FATMA.actor, "7", "Salı gelebilir miyim?")


def whoever_has(task: TranslationTask) -> Person:
    return ELIF_TR if task.translator_id == ELIF.id else EMINE


def is_translated(task: TranslationTask) -> Act:
    return lambda work: translating_words.write(work, whoever_has(task).actor, task.id, "Mag ik maandag komen?", seen="0")


async def dutch_of(house: House, task: TranslationTask) -> str | None:
    """What coordinators read as the Dutch of Fatma's words."""
    async with house.units.reading() as uow:
        found = await translating_words.put_in_dutch(Work(uow, house.clock, house.chance, FakeWords(), ()), str(task.message_id))
    return None if found is None else found.words


async def test_a_translation_of_words_that_were_changed_at_that_moment_is_not_kept(house: House) -> None:
    task = await fatma_asks(house)
    _, wrote = await house.at_once(fatma_edits, is_translated(task))
    assert isinstance(wrote, Stale)
    assert wrote.code == "words_changed"
    assert await dutch_of(house, task) is None


async def test_words_that_change_at_the_moment_of_their_translation_are_translated_anew(house: House) -> None:
    task = await fatma_asks(house)
    wrote, _ = await house.at_once(is_translated(task), fatma_edits)
    assert isinstance(wrote, TranslationTask)
    assert await dutch_of(house, task) is None
    async with house.units.reading() as uow:
        [again] = await uow.translations.open(VOORBEELDSTAD.id)
    assert (again.message_id, again.state) == (task.message_id, TaskState.ASKED)


async def noor_answers(house: House, question_id: str) -> str:
    """The id of her answer."""

    async def answers(work: Work) -> str:
        return (await questions.answer(work, NOOR.actor, question_id, "Ja, maandag.", external_id="n7")).id

    return str(await house.does(answers))


async def lotte_asks(house: House) -> str:
    async def asks(work: Work) -> str:
        return (await questions.ask(work, LOTTE.actor, "Mag ik maandag komen?", external_id="8")).id

    return str(await house.does(asks))


async def test_an_answer_that_is_corrected_while_its_parent_gets_it_keeps_the_new_words(house: House) -> None:
    question_id = await lotte_asks(house)
    message_id = await noor_answers(house, question_id)

    async def noor_corrects(work: Work) -> None:
        await questions.edit(work, NOOR.actor, "n7", "Nee, dinsdag.")

    async def lotte_gets_it(work: Work) -> None:
        context = Context(work, LOTTE, LOTTE.actor, BOT, Recipient(RecipientKind.PERSON, LOTTE.id), "conversation")
        await open_answer.run(context, open_answer.OpenAnswer(message_id=message_id))

    await house.at_once(noor_corrects, lotte_gets_it)
    async with house.units.reading() as uow:
        message = await uow.questions.message(message_id)
    assert (message.text, message.conversation_id) == ("Nee, dinsdag.", "conversation")


async def test_what_becomes_of_an_answer_is_written_down_beside_its_newest_words(house: House) -> None:
    """It is looked at every few seconds; the words were read before they were corrected."""
    message_id = await noor_answers(house, await lotte_asks(house))
    async with house.units.reading() as uow:
        [seen] = await uow.questions.under_way()
    await house.does(lambda work: questions.edit(work, NOOR.actor, "n7", "Nee, dinsdag."))
    lost = replace(seen, arrival=Arrival.LOST)
    await house.does(lambda work: question_card.follow_answer(work, lost))
    async with house.units.reading() as uow:
        assert (await uow.questions.message(message_id)).text == "Nee, dinsdag."


async def test_who_is_reminded_of_work_at_the_moment_they_do_it_keeps_what_they_wrote(house: House) -> None:
    """Whether work waits too long is looked at every few minutes."""
    task = await fatma_asks(house)
    house.clock.move(days=3)
    await house.at_once(is_translated(task), lambda work: translations_late.look(work, VOORBEELDSTAD))
    assert await dutch_of(house, task) == "Mag ik maandag komen?"


async def test_who_writes_while_a_coordinator_takes_their_role_keeps_what_they_wrote(house: House) -> None:
    task = await fatma_asks(house)
    other = whoever_has(task).id
    await house.at_once(is_translated(task), lambda work: colleagues.take_away(work, NOOR.actor, other, Role.TRANSLATOR))
    assert await dutch_of(house, task) == "Mag ik maandag komen?"


async def test_a_question_that_is_handed_on_while_its_coordinator_leaves_is_not_given_away(house: House) -> None:
    question_id = await lotte_asks(house)
    await house.does(lambda work: taking.take(work, NOOR.actor, question_id))
    await house.at_once(
        lambda work: taking.hand_over(work, BRAM.actor, question_id, BRAM.id),
        lambda work: colleagues.lay_down(work, NOOR.actor, None),
    )
    async with house.units.reading() as uow:
        assert (await uow.questions.get(question_id)).taken_by == BRAM.id


@pytest.fixture
async def loaded(units: SqlUnitsOfWork, clock: FakeClock, chance: FakeChance) -> House:
    """The example's town, by its data file; the duo joined."""
    house = House(units, clock, chance)
    await house.does(lambda work: load(work, OPERATOR, read(EXAMPLE), SETTINGS))
    async with units() as uow:
        await uow.people.save(replace(await uow.people.get(MARIT.id), state=PersonState.ACTIVE))
        await uow.people.add(replace(LOTTE, trajectory_id="eerste-weken"))
        given = Consent(LOTTE.id, VOORBEELDSTAD.id, Purpose.UPDATES, "updates-nl", "nl", JOINED_AT)
        await uow.people.save_consent(given)
    return house


async def test_a_proposal_that_moves_in_a_chat_while_its_file_is_loaded_stands_where_it_was_moved_to(
    loaded: House, tmp_path: Path
) -> None:
    """Whatever else the file says of it comes too."""
    file = read(changed(tmp_path, 'owner: "verloskundigen Voorbeeldstad"', 'owner: "Rachida"'))

    async def marit_moves(work: Work) -> None:
        await proposing.move(work, MARIT.actor, "tolk", ProposalStatus.STARTED, seen=ProposalStatus.PLANNED)

    await loaded.at_once(marit_moves, lambda work: load(work, OPERATOR, file, SETTINGS))
    async with loaded.units.reading() as uow:
        proposal = await uow.trajectories.proposal("tolk")
        [move] = await uow.trajectories.moves("tolk")
    assert (proposal.status, proposal.owner, move.after) == (ProposalStatus.STARTED, "Rachida", ProposalStatus.STARTED)


async def test_a_bulletin_that_is_paused_while_its_file_is_loaded_is_paused(loaded: House, tmp_path: Path) -> None:
    file = read(changed(tmp_path, "id: even-laten-weten", "id: even-laten-weten\n        send_within_days: 3"))
    await loaded.does(lambda work: sending.send(work, MARIT.actor, "even-laten-weten"))
    await loaded.at_once(
        lambda work: steering.pause(work, MARIT.actor, "even-laten-weten"), lambda work: load(work, OPERATOR, file, SETTINGS)
    )
    async with loaded.units.reading() as uow:
        assert (await uow.bulletins.get("even-laten-weten")).state is BulletinState.PAUSED


async def test_of_two_who_correct_the_same_text_at_once_the_second_hears_that_it_changed(house: House) -> None:
    seen = {"welcome": FakeWords().fixed_hash("welcome", "tr")}

    def writes(who: Person, words: str) -> Act:
        return lambda work: approving_texts.write(work, who.actor, "tr", "welcome", [words], seen)

    first, second = await house.at_once(writes(ELIF_TR, "Hoş geldin."), writes(EMINE, "Hoşgeldin!"))
    assert first == ()
    assert isinstance(second, Stale)
    async with house.units.reading() as uow:
        [own] = await uow.own_texts.of(VOORBEELDSTAD.id)
    assert own.forms == ("Hoş geldin.",)


def spoken(who: Person, at: datetime) -> Recording:
    return Recording(VOORBEELDSTAD.id, "tr", "welcome-tr", who.id, at, 3, who.id.encode(), name="welcome")


async def test_a_voice_that_is_spoken_anew_while_somebody_approves_it_waits_for_another_yes(house: House) -> None:
    """Parents hear the one that was heard."""
    before, anew = spoken(ELIF_TR, house.clock.now()), spoken(ELIF_TR, house.clock.now() + timedelta(minutes=1))
    await house.does(lambda work: recordings.keep(work, before))
    await house.at_once(
        lambda work: own_voice.approve(work, EMINE.actor, "tr", before.spoken), lambda work: recordings.keep(work, anew)
    )
    async with house.units.reading() as uow:
        found = {each.at: each.approved_by for each in await uow.recordings.all(VOORBEELDSTAD.id, "tr")}
    assert found == {before.at: EMINE.id, anew.at: None}


@pytest.mark.parametrize("judge", [own_voice.approve, own_voice.refuse])
async def test_nobody_judges_a_voice_that_they_did_not_hear(house: House, judge: Callable[..., Awaitable[None]]) -> None:
    before, anew = spoken(ELIF_TR, house.clock.now()), spoken(ELIF_TR, house.clock.now() + timedelta(minutes=1))
    await house.does(lambda work: recordings.keep(work, before))
    _, judged = await house.at_once(
        lambda work: recordings.keep(work, anew), lambda work: judge(work, EMINE.actor, "tr", before.spoken)
    )
    assert isinstance(judged, Stale)
    async with house.units.reading() as uow:
        [kept] = await uow.recordings.all(VOORBEELDSTAD.id, "tr")
    assert (kept.at, kept.approved_by) == (anew.at, None)


async def test_a_parent_who_stops_while_their_contact_person_leaves_has_stopped(house: House) -> None:
    omar = replace(BRAM, id="omar", roles=frozenset({Role.CONTACT_PERSON}))

    async def seeds(work: Work) -> None:
        await work.uow.people.add(omar)
        await work.uow.people.save(replace(LOTTE, contact_id=omar.id))

    await house.does(seeds)
    await house.at_once(lambda work: leaving.stop(work, LOTTE.actor), lambda work: colleagues.lay_down(work, omar.actor, None))
    async with house.units.reading() as uow:
        lotte = await uow.people.get(LOTTE.id)
    assert (lotte.state, lotte.contact_id) == (PersonState.STOPPED, None)


async def test_of_two_who_open_the_same_link_at_once_one_comes_in(house: House) -> None:
    links: list[Invitation] = []

    async def invites(work: Work) -> None:
        links.extend(await joining.invite(work, NOOR.actor, SPIEGEL.id))

    await house.does(invites)

    def opens(number: str) -> Act:
        address = Address(f"address-{number}", VOORBEELDSTAD.id, BOT.id, "telegram", number)

        async def come(work: Work) -> object:
            try:
                return (await joining.open_invitation(work, BOT, address, links[0].token)).id
            except Refused as refused:
                return refused.code

        return come

    first, second = await house.at_once(opens("1"), opens("2"))
    assert (first != "invitation_used", second) == (True, "invitation_used")


async def test_who_comes_back_from_a_pause_while_a_bulletin_is_planned_gets_it(loaded: House) -> None:
    paused = PersonState.PAUSED
    await loaded.does(lambda work: work.uow.people.save(replace(LOTTE, state=paused, trajectory_id="eerste-weken")))
    await loaded.at_once(
        lambda work: sending.send(work, MARIT.actor, "even-laten-weten"), lambda work: leaving.resume(work, LOTTE.actor)
    )
    assert await to_lotte(loaded) == (State.PENDING, None)


async def test_a_language_that_is_approved_while_a_bulletin_is_planned_keeps_nobody_waiting(loaded: House) -> None:
    async def reads_tigrinya(work: Work) -> None:
        await work.uow.people.save(replace(LOTTE, language="ti", trajectory_id="eerste-weken"))
        bulletin = await work.uow.bulletins.get("even-laten-weten")
        revision = await work.uow.bulletins.revision(str(bulletin.revision_id))
        texts = {element: "ሰላም" for language, element in revision.texts if language == "nl"}
        await drafting.translate(work, MARIT.actor, bulletin.id, "ti", texts)

    await loaded.does(reads_tigrinya)
    await loaded.at_once(
        lambda work: sending.send(work, MARIT.actor, "even-laten-weten"),
        lambda work: approvals.approve_bulletin(work, MARIT.actor, "even-laten-weten", "ti"),
    )
    assert await to_lotte(loaded) == (State.PENDING, None)


async def to_lotte(house: House) -> tuple[State, str | None]:
    """How what goes to her stands, and why it waits."""
    async with house.units.reading() as uow:
        counts, reasons = await uow.ledger.counts("even-laten-weten"), await uow.ledger.reasons("even-laten-weten")
    [state] = [state for state, many in counts.items() if many]
    return state, next(iter(reasons), None)
