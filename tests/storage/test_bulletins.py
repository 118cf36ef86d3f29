"""Bulletins, their revisions, people's yes to them, and what parents say of them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from bot.domain.approval import Approval
from bot.domain.bulletin import Bulletin, BulletinKind, BulletinState, Revision, SecondLook
from bot.domain.coalition import Coalition
from bot.domain.reaction import Reaction, ReactionKind
from tests.fakes.clock import MONDAY_MORNING
from tests.storage.conftest import COALITION, TRAJECTORY, Town

BULLETIN = Bulletin("b1", COALITION, TRAJECTORY, BulletinKind.FULL, revision_id="r1")
REVISION = Revision(
    "r1",
    COALITION,
    "b1",
    1,
    BulletinKind.FULL,
    {("nl", "meaning"): "Dit hoorden wij.", ("tr", "meaning"): "Bunu duyduk."},
    proposal_ids=("p1", "p2"),
    quote_ids=("q1",),
    next_promised=date(2026, 12, 7),
    written_by="marieke",
    plain_score=58,
    plain_overruled="Het is een naam van een wet.",
)


async def test_a_revision_is_sent_as_it_was_approved(town: Town) -> None:
    async with town.units() as uow:
        await uow.bulletins.save(BULLETIN)
        await uow.bulletins.add_revision(REVISION)
        await uow.bulletins.add_revision(replace(REVISION, id="r2", number=2, plain_overruled=None))
    async with town.units.reading() as uow:
        assert await uow.bulletins.revision("r1") == REVISION
        assert [revision.id for revision in await uow.bulletins.revisions("b1")] == ["r1", "r2"]
        assert await uow.bulletins.revisions("b2") == []
        assert await uow.bulletins.revision("r2") == replace(REVISION, id="r2", number=2, plain_overruled=None)
        assert await uow.bulletins.get("b1") == BULLETIN
        assert await uow.bulletins.of(COALITION) == [BULLETIN]


async def test_a_revision_never_changes(town: Town) -> None:
    async def change() -> None:
        async with town.units() as uow:
            await uow.bulletins.add_revision(replace(REVISION, texts={("nl", "meaning"): "Iets anders."}))

    async with town.units() as uow:
        await uow.bulletins.save(BULLETIN)
        await uow.bulletins.add_revision(REVISION)
    with pytest.raises(sa.exc.IntegrityError):
        await change()


async def test_who_joins_later_is_offered_the_newest_that_went_out(town: Town) -> None:
    gone = replace(BULLETIN, id="gone", state=BulletinState.SENT, sent_at=MONDAY_MORNING)
    newer = replace(gone, id="a-newer-one", sent_at=MONDAY_MORNING + timedelta(days=1))
    states = (BulletinState.DRAFT, BulletinState.PAUSED, BulletinState.CANCELLED)
    others = [replace(BULLETIN, id=state, state=state) for state in states]
    going = replace(BULLETIN, id="going", state=BulletinState.SENDING)
    async with town.units() as uow:
        assert await uow.bulletins.last_sent(TRAJECTORY) is None
        for bulletin in (gone, newer, *others):
            await uow.bulletins.save(bulletin)
        assert await uow.bulletins.last_sent(TRAJECTORY) == newer
        await uow.bulletins.save(going)
        assert await uow.bulletins.last_sent(TRAJECTORY) == going


async def test_the_other_coordinators_yes_is_kept_or_the_reason_for_going_alone(town: Town) -> None:
    yes = SecondLook("r1", COALITION, "joke", MONDAY_MORNING)
    alone = SecondLook("r2", COALITION, "marieke", MONDAY_MORNING, alone_because="Joke is ziek")
    async with town.units() as uow:
        await uow.bulletins.save(BULLETIN)
        await uow.bulletins.add_revision(REVISION)
        await uow.bulletins.add_revision(replace(REVISION, id="r2", number=2))
        assert await uow.bulletins.second_look("r1") is None
        for look in (yes, alone):
            await uow.bulletins.add_second_look(look)
    async with town.units.reading() as uow:
        assert await uow.bulletins.second_look("r1") == yes
        assert await uow.bulletins.second_look("r2") == alone
        assert await uow.bulletins.second_looks("b1") == [yes, alone]
        assert await uow.bulletins.second_looks("b2") == []


async def test_a_text_is_approved_for_its_own_coalition_language_and_words_only(town: Town) -> None:
    async with town.units() as uow:
        await uow.coalitions.save(Coalition("elsewhere", "Kansrijk Elders"))
        for number in range(3):
            await uow.bulletins.save_approval(Approval(COALITION, f"hash-{number}", "tr", "elif", MONDAY_MORNING))
        await uow.bulletins.save_approval(Approval(COALITION, "hash-0", "tr", "joke", MONDAY_MORNING))
    async with town.units.reading() as uow:
        assert await uow.bulletins.approved(COALITION, "tr", ["hash-0", "hash-2", "hash-9"]) == {"hash-0", "hash-2"}
        assert await uow.bulletins.approved(COALITION, "ar", ["hash-0"]) == set()
        assert await uow.bulletins.approved("elsewhere", "tr", ["hash-0"]) == set()
        assert await uow.bulletins.approved(COALITION, "tr", []) == set()


async def test_the_newest_reaction_of_each_parent_on_each_subject_counts(town: Town) -> None:
    for name in ("Samira", "Piotr"):
        await town.joins(name)

    def says(id_: str, person: str, subject: str, kind: ReactionKind | None, minutes: int, words: str = "") -> Reaction:
        at = MONDAY_MORNING + timedelta(minutes=minutes)
        return Reaction(id_, COALITION, TRAJECTORY, "b1", person, subject, kind, at, words, "ar", may_show=bool(words))

    first = says("1", "samira", "meaning", ReactionKind.HELPS, 0)
    other = says("2", "samira", "p1", None, 1, "Ik wil liever iemand die belt")
    piotrs = says("3", "piotr", "meaning", ReactionKind.A_LITTLE, 2)
    second = says("4", "samira", "meaning", ReactionKind.NOT, 3, "Toch niet")
    async with town.units() as uow:
        await uow.bulletins.save(BULLETIN)
        for reaction in (second, first, other, piotrs):
            await uow.bulletins.save_reaction(reaction)
    async with town.units.reading() as uow:
        assert await uow.bulletins.reactions("b1") == [other, piotrs, second]
        assert await uow.bulletins.reactions_of("samira") == [first, other, second]
        assert await uow.bulletins.reactions("b2") == []


async def test_whether_somebody_may_listen_is_kept_beside_a_voice(town: Town) -> None:
    await town.joins("Samira")
    about = ("1", COALITION, TRAJECTORY, "b1", "samira", "meaning", None, MONDAY_MORNING)
    spoken = Reaction(*about, language="nl", media_id="voice-1", may_show=True, may_hear=True)
    async with town.units() as uow:
        await uow.bulletins.save(BULLETIN)
        await uow.bulletins.save_reaction(spoken)
    async with town.units() as uow:
        assert (await uow.bulletins.reaction("1")).to_hear == "voice-1"
        await uow.bulletins.save_reaction(replace(spoken, may_hear=False))
    async with town.units.reading() as uow:
        assert await uow.bulletins.reaction("1") == replace(spoken, may_hear=False)
        assert (await uow.bulletins.reaction("1")).to_hear is None
