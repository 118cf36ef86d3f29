"""A town that speaks ten languages: what somebody sees who reads one of them, and how they get there."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.approval import Approval
from bot.domain.own_text import SwitchedOn
from bot.rehearsal.demo.stage import Somebody
from bot.texts.isolates import bare
from bot.texts.languages import language
from bot.wiring import Library
from tests.conversations.player import COALITION, Player, playing

SPOKEN = ("nl", "en", "tr", "ar", "pl", "uk", "ti", "so", "fa", "zh_Hans")


@pytest.fixture
async def play(tmp_path: Path, town: Path, library: Library) -> AsyncIterator[Player]:
    copy = tmp_path / "template.db"
    shutil.copy(town, copy)
    async with playing(tmp_path, copy, library, "nl") as player:
        async with player.stage.house.work() as work:
            coalition = await work.uow.coalitions.get(COALITION)
            await work.uow.coalitions.save(replace(coalition, languages=SPOKEN))
            for code in SPOKEN[1:]:
                hashes = dict.fromkeys(work.words.fixed_hashes(code))
                there = await work.uow.bulletins.approved(COALITION, code, list(hashes))
                new = [Approval(COALITION, each, code, "hanan", work.clock.now()) for each in hashes if each not in there]
                await work.uow.bulletins.add_approvals(new)
                await work.uow.own_texts.switch_on(SwitchedOn(COALITION, code, "hanan", work.clock.now()))
        yield player


def labels(somebody: Somebody) -> list[str]:
    """The buttons under the newest message."""
    return [bare(label) for row in somebody.phone.messages[-1].buttons for label in row]


async def reads(play: Player, somebody: Somebody) -> str:
    async with play.stage.house.work() as work:
        [account] = await work.uow.coalitions.bot_accounts(COALITION)
        address = await work.uow.people.find_address(account.id, "telegram", str(somebody.phone.user.id))
        assert address is not None
        assert address.person_id is not None
        return (await work.uow.people.get(address.person_id)).language


async def test_who_reads_none_of_the_first_ones_finds_theirs_behind_the_last_button(play: Player) -> None:
    lotte = play.stranger("Lotte", "nl")
    await play.opens_invitation(lotte)
    first = ["Nederlands", "English", "Türkçe", "العربية", "Polski", "Українська"]
    assert labels(lotte) == [*first, "🌍 ትግርኛ · Soomaali · فارسی · 简体中文 …"]
    await play.taps(lotte, lotte.phone.messages[-1].buttons[-1][0])
    assert labels(lotte) == ["ትግርኛ", "Soomaali", "فارسی", "简体中文", "🌍 Nederlands · English · Türkçe …"]
    await play.taps(lotte, "ትግርኛ")
    assert await reads(play, lotte) == "ti"


async def test_the_phone_says_where_to_look_first_and_the_parent_decides(play: Player) -> None:
    fatma = play.stranger("Fatma", "fa")
    await play.opens_invitation(fatma)
    assert labels(fatma)[:3] == ["فارسی", "Nederlands", "English"]
    await play.taps(fatma, "Nederlands")
    assert await reads(play, fatma) == "nl"


@pytest.mark.parametrize(("typed", "code"), [("Somalisch", "so"), ("ZH", "zh_Hans"), ("ትግርኛ", "ti")])
async def test_a_name_typed_chooses_what_stands_on_another_page(play: Player, typed: str, code: str) -> None:
    sem = play.stranger("Sem", "nl")
    await play.opens_invitation(sem)
    assert language(code).own_name not in labels(sem)
    await play.types(sem, typed)
    assert await reads(play, sem) == code
