"""A proposal has a picture of its own: the next bulletin takes it along, and it is looked at and told there as every picture."""

import pytest

from bot.domain.bulletin import BulletinKind, Revision
from bot.domain.errors import NotAllowed, Refused
from bot.domain.person import Person
from bot.domain.proposal import Proposal, ProposalStatus
from bot.services.following_up import proposal_pictures, proposing
from bot.services.writing import authorship, composing, drafting, picturing
from tests.people import BRAM, LOTTE, NOOR, SPIEGEL, VOORBEELDSTAD, WILLEM
from tests.photos import PLACE, jpeg
from tests.services.conftest import Town
from tests.services.test_picturing import photo

COFFEE = Proposal(
    "koffie", VOORBEELDSTAD.id, SPIEGEL.id, ProposalStatus.STARTED, texts={"title": "Koffie-ochtend", "plan": "Elke dinsdag."}
)
ELEMENT = f"proposal:{COFFEE.id}:picture"
SHOWS = "Een foto van het buurthuis, met een groene deur."


@pytest.fixture
def town(town: Town) -> Town:
    """Of a data file, as far as anybody knows."""
    town.rows.proposals[COFFEE.id] = COFFEE
    return town


async def give(town: Town, content: bytes, shows: str = SHOWS, who: Person = NOOR) -> Proposal:
    picture = await picturing.take(town.work, who.actor, await photo(town, content, who=who))
    return await proposal_pictures.give(town.work, who.actor, COFFEE.id, picture, shows)


async def next_bulletin(town: Town, who: Person) -> Revision:
    """Somebody begins another one, and takes the proposal up."""
    started = await drafting.start(town.work, who.actor, SPIEGEL.id, BulletinKind.FULL)
    use = composing.use(town.work, who.actor, started.bulletin.id, started.revision.id, proposal_ids=[COFFEE.id])
    return (await use).revision


async def test_a_proposal_has_a_picture_without_the_place_where_it_was_taken_and_gets_another(town: Town) -> None:
    proposal = await give(town, jpeg(PLACE))
    assert (proposal.texts["picture"], proposal.revision) == (SHOWS, COFFEE.revision + 1)
    assert town.rows.pictures[VOORBEELDSTAD.id, proposal.picture].content == jpeg()
    other = await give(town, jpeg(what=b"a playground"), "Een speeltuin.")
    assert (other.picture == proposal.picture, other.texts["picture"]) == (False, "Een speeltuin.")
    assert town.rows.proposals[COFFEE.id].texts["plan"] == "Elke dinsdag."
    assert town.done() == ["proposal_pictured", "proposal_pictured"]


async def test_it_has_none_without_words(town: Town) -> None:
    for shows, code in ((" ", "nothing_said"), ("woord " * 60, "too_long")):
        with pytest.raises(Refused, match=code):
            await give(town, jpeg(), shows)
    assert not town.rows.proposals[COFFEE.id].picture
    assert not town.rows.pictures


async def test_it_is_taken_away_with_its_words_and_once(town: Town) -> None:
    await give(town, jpeg())
    after = await proposal_pictures.take_away(town.work, NOOR.actor, COFFEE.id)
    assert (after.picture, "picture" in after.texts) == ("", False)
    with pytest.raises(Refused, match="no_picture"):
        await proposal_pictures.take_away(town.work, BRAM.actor, COFFEE.id)


async def test_the_next_bulletin_takes_it_along_and_what_was_written_keeps_its_own(town: Town) -> None:
    before = await next_bulletin(town, NOOR)
    proposal = await give(town, jpeg())
    after = await next_bulletin(town, NOOR)
    assert (before.pictures, after.pictures) == ({}, {COFFEE.id: proposal.picture})
    assert picturing.told(after, COFFEE.id) == SHOWS
    assert after.unwritten("tr")[-1] == ELEMENT
    await proposal_pictures.take_away(town.work, NOOR.actor, COFFEE.id)
    assert town.rows.revisions[after.id].pictures == {COFFEE.id: proposal.picture}
    assert (await next_bulletin(town, NOOR)).pictures == {}


async def test_a_draft_may_leave_it_out_and_keeps_another_one(town: Town) -> None:
    await give(town, jpeg())
    draft = await next_bulletin(town, NOOR)
    without = await picturing.take_away(town.work, NOOR.actor, draft.bulletin_id, draft.id, COFFEE.id)
    assert without.revision.pictures == {}
    door = await picturing.take(town.work, NOOR.actor, await photo(town, jpeg(what=b"a door")))
    added = await picturing.add(town.work, NOOR.actor, draft.bulletin_id, without.revision.id, COFFEE.id, door, "Een deur.")
    assert added.revision.pictures == {COFFEE.id: door.text_hash}
    assert town.rows.proposals[COFFEE.id].texts["picture"] == SHOWS


async def test_who_gave_it_and_takes_it_up_is_not_its_second_pair_of_eyes_and_who_only_takes_it_up_may_be(town: Town) -> None:
    await give(town, jpeg())
    assert await authorship.writers(town.work, await next_bulletin(town, NOOR)) == {NOOR.id}
    assert await authorship.writers(town.work, await next_bulletin(town, BRAM)) == frozenset()


async def test_it_stays_when_the_proposal_gets_other_words_or_moves(town: Town) -> None:
    proposal = await give(town, jpeg())
    await proposing.rewrite(town.work, NOOR.actor, COFFEE.id, "plan", "Elke woensdag.")
    await proposing.move(town.work, NOOR.actor, COFFEE.id, ProposalStatus.DONE, seen=ProposalStatus.STARTED)
    now = town.rows.proposals[COFFEE.id]
    assert (now.picture, now.texts["picture"]) == (proposal.picture, SHOWS)


async def test_nobody_else_gives_one_or_takes_it_away(town: Town) -> None:
    picture = await picturing.take(town.work, NOOR.actor, await photo(town, jpeg()))
    for somebody in (LOTTE.actor, WILLEM.actor):
        with pytest.raises(NotAllowed):
            await proposal_pictures.give(town.work, somebody, COFFEE.id, picture, SHOWS)
        with pytest.raises(NotAllowed):
            await proposal_pictures.take_away(town.work, somebody, COFFEE.id)
    assert not town.rows.pictures
