"""`weerklank run` as it is in earnest: a process of its own, its real loops, and signals."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot import operating
from bot.rehearsal.demo.stage import TOKEN
from bot.rehearsal.phones import Phone
from bot.wiring import Library
from tests.end_to_end.processes import PATIENCE, Place

ON_SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""Where the database makes no difference."""
ELSEWHERE = """\
coalition: {id: elders, name: "Kansrijke Start Elders"}
bot_account: {id: elders-telegram, username: elders_bot, token_setting: WEERKLANK_TOKEN_ELDERS}
"""


async def test_it_serves_a_parent_stops_on_request_and_loses_nothing(place: Place) -> None:
    lotte = Phone.new(place.world, place.bot, "Lotte", language_code="nl")
    token = await place.token()
    async with place.run() as program:
        lotte.open_link(token)
        await lotte.wait_for("Kies je taal.", timeout=PATIENCE)
        lotte.tap("Nederlands")
        await lotte.wait_for("Ben je 16 of ouder?", timeout=PATIENCE)
        lotte.tap("✅ Ja")
        await lotte.wait_for("Lees je graag, of luister je liever?", timeout=PATIENCE)
        lotte.tap("📖 Lezen")
        await lotte.wait_for("Mogen we je berichten sturen?", timeout=PATIENCE)
        logged = await program.stopped()
    assert "Lotte" not in logged
    assert token not in logged
    assert TOKEN not in logged
    lotte.tap("✅ Ja, graag")
    before = len(lotte.received)
    async with place.run() as program:
        await lotte.wait_for("Je doet mee.", timeout=PATIENCE)
        await program.stopped()
    assert len(lotte.received) == before + 2, "a drawing and the words"


@ON_SQLITE
async def test_a_token_that_telegram_does_not_know_ends_it_when_it_is_the_only_one(place: Place) -> None:
    place.world.bots.clear()
    async with place.run() as program:
        code, logged = await program.ended(PATIENCE)
    assert code == 2
    [line] = [line for line in logged.splitlines() if line.startswith("weerklank: ")]
    assert "Telegram does not know the token of bot account voorbeeldstad-telegram. Ask @BotFather" in line
    assert "Traceback" not in logged
    assert TOKEN not in logged


@ON_SQLITE
async def test_a_wrong_token_of_one_coalition_does_not_stop_the_other(place: Place, library: Library, tmp_path: Path) -> None:
    file = tmp_path / "elders.yaml"
    file.write_text(ELSEWHERE, encoding="utf-8")
    unknown = "4200009:nobody-gave-this-token-to-anybody"
    settings = replace(place.settings, named={**place.settings.named, "WEERKLANK_TOKEN_ELDERS": unknown})
    await operating.load(settings, file, library=library)
    lotte = Phone.new(place.world, place.bot, "Lotte", language_code="nl")
    async with place.run() as program:
        lotte.open_link()
        await lotte.wait_for("uitnodiging", timeout=PATIENCE)
        logged = await program.stopped()
    assert "Telegram does not know the token of bot account elders-telegram" in logged
    assert unknown not in logged
