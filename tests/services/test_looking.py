"""Two pairs of eyes: who is asked, what was approved is what is sent, and the writer hears it."""

from dataclasses import replace

import pytest

from bot.domain.bulletin import BulletinKind
from bot.domain.draft import RemarkKind
from bot.domain.errors import NotAllowed, Refused, Stale
from bot.services import awaited_looks, drafting, looking, readiness
from bot.services.drafting import Change, Changed
from tests.people import BRAM, ELIF, LOTTE, NOOR, SPIEGEL, WILLEM
from tests.services.conftest import Town

TEXTS = {"acknowledgement": "Ouders vertelden.", "meaning": "We begrepen.", "follow_up": "We doen."}


async def written(town: Town) -> Changed:
    started = await drafting.start(town.work, NOOR.actor, SPIEGEL.id, BulletinKind.FULL)
    return await drafting.change(town.work, NOOR.actor, started.bulletin.id, started.revision.id, Change(TEXTS))


async def test_the_others_are_asked_and_not_the_writer(town: Town) -> None:
    draft = await written(town)
    assert await looking.ask(town.work, NOOR.actor, draft.bulletin.id) == [BRAM.id]
    assert town.told("look_asked") == [BRAM.id]


async def test_asking_again_is_told_again(town: Town) -> None:
    draft = await written(town)
    await looking.ask(town.work, NOOR.actor, draft.bulletin.id)
    await looking.ask(town.work, NOOR.actor, draft.bulletin.id)
    assert town.told("look_asked") == [BRAM.id, BRAM.id]


async def test_a_yes_is_told_to_the_writer_and_takes_the_obstacle_away(town: Town) -> None:
    draft = await written(town)
    await looking.ask(town.work, NOOR.actor, draft.bulletin.id)
    await looking.agree(town.work, BRAM.actor, draft.bulletin.id, draft.revision.id)
    assert town.told("look_given") == [NOOR.id]
    assert "second_look_missing" not in {o.code for o in await readiness.obstacles(town.work, draft.bulletin)}


async def test_a_yes_to_what_was_changed_since_is_none(town: Town) -> None:
    draft = await written(town)
    await drafting.change(town.work, NOOR.actor, draft.bulletin.id, draft.revision.id, Change({"meaning": "Anders."}))
    with pytest.raises(Stale, match="changed"):
        await looking.agree(town.work, BRAM.actor, draft.bulletin.id, draft.revision.id)
    assert town.told("look_given") == []


async def test_a_translation_in_between_changes_nothing_about_it(town: Town) -> None:
    draft = await written(town)
    after = await drafting.translate(town.work, ELIF.actor, draft.bulletin.id, "tr", {"meaning": "Anladık."})
    await looking.agree(town.work, BRAM.actor, draft.bulletin.id, draft.revision.id)
    assert town.rows.looks[after.revision.id].by == BRAM.id


async def test_nobody_looks_at_their_own_words(town: Town) -> None:
    draft = await written(town)
    with pytest.raises(Refused, match="own_work"):
        await looking.agree(town.work, NOOR.actor, draft.bulletin.id, draft.revision.id)


async def test_a_remark_is_kept_and_told(town: Town) -> None:
    draft = await written(town)
    kept = await looking.remark(town.work, BRAM.actor, draft.bulletin.id, draft.revision.id, "Schrijf het korter.", "")
    assert (kept.kind, kept.words, kept.media_id) == (RemarkKind.REMARK, "Schrijf het korter.", None)
    assert await looking.said(town.work, NOOR.actor, draft.bulletin.id, kept.id) == kept
    assert town.told("look_given") == [NOOR.id]
    words = [str(row.happened) for row in town.rows.inbox.values()]
    assert not any("korter" in one for one in words)


async def test_it_waits_until_somebody_says_something_or_the_words_change(town: Town) -> None:
    draft = await written(town)
    assert await awaited_looks.waiting(town.work, draft.bulletin) is None
    await looking.ask(town.work, NOOR.actor, draft.bulletin.id)
    found = await awaited_looks.waiting(town.work, draft.bulletin)
    assert found is not None
    assert (found.by, found.at) == (NOOR.id, town.clock.now())
    await looking.remark(town.work, BRAM.actor, draft.bulletin.id, draft.revision.id, "Korter.", "")
    assert await awaited_looks.waiting(town.work, draft.bulletin) is None
    await looking.ask(town.work, NOOR.actor, draft.bulletin.id)
    changed = await drafting.change(town.work, NOOR.actor, draft.bulletin.id, draft.revision.id, Change({"meaning": "Korter."}))
    assert await awaited_looks.waiting(town.work, changed.bulletin) is None


@pytest.mark.parametrize("somebody", [LOTTE, ELIF, WILLEM], ids=lambda person: person.id)
async def test_only_coordinators_of_the_coalition_ask_and_answer(town: Town, somebody: object) -> None:
    draft = await written(town)
    actor = somebody.actor  # type: ignore[attr-defined]
    with pytest.raises(NotAllowed):
        await looking.ask(town.work, actor, draft.bulletin.id)
    with pytest.raises(NotAllowed):
        await looking.agree(town.work, actor, draft.bulletin.id, draft.revision.id)
    with pytest.raises(NotAllowed):
        await looking.remark(town.work, actor, draft.bulletin.id, draft.revision.id, "Korter.", "")


async def test_who_wrote_last_is_not_asked_and_the_other_one_may_look(town: Town) -> None:
    draft = await written(town)
    await drafting.change(town.work, BRAM.actor, draft.bulletin.id, draft.revision.id, Change({"meaning": "Korter."}))
    with pytest.raises(Refused, match="nobody_else"):
        await looking.ask(town.work, NOOR.actor, draft.bulletin.id)
    assert town.told("look_asked") == []
    newest = town.rows.revisions[str(town.rows.bulletins[draft.bulletin.id].revision_id)]
    assert [person.id for person in await looking.able(town.work, newest)] == [NOOR.id]


async def test_a_colleague_on_holiday_is_left_alone(town: Town) -> None:
    draft = await written(town)
    today = town.clock.now().date()
    town.put(replace(BRAM, away_from=today, away_until=today))
    with pytest.raises(Refused, match="nobody_else"):
        await looking.ask(town.work, NOOR.actor, draft.bulletin.id)
    assert town.told("look_asked") == []
