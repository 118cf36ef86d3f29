"""The coordinators' desk, as it is kept."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from bot.domain.bulletin import Bulletin, BulletinKind, Revision
from bot.domain.card import Card, Door
from bot.domain.draft import Remark, RemarkKind, Trial
from bot.domain.errors import NotThere
from bot.domain.media import Media
from bot.domain.proposal import Proposal, ProposalMove, ProposalStatus, ReasonKind
from bot.domain.reaction import Reaction
from bot.domain.translation import Direction, TaskState, TranslationTask
from bot.storage.tables.desk import remarks, translations, trials
from bot.storage.tables.trajectories import proposal_moves
from tests.fakes.clock import MONDAY_MORNING
from tests.storage.conftest import ACCOUNT, COALITION, TRAJECTORY, Town

LATER = MONDAY_MORNING + timedelta(hours=1)
TASK = TranslationTask("task-1", COALITION, Direction.BULLETIN, "tr", TaskState.ASKED, MONDAY_MORNING, bulletin_id="bulletin-1")


async def _at_work(town: Town) -> None:
    await town.joins("Amal")
    async with town.units() as uow:
        await uow.bulletins.save(Bulletin("bulletin-1", COALITION, TRAJECTORY, BulletinKind.FULL))
        await uow.bulletins.add_revision(Revision("revision-1", COALITION, "bulletin-1", 1, BulletinKind.FULL, {}))


async def test_answers_to_a_draft_are_told_once_and_what_was_dropped_stays_away(town: Town) -> None:
    await _at_work(town)
    await town.joins("Samira")
    asked = Trial("trial-1", COALITION, "bulletin-1", "revision-1", "amal", "ar", MONDAY_MORNING)
    answered = replace(asked, id="trial-2", person_id="samira", answered_at=LATER, words="Er komt een tolk.")
    async with town.units() as uow:
        for trial in (asked, answered, replace(answered, id="trial-3")):
            await uow.drafts.save_trial(trial)
    async with town.units() as uow:
        await uow.drafts.drop_trial("trial-3")
    async with town.units() as uow:
        assert await uow.drafts.tell_trials("bulletin-1", LATER) == 1
        assert await uow.drafts.tell_trials("bulletin-1", LATER + timedelta(hours=1)) == 0
        assert await uow.drafts.trials("bulletin-1") == [asked, replace(answered, told_at=LATER)]


async def test_open_work_of_translators_is_found_oldest_first(town: Town) -> None:
    await _at_work(town)
    older = replace(TASK, id="task-2", language="ar", asked_at=MONDAY_MORNING - timedelta(days=1))
    done = replace(TASK, id="task-3", language="pl", state=TaskState.DONE, done_at=LATER)
    async with town.units() as uow:
        for task in (TASK, older, done):
            await uow.translations.save(task)
    async with town.units.reading() as uow:
        assert await uow.translations.open(COALITION) == [older, TASK]
        assert await uow.translations.open("elders") == []
        assert await uow.translations.of_bulletin("bulletin-1") == [older, TASK, done]
        assert await uow.translations.get("task-3") == done


async def test_what_was_made_of_a_parents_words_is_sealed_and_goes_with_them(town: Town) -> None:
    await _at_work(town)
    task = replace(TASK, bulletin_id=None, direction=Direction.WORDS, parent_id="amal", words="In de nacht was ik alleen.")
    trial = Trial("trial-1", COALITION, "bulletin-1", "revision-1", "amal", "tr", MONDAY_MORNING, LATER, "Er komt een tolk.")
    async with town.units() as uow:
        await uow.translations.save(task)
        await uow.drafts.save_trial(trial)
    async with town.units.store.reading() as connection:
        [sealed, answer] = [(await connection.execute(sa.select(table.c.words))).scalar_one() for table in (translations, trials)]
    assert b"nacht" not in sealed
    assert b"tolk" not in answer
    async with town.units() as uow:
        assert (await uow.translations.get("task-1")).words == "In de nacht was ik alleen."
        assert await uow.drafts.trials("bulletin-1") == [trial]
        await uow.people.forget("amal")
    async with town.units.reading() as uow:
        assert await uow.drafts.trials("bulletin-1") == []
        with pytest.raises(NotThere):
            await uow.translations.get("task-1")


async def test_remarks_are_sealed_and_in_their_order(town: Town) -> None:
    await _at_work(town)
    first = Remark("remark-1", COALITION, "bulletin-1", RemarkKind.NOTE, "noor", MONDAY_MORNING, media_id="photo-1")
    second = Remark("remark-2", COALITION, "bulletin-1", RemarkKind.REMARK, "bram", LATER, "revision-1", "Te lang.")
    async with town.units() as uow:
        await uow.drafts.add_remark(second)
        await uow.drafts.add_remark(first)
    async with town.units.reading() as uow:
        assert await uow.drafts.remarks("bulletin-1") == [first, second]
    async with town.units.store.reading() as connection:
        rows = (await connection.execute(sa.select(remarks.c.words))).scalars().all()
    assert not any(b"lang" in row for row in rows)


async def test_a_card_is_known_by_what_it_said_last_and_its_doors_stay(town: Town) -> None:
    card = Card("question:1", COALITION, "a-hash", MONDAY_MORNING)
    door = Door("token-1", COALITION, "question:1", "take_question", {"question_id": "1"}, topic_of="1")
    async with town.units() as uow:
        await uow.cards.save(card)
        await uow.cards.save(replace(card, said="another", at=LATER))
        await uow.cards.add_door(door)
    async with town.units.reading() as uow:
        assert await uow.cards.find("question:1") == replace(card, said="another", at=LATER)
        assert await uow.cards.find("question:2") is None
        assert await uow.cards.door("token-1") == door
        assert await uow.cards.door("token-2") is None
        assert await uow.cards.doors("question:1") == [door]
        assert await uow.cards.changed(COALITION, MONDAY_MORNING) == [LATER]
        assert await uow.cards.changed(COALITION, LATER) == []
        assert await uow.cards.changed("elders", MONDAY_MORNING) == []


async def test_a_proposal_keeps_its_words_and_how_it_moved(town: Town) -> None:
    await _at_work(town)
    proposal = Proposal(
        "koffie", COALITION, TRAJECTORY, ProposalStatus.PLANNED, texts={"title": "Koffie-ochtend"}, owner_id="amal"
    )
    moved = ProposalMove(
        "move-1",
        COALITION,
        "koffie",
        ProposalStatus.PLANNED,
        ProposalStatus.NOT_NOW,
        "noor",
        MONDAY_MORNING,
        ReasonKind.MONEY,
        "Er is dit jaar geen geld.",
    )
    async with town.units() as uow:
        await uow.trajectories.save_proposal(proposal)
        await uow.trajectories.add_move(moved)
    async with town.units.reading() as uow:
        assert await uow.trajectories.proposal("koffie") == proposal
        assert await uow.trajectories.moves("koffie") == [moved]
        assert await uow.trajectories.moves("tolk") == []
        assert await uow.trajectories.move("move-1") == moved
    async with town.units() as uow:
        await uow.trajectories.save_move(replace(moved, made=False, words="Nu niet."))
    async with town.units.store.reading() as connection:
        sealed = (await connection.execute(sa.select(proposal_moves.c.words))).scalar_one()
    assert b"Nu niet" not in sealed
    async with town.units.reading() as uow:
        assert (await uow.trajectories.move("move-1")).made is False


async def test_the_steps_of_a_trajectory_keep_their_days(town: Town) -> None:
    async with town.units() as uow:
        trajectory = replace(await uow.trajectories.get(TRAJECTORY), steps={"conversation": date(2026, 6, 2)})
        await uow.trajectories.save(trajectory)
    async with town.units.reading() as uow:
        assert await uow.trajectories.get(TRAJECTORY) == trajectory


async def test_trials_are_found_by_person_and_by_when_they_were_asked_last(town: Town) -> None:
    await _at_work(town)
    await town.joins("Fatma")
    first = Trial("trial-1", COALITION, "bulletin-1", "revision-1", "amal", "tr", MONDAY_MORNING)
    later = replace(first, id="trial-2", asked_at=LATER, answered_at=LATER, told_at=LATER, words="Er komt een tolk.")
    async with town.units() as uow:
        for trial in (later, first):
            await uow.drafts.save_trial(trial)
    async with town.units() as uow:
        assert await uow.drafts.trials("bulletin-1") == [first, later]
        assert await uow.drafts.trials_of("amal") == [first, later]
        assert await uow.drafts.trials_of("fatma") == []
        assert await uow.drafts.last_asked(["amal", "fatma"]) == {"amal": LATER}
        assert await uow.drafts.last_asked([]) == {}
        await uow.drafts.drop_trial("trial-2")
    async with town.units.reading() as uow:
        assert await uow.drafts.trials_of("amal") == [first]
        with pytest.raises(NotThere):
            await uow.drafts.trial("trial-2")


async def test_a_voice_that_answers_a_trial_is_not_loose(town: Town) -> None:
    await _at_work(town)
    voice = Media("voice-1", COALITION, ACCOUNT, "amal", "voice", "file-id", MONDAY_MORNING)
    trial = Trial("trial-1", COALITION, "bulletin-1", "revision-1", "amal", "tr", MONDAY_MORNING, media_id="voice-1")
    async with town.units() as uow:
        await uow.media.add(voice)
        await uow.drafts.save_trial(trial)
    async with town.units() as uow:
        assert await uow.media.loose(LATER, 10) == []
        await uow.drafts.drop_trial("trial-1")
    async with town.units.reading() as uow:
        assert [media.id for media in await uow.media.loose(LATER, 10)] == ["voice-1"]


async def test_what_somebody_wrote_down_of_a_dutch_voice_is_sealed_by_its_parents_key_and_goes_with_them(town: Town) -> None:
    await _at_work(town)
    about = ("reaction-1", COALITION, TRAJECTORY, "bulletin-1", "amal", "meaning", None, MONDAY_MORNING)
    task = replace(TASK, bulletin_id=None, direction=Direction.WORDS, language="nl", reaction_id="reaction-1", parent_id="amal")
    written = replace(task, state=TaskState.DONE, done_at=LATER, words="In de nacht was ik alleen.")
    async with town.units() as uow:
        await uow.bulletins.save_reaction(Reaction(*about, media_id="voice-1", may_show=True, may_hear=True))
        await uow.translations.save(written)
    async with town.units.store.reading() as connection:
        assert b"nacht" not in (await connection.execute(sa.select(translations.c.words))).scalar_one()
    async with town.units() as uow:
        assert await uow.translations.of_reaction("reaction-1") == [written]
        await uow.people.forget("amal")
    async with town.units.reading() as uow:
        with pytest.raises(NotThere):
            await uow.translations.get(written.id)
        with pytest.raises(NotThere):
            await uow.bulletins.reaction("reaction-1")
