"""Two pairs of eyes: who is asked, what was approved is what is sent, and the writer hears it."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.bulletin import BulletinKind
from bot.domain.draft import RemarkKind
from bot.domain.errors import NotAllowed, Refused, Stale
from bot.services.following_up import proposing
from bot.services.writing import approvals, awaited_looks, drafting, looking, readiness
from bot.services.writing.drafting import Change, Changed
from tests.people import BRAM, ELIF, LOTTE, NOOR, SPIEGEL, WILLEM
from tests.services.conftest import PLAYGROUP, Town

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


async def test_nobody_of_two_who_both_wrote_is_asked_or_may_look(town: Town) -> None:
    draft = await written(town)
    both = await drafting.change(town.work, BRAM.actor, draft.bulletin.id, draft.revision.id, Change({"meaning": "Korter."}))
    with pytest.raises(Refused, match="nobody_else"):
        await looking.ask(town.work, NOOR.actor, draft.bulletin.id)
    assert town.told("look_asked") == []
    assert await looking.all_wrote(town.work, both.revision)
    for somebody in (NOOR, BRAM):
        with pytest.raises(Refused, match="own_work"):
            await approvals.second_look(town.work, somebody.actor, draft.bulletin.id)
    await approvals.second_look(town.work, NOOR.actor, draft.bulletin.id, "We schreven het samen.")
    assert "second_look_missing" not in {o.code for o in await readiness.obstacles(town.work, both.bulletin)}


async def test_who_only_chose_a_day_may_look_and_who_wrote_the_words_may_not(town: Town) -> None:
    draft = await written(town)
    day = Change(next_promised=date(2026, 12, 10))
    after = await drafting.change(town.work, BRAM.actor, draft.bulletin.id, draft.revision.id, day)
    with pytest.raises(Refused, match="own_work"):
        await looking.agree(town.work, NOOR.actor, draft.bulletin.id, after.revision.id)
    assert [person.id for person in await looking.able(town.work, after.revision)] == [BRAM.id]
    await looking.agree(town.work, BRAM.actor, draft.bulletin.id, after.revision.id)
    assert town.told("look_given") == [NOOR.id]
    assert "second_look_missing" not in {o.code for o in await readiness.obstacles(town.work, after.bulletin)}


async def test_after_a_yes_who_gave_it_may_mend_a_word_and_the_first_writer_looks(town: Town) -> None:
    draft = await written(town)
    await looking.agree(town.work, BRAM.actor, draft.bulletin.id, draft.revision.id)
    mended = await drafting.change(town.work, BRAM.actor, draft.bulletin.id, draft.revision.id, Change({"meaning": "Korter."}))
    with pytest.raises(Refused, match="own_work"):
        await looking.agree(town.work, BRAM.actor, draft.bulletin.id, mended.revision.id)
    await looking.agree(town.work, NOOR.actor, draft.bulletin.id, mended.revision.id)


async def test_after_a_yes_another_day_asks_again_whoever_did_not_write_the_words(town: Town) -> None:
    draft = await written(town)
    await looking.agree(town.work, BRAM.actor, draft.bulletin.id, draft.revision.id)
    day = Change(next_promised=date(2026, 12, 10))
    after = await drafting.change(town.work, BRAM.actor, draft.bulletin.id, draft.revision.id, day)
    assert [person.id for person in await looking.able(town.work, after.revision)] == [BRAM.id]


async def test_a_reason_for_going_alone_is_no_yes_of_somebody_else(town: Town) -> None:
    draft = await written(town)
    await approvals.second_look(town.work, NOOR.actor, draft.bulletin.id, "Bram is ziek.")
    mended = await drafting.change(town.work, BRAM.actor, draft.bulletin.id, draft.revision.id, Change({"meaning": "Korter."}))
    assert await looking.able(town.work, mended.revision) == []


async def test_words_that_were_taken_out_again_have_no_writer(town: Town) -> None:
    texts = {"title": "Speelgroep", "plan": "Elke week samen spelen."}
    town.rows.proposals[PLAYGROUP.id] = replace(PLAYGROUP, texts=texts)
    draft = await written(town)
    about = town.work, BRAM.actor, draft.bulletin.id
    added = await drafting.change(*about, draft.revision.id, Change(proposal_ids=(PLAYGROUP.id,)))
    words = {f"proposal:{PLAYGROUP.id}:plan": "Elke dag samen spelen."}
    wrote = await drafting.change(*about, added.revision.id, Change(words))
    assert await looking.able(town.work, wrote.revision) == []
    gone = await drafting.change(*about, wrote.revision.id, Change(proposal_ids=()))
    assert [person.id for person in await looking.able(town.work, gone.revision)] == [BRAM.id]


async def test_words_that_a_proposal_brings_along_are_of_who_wrote_them_there(town: Town) -> None:
    made = await proposing.create(town.work, NOOR.actor, SPIEGEL.id, "Speelgroep", "Elke week samen spelen.")
    own = await proposing.create(town.work, BRAM.actor, SPIEGEL.id, "Fietsles", "Samen leren fietsen.")
    draft = await written(town)
    about = town.work, BRAM.actor, draft.bulletin.id
    chosen = await drafting.change(*about, draft.revision.id, Change(proposal_ids=(made.id,)))
    assert [person.id for person in await looking.able(town.work, chosen.revision)] == [BRAM.id]
    both = await drafting.change(*about, chosen.revision.id, Change(proposal_ids=(made.id, own.id)))
    assert await looking.able(town.work, both.revision) == []


async def test_a_colleague_on_holiday_is_left_alone(town: Town) -> None:
    draft = await written(town)
    today = town.clock.now().date()
    town.put(replace(BRAM, away_from=today, away_until=today))
    with pytest.raises(Refused, match="nobody_else"):
        await looking.ask(town.work, NOOR.actor, draft.bulletin.id)
    assert town.told("look_asked") == []
