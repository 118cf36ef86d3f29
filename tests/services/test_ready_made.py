"""Short messages of which the words are ready: approved where the fixed text is, and gone in one step."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.bulletin import BulletinKind, BulletinState
from bot.domain.errors import NotAllowed, NotThere, Refused, Stale
from bot.services.delivery import ready_made
from bot.services.speaking import languages
from bot.services.writing import drafting, readiness
from bot.services.writing.drafting import Change
from tests.people import ELIF, LOTTE, NOOR, SPIEGEL, WILLEM
from tests.services.conftest import Town

NEXT = date(2026, 12, 1)


async def test_it_is_ready_in_every_language_without_a_second_look(town: Town) -> None:
    bulletin, revision = await ready_made.make(town.work, NOOR.actor, SPIEGEL, "still_busy", NEXT)
    assert await readiness.obstacles(town.work, bulletin) == []
    assert {language for language, _ in revision.texts} == {"nl", "en", "tr", "ar", "pl"}
    assert all([await languages.may_read(town.work, revision, language) for language, _ in revision.texts])
    assert (revision.kind, revision.ready_made) == (BulletinKind.SHORT, "common.ready_still_busy")


async def test_a_language_in_which_the_text_is_not_approved_is_left_out(town: Town) -> None:
    del town.rows.approvals[SPIEGEL.coalition_id, "common.ready_still_busy-tr", "tr"]
    _, revision = await ready_made.make(town.work, NOOR.actor, SPIEGEL, "still_busy", NEXT)
    assert "tr" not in {language for language, _ in revision.texts}


async def test_words_of_somebodys_own_want_a_second_look_again(town: Town) -> None:
    bulletin, revision = await ready_made.make(town.work, NOOR.actor, SPIEGEL, "still_busy", NEXT)
    after = await drafting.change(town.work, NOOR.actor, bulletin.id, revision.id, Change({"message": "Iets anders."}))
    assert [o.code for o in await readiness.obstacles(town.work, after.bulletin)] == ["not_ready_made"]


async def test_one_step_sends_it(town: Town) -> None:
    sent = await ready_made.send(town.work, NOOR.actor, SPIEGEL.id, "still_busy", NEXT)
    assert (sent.recipients, sent.waiting) == (6, 0)
    assert town.rows.bulletins[sent.bulletin.id].state is BulletinState.SENDING
    assert town.rows.trajectories[SPIEGEL.id].next_promised == NEXT


async def test_a_second_one_on_the_same_day_is_asked_about(town: Town) -> None:
    await ready_made.send(town.work, NOOR.actor, SPIEGEL.id, "still_busy", NEXT)
    with pytest.raises(Stale, match="just_heard"):
        await ready_made.send(town.work, NOOR.actor, SPIEGEL.id, "talking", NEXT)
    assert await ready_made.send(town.work, NOOR.actor, SPIEGEL.id, "talking", NEXT, anyway=True)


async def test_what_cannot_go_leaves_no_draft(town: Town) -> None:
    with pytest.raises(Refused, match="not_ready"):
        await ready_made.send(town.work, NOOR.actor, SPIEGEL.id, "still_busy", date(2026, 11, 1))
    drafts = [b.id for b in town.rows.bulletins.values() if b.state is BulletinState.DRAFT]
    assert drafts == ["full"]


@pytest.mark.parametrize("name", ready_made.READY)
async def test_the_day_is_a_working_day_within_the_silence_limit(town: Town, name: str) -> None:
    short = replace(SPIEGEL, norms={"silence_limit_days": 5})
    for trajectory, limit in ((SPIEGEL, 14), (short, 5)):
        for _ in range(14):
            town.clock.move(days=1)
            today = town.clock.now().date()
            day = await ready_made.day_for(town.work, trajectory, name)
            assert today < day <= today + timedelta(days=limit)
            assert day.isoweekday() < 6


async def test_nobody_else_sends_one_and_only_those_that_there_are(town: Town) -> None:
    for somebody in (LOTTE, ELIF, WILLEM):
        with pytest.raises(NotAllowed):
            await ready_made.send(town.work, somebody.actor, SPIEGEL.id, "still_busy", NEXT)
    with pytest.raises(NotThere):
        await ready_made.send(town.work, NOOR.actor, SPIEGEL.id, "welcome", NEXT)
