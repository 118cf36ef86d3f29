"""A coalition rehearses with its own data file."""

from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from bot import operating
from bot.config import Settings
from bot.domain.errors import Mistake, Mistakes
from bot.rehearsal.demo.stage import EXAMPLE, TOKEN
from bot.rehearsal.demo.story import TONE
from bot.rehearsal.live.play import decent_start, rehearsing
from bot.rehearsal.live.room import model_of
from bot.rehearsal.live.update import Draft
from bot.services.outside import SystemClock
from bot.wiring import Library, read_library
from tests.rehearsal.live.desk import Desk, Opened

FILE = """
coalition: {id: proefstad, name: "Proefstad", zone: America/Paramaribo, holiday_country: SR}
bot_account: {id: proef-bot, token_setting: WEERKLANK_PROEF_TOKEN}
people:
  - {id: noor, name: "Noor", roles: [coordinator]}
trajectories:
  - {id: slapen, title: "Slapen"}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "proefstad.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


async def test_it_begins_with_its_own_people_and_without_a_guide(file: Path, tmp_path: Path) -> None:
    folder, urls = tmp_path / "room", list[str]()
    folder.mkdir()
    async with rehearsing(folder, Settings(), file=file, listening=urls.append) as room, aiohttp.ClientSession() as session:
        opened = Opened(room, Desk(session, urls[0]))
        await opened.until(lambda room: room.opened)
        shown = await opened.facts()
        assert (shown["coalition"], shown["trajectory"], shown["zone"]) == ("Proefstad", "Slapen", "America/Paramaribo")
        assert [user.first_name for user in room.world.users.values() if not user.is_bot] == ["Noor"]
        assert [person["roles"] for person in shown["people"]] == [["coordinator"]]
        assert shown["guide"] is None
        assert "Wat we doen" in await opened.desk.look("room/report")


def test_the_clock_begins_when_people_there_may_be_disturbed(file: Path) -> None:
    start = decent_start(file)
    assert start >= datetime.now(UTC).replace(second=0, microsecond=0)
    # Nine to eight in Paramaribo, three hours behind Greenwich.
    assert 12 <= start.hour < 23


@pytest.mark.parametrize(("without", "words"), [("bot_account", "needs a bot account"), ("trajectories", "needs a trajectory")])
def test_without_what_nobody_can_join_it_says_so(file: Path, without: str, words: str) -> None:
    kept = FILE.split("trajectories", maxsplit=1)[0] if without == "trajectories" else FILE.replace(FILE.splitlines()[2], "")
    file.write_text(kept, encoding="utf-8")
    with pytest.raises(Mistake, match=words):
        model_of(file)


@pytest.fixture
def library() -> Library:
    return read_library(Settings())


async def test_what_stands_beside_the_file_is_found_and_mistakes_name_the_file(tmp_path: Path, library: Library) -> None:
    file, folder = tmp_path / "stad.yaml", tmp_path / "room"
    folder.mkdir()
    (tmp_path / "toon.ogg").write_bytes(TONE.read_bytes())
    about = 'text: react.understood.ask, says: "Klopt dit met wat ouders vertelden?\\n👍 Ja\\n🤔 Een beetje\\n👎 Nee"'
    said = f"recordings: [{{{about}, language: nl, approved_by: marit, file: toon.ogg}}]"
    file.write_text(f"{EXAMPLE.read_text(encoding='utf-8')}\n{said}\n", encoding="utf-8")
    settings = Settings(
        database_url=f"sqlite:///{folder / 'x.db'}", secret_key="a" * 43, named={"WEERKLANK_TELEGRAM_TOKEN": TOKEN}
    )
    await operating.upgrade(settings)
    draft = Draft(folder / "copy.yaml", file, model_of(file)[0], settings, SystemClock(), library)
    await draft.load()
    await draft.save({"meaning": "Een tolk vinden we het belangrijkst."})
    with pytest.raises(Mistakes) as caught:
        await draft.save({"meaning": "x" * 901})
    assert {mistake.file for mistake in caught.value.mistakes} == {file}
    assert draft.texts["meaning"] == "Een tolk vinden we het belangrijkst."
