"""A picture beside a proposal, sent in a chat: never without words, looked at by another, and told in every language."""

from dataclasses import replace

import pytest

from bot.domain.bulletin import BulletinState, Revision
from bot.domain.errors import NotAllowed, NotThere, Refused, Stale
from bot.domain.media import Media, MediaState
from bot.domain.person import Person
from bot.domain.translation import Direction, TaskState, TranslationTask
from bot.services.speaking import languages
from bot.services.translation import translating
from bot.services.writing import approvals, authorship, drafting, picturing, readiness
from tests.fakes.clock import MONDAY_MORNING
from tests.people import BOT, BRAM, ELIF, LOTTE, NOOR, VOORBEELDSTAD
from tests.photos import PLACE, jpeg
from tests.services.conftest import PLAYGROUP, Town

ELEMENT = f"proposal:{PLAYGROUP.id}:picture"
SHOWS = "Een foto van het buurthuis, met een groene deur."


async def photo(town: Town, content: bytes | None, kind: str = "photo", who: Person = NOOR) -> str:
    """Somebody sends it: its id. None is still to be fetched."""
    state = MediaState.FETCHED if content is not None else MediaState.WANTED
    media = Media(town.chance.id(), VOORBEELDSTAD.id, BOT.id, who.id, kind, "ref", MONDAY_MORNING, state)
    await town.work.uow.media.save(media, content)
    return media.id


def now(town: Town) -> Revision:
    return town.rows.revisions[str(town.rows.bulletins["full"].revision_id)]


async def add(town: Town, content: bytes, shows: str = SHOWS, who: Person = NOOR) -> Revision:
    picture = await picturing.take(town.work, who.actor, await photo(town, content, who=who))
    return (await picturing.add(town.work, who.actor, "full", now(town).id, PLAYGROUP.id, picture, shows)).revision


async def test_a_photo_stands_beside_a_proposal_without_the_place_where_it_was_taken(town: Town) -> None:
    revision = await add(town, jpeg(PLACE))
    [picture] = town.rows.pictures.values()
    assert revision.pictures == {PLAYGROUP.id: picture.text_hash}
    assert picturing.told(revision, PLAYGROUP.id) == SHOWS
    assert picture.content == jpeg()
    assert not picture.from_file


async def test_it_does_not_stand_there_without_words(town: Town) -> None:
    with pytest.raises(Refused, match="nothing_said"):
        await add(town, jpeg(), " ")
    with pytest.raises(Refused, match="too_long"):
        await add(town, jpeg(), "woord " * 60)
    revision = await add(town, jpeg())
    without = await drafting.change(town.work, NOOR.actor, "full", revision.id, drafting.Change({ELEMENT: ""}))
    assert without.revision.pictures == {}


async def test_its_words_are_one_element_more_for_every_translator(town: Town) -> None:
    assert not now(town).unwritten("tr")
    revision = await add(town, jpeg())
    assert ELEMENT in translating.elements(revision)
    assert (revision.unwritten("tr"), revision.missing("tr")) == ((ELEMENT,), ())


async def test_a_language_goes_out_without_a_picture_that_nobody_told_in_it(town: Town) -> None:
    revision = await add(town, jpeg())
    assert await languages.may_read(town.work, revision, "tr")
    assert not await languages.whole(town.work, revision, "tr")
    bulletin = town.rows.bulletins["full"]
    assert await readiness.untold(town.work, bulletin, ("nl", "tr", "ti")) == ("tr",)
    assert "element_missing" not in {obstacle.code for obstacle in await readiness.obstacles(town.work, bulletin)}
    [line] = [line for line in await translating.overview(town.work, NOOR.actor, "full") if line.language == "tr"]
    assert (line.state, line.is_readable, line.total - line.done) == ("untold", True, 1)


async def test_words_for_it_wait_for_a_yes_and_keep_nothing_meanwhile(town: Town) -> None:
    await add(town, jpeg())
    changed = await drafting.translate(town.work, ELIF.actor, "full", "tr", {ELEMENT: "Yeşil kapılı mahalle evi."})
    assert await languages.may_read(town.work, changed.revision, "tr")
    assert not await languages.whole(town.work, changed.revision, "tr")
    await approvals.approve_bulletin(town.work, BRAM.actor, "full", "tr")
    assert await languages.whole(town.work, now(town), "tr")
    assert await readiness.untold(town.work, town.rows.bulletins["full"], ("tr",)) == ()


async def test_a_language_of_which_other_words_lack_waits_as_before(town: Town) -> None:
    revision = await add(town, jpeg())
    texts = {at: words for at, words in revision.texts.items() if at != ("tr", "meaning")}
    town.revise(replace(revision, id="lacking", number=99, texts=texts))
    assert not await languages.may_read(town.work, now(town), "tr")
    assert await readiness.untold(town.work, town.rows.bulletins["full"], ("tr",)) == ()


