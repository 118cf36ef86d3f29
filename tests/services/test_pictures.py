"""A coalition's own picture beside a proposal: it comes by the data file, told in words, and goes when the words change."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.domain.errors import Mistakes
from bot.domain.picture import MOST_BYTES
from bot.domain.recording import heard
from bot.services.loading.load import load
from bot.services.loading.load_reading import read
from tests.services.conftest import Town
from tests.services.test_load import EXAMPLE, OPERATOR, SETTINGS

PNG = b"\x89PNG\r\n\x1a\n a picture"
BULLETIN = read(EXAMPLE).model.trajectories[0].bulletins[0]
PROPOSAL = next(iter(BULLETIN.texts["nl"].proposals))
PLAN = BULLETIN.texts["nl"].proposals[PROPOSAL].plan
ELEMENT = f"proposal:{PROPOSAL}:plan"
TOLD = {"nl": "Een foto van het buurthuis.", "tr": "Mahalle evinin fotoğrafı."}
ROW: dict[str, object] = {"bulletin": BULLETIN.id, "element": ELEMENT, "file": "huis.png", "told": TOLD, "approved_by": "hanan"}


@pytest.fixture
def empty() -> Town:
    return Town()


def file_with(folder: Path, *rows: Mapping[str, object], content: bytes = PNG) -> Path:
    (folder / "huis.png").write_bytes(content)
    path = folder / "voorbeeldstad.yaml"
    lines = "".join(f"  - {json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    path.write_text(f"{EXAMPLE.read_text(encoding='utf-8')}\npictures:{lines and chr(10)}{lines or ' []'}\n", encoding="utf-8")
    return path


async def loaded(town: Town, path: Path) -> int:
    return (await load(town.work, OPERATOR, read(path), SETTINGS)).made["pictures"]


async def test_a_picture_is_loaded_once_and_goes_when_the_file_has_it_no_more(empty: Town, tmp_path: Path) -> None:
    path = file_with(tmp_path, ROW)
    assert await loaded(empty, path) == 1
    [picture] = empty.rows.pictures.values()
    assert (picture.text_hash, picture.told, picture.content) == (heard(ELEMENT, PLAN.strip()), TOLD, PNG)
    assert await loaded(empty, path) == 0
    await loaded(empty, file_with(tmp_path))
    assert empty.rows.pictures == {}


@pytest.mark.parametrize(
    ("row", "content", "what"),
    [
        (ROW | {"told": {"tr": "Ev."}}, PNG, "in Dutch"),
        (ROW | {"told": {"nl": ""}}, PNG, "'nl' is empty"),
        ({name: value for name, value in ROW.items() if name != "told"}, PNG, "told"),
        (ROW | {"file": "weg.png"}, PNG, "cannot be read"),
        (ROW, b"GIF89a", "is no PNG or JPEG"),
        (ROW, PNG + bytes(MOST_BYTES), "make it smaller"),
        (ROW | {"element": "proposal:niets:plan"}, PNG, "has no 'proposal:niets:plan'"),
        (ROW | {"approved_by": "samira"}, PNG, "may not approve"),
    ],
    ids=["not told in Dutch", "told in nothing", "not told", "no file", "another kind", "too heavy", "beside nothing", "no say"],
)
async def test_a_picture_that_would_go_wrong_is_refused(
    empty: Town, tmp_path: Path, row: dict[str, object], content: bytes, what: str
) -> None:
    with pytest.raises(Mistakes, match=what):
        await loaded(empty, file_with(tmp_path, row, content=content))
    assert empty.rows.pictures == {}


async def test_the_same_words_have_one_picture(empty: Town, tmp_path: Path) -> None:
    with pytest.raises(Mistakes, match="two pictures"):
        await loaded(empty, file_with(tmp_path, ROW, ROW))