async def test_who_translated_a_language_is_asked_for_the_words_of_a_picture(town: Town) -> None:
    town.put(replace(ELIF, translates=frozenset({"tr"})))
    about = ("task", VOORBEELDSTAD.id, Direction.BULLETIN, "tr", TaskState.DONE, MONDAY_MORNING, "full")
    await town.work.uow.translations.save(TranslationTask(*about, translator_id=ELIF.id))
    picture = await picturing.take(town.work, NOOR.actor, await photo(town, jpeg()))
    changed = await picturing.add(town.work, NOOR.actor, "full", now(town).id, PLAYGROUP.id, picture, SHOWS)
    assert (changed.asked_again, changed.fallen) == (("tr",), ())
    [task] = await translating.open_of(town.work, "full")
    with pytest.raises(Refused, match="element_missing"):
        await translating.submit(town.work, ELIF.actor, task.id)
    await translating.write(town.work, ELIF.actor, task.id, ELEMENT, "Yeşil kapılı mahalle evi.", now(town).id)
    assert (await translating.submit(town.work, ELIF.actor, task.id)).state is TaskState.WRITTEN


async def test_its_words_may_come_while_the_bulletin_goes_out_and_no_others(town: Town) -> None:
    await add(town, jpeg())
    sending = replace(town.rows.bulletins["full"], state=BulletinState.SENDING, sent_at=MONDAY_MORNING)
    town.rows.bulletins["full"] = sending
    for texts in ({"meaning": "Başka."}, {"meaning": "Başka.", ELEMENT: "Ev."}):
        with pytest.raises(Stale, match="already_approved"):
            await drafting.translate(town.work, ELIF.actor, "full", "tr", texts)
    await drafting.translate(town.work, ELIF.actor, "full", "tr", {ELEMENT: "Ev."})
    await approvals.approve_bulletin(town.work, BRAM.actor, "full", "tr")
    with pytest.raises(Stale, match="already_approved"):
        await drafting.translate(town.work, ELIF.actor, "full", "tr", {ELEMENT: "Kapı."})


async def test_another_picture_or_other_words_for_it_are_looked_at_anew(town: Town) -> None:
    await add(town, jpeg())
    other = jpeg(what=b"a playground")
    for content, shows in ((other, SHOWS), (other, "Een speeltuin.")):
        await approvals.second_look(town.work, BRAM.actor, "full", "Noor is ziek.")
        assert now(town).id in town.rows.looks
        await add(town, content, shows)
        assert now(town).id not in town.rows.looks


async def test_who_put_another_picture_there_is_not_its_second_pair_of_eyes(town: Town) -> None:
    await add(town, jpeg())
    await add(town, jpeg(what=b"a playground"), who=BRAM)
    assert BRAM.id in await authorship.writers(town.work, now(town))


async def test_it_is_taken_away_with_its_words(town: Town) -> None:
    revision = await add(town, jpeg())
    without = (await picturing.take_away(town.work, NOOR.actor, "full", revision.id, PLAYGROUP.id)).revision
    assert without.pictures == {}
    assert ("nl", ELEMENT) not in without.texts


async def test_it_goes_with_its_proposal(town: Town) -> None:
    revision = await add(town, jpeg())
    without = (await drafting.change(town.work, NOOR.actor, "full", revision.id, drafting.Change(proposal_ids=()))).revision
    assert without.pictures == {}


async def test_the_later_one_of_two_who_change_it_is_told(town: Town) -> None:
    seen = now(town).id
    await add(town, jpeg())
    picture = await picturing.take(town.work, BRAM.actor, await photo(town, jpeg(what=b"a door"), who=BRAM))
    with pytest.raises(Stale, match="draft_changed"):
        await picturing.add(town.work, BRAM.actor, "full", seen, PLAYGROUP.id, picture, "Een deur.")


async def test_only_a_photo_of_ones_own_is_taken(town: Town) -> None:
    for media_id in (
        await photo(town, jpeg(), "document"),
        await photo(town, jpeg(), who=BRAM),
        await photo(town, b"no picture"),
        await photo(town, jpeg(what=b"x" * 1_000_000)),
    ):
        with pytest.raises(Refused, match="no_picture"):
            await picturing.take(town.work, NOOR.actor, media_id)
    with pytest.raises(Refused, match="still_fetched"):
        await picturing.take(town.work, NOOR.actor, await photo(town, None))


async def test_nobody_else_puts_one_there_and_none_beside_a_proposal_that_is_not_told(town: Town) -> None:
    picture = await picturing.take(town.work, NOOR.actor, await photo(town, jpeg()))
    with pytest.raises(NotAllowed):
        await picturing.add(town.work, LOTTE.actor, "full", now(town).id, PLAYGROUP.id, picture, SHOWS)
    with pytest.raises(NotThere):
        await picturing.add(town.work, NOOR.actor, "full", now(town).id, "other", picture, SHOWS)


async def test_a_data_file_leaves_it_alone(town: Town) -> None:
    await add(town, jpeg())
    [picture] = town.rows.pictures.values()
    town.rows.pictures[VOORBEELDSTAD.id, "of-the-file"] = replace(picture, text_hash="of-the-file", from_file=True)
    assert await town.work.uow.pictures.keep_only(VOORBEELDSTAD.id, set()) == 1
    assert list(town.rows.pictures.values()) == [picture]
