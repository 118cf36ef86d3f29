"""A text read aloud: what it is bound to, how long it lasts, and how it comes from a coalition's data file."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.actor import operator
from bot.domain.errors import Mistakes
from bot.domain.person import PersonState, Reading
from bot.domain.recording import heard
from bot.services.loading.load import load
from bot.services.loading.load_reading import read
from bot.services.speaking import ogg_opus
from bot.services.speaking.recordings import listens
from tests.people import FATMA
from tests.services.conftest import Town
from tests.services.test_load import EXAMPLE, OPERATOR, SETTINGS
from tests.tones import TONE, lasting

MEANING = read(EXAMPLE).model.trajectories[0].bulletins[0].texts["ar"].meaning
WELCOME = "welcome (ar) Kansrijke Start Voorbeeldstad"
OF_THE_MEANING = {
    "bulletin": "eerste-terugkoppeling",
    "element": "meaning",
    "language": "ar",
    "says": MEANING,
    "file": "toon.ogg",
    "approved_by": "hanan",
}
OF_THE_WELCOME = {"text": "welcome", "language": "ar", "says": WELCOME, "file": "toon.ogg", "approved_by": "hanan"}


@pytest.fixture
def empty() -> Town:
    return Town()


def file_with(folder: Path, *rows: dict[str, str]) -> Path:
    """The example, with recordings of nobody's voice: the test tone."""
    (folder / "toon.ogg").write_bytes(TONE)
    (folder / "lang.ogg").write_bytes(lasting(31))
    (folder / "geen.ogg").write_bytes(b"RIFF....WAVE")
    path = folder / "voorbeeldstad.yaml"
    lines = "".join(f"  - {json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    path.write_text(f"{EXAMPLE.read_text(encoding='utf-8')}\nrecordings:\n{lines}", encoding="utf-8")
    return path


async def loaded(town: Town, path: Path) -> int:
    return (await load(town.work, OPERATOR, read(path), SETTINGS)).made["recordings"]


def test_white_space_and_marks_that_nobody_hears_make_no_other_words() -> None:
    assert heard("welcome", "Bel \u2068Samira\u2069.\n\nTot dan!\n") == heard("welcome", "Bel Samira. Tot dan!")
    assert heard("welcome", "Bel Samira.") != heard("welcome", "Bel Bram.")
    assert heard("welcome", "Bel Samira.") != heard("stop", "Bel Samira.")


def test_who_was_not_asked_yet_is_spoken_to_and_later_who_chose_it() -> None:
    assert listens(replace(FATMA, state=PersonState.INVITED, reading=Reading.READ))
    assert not listens(replace(FATMA, state=PersonState.ACTIVE, reading=Reading.READ))
    assert listens(replace(FATMA, state=PersonState.ACTIVE, reading=Reading.LISTEN))


def test_a_file_says_itself_how_long_it_lasts() -> None:
    assert ogg_opus.seconds(TONE) == pytest.approx(1.0, abs=0.05)
    assert ogg_opus.seconds(lasting(31)) == pytest.approx(31.0)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"RIFF....WAVEfmt ",
        TONE[:20],
        TONE[:-1],
        TONE[:-900] + b"nonsense",
        TONE.replace(b"OpusHead", b"\x01vorbis ", 1),
    ],
    ids=["nothing", "another kind", "a piece of a page", "without its end", "another end", "Ogg of another kind"],
)
def test_what_is_no_whole_ogg_opus_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"page|Opus|empty"):
        ogg_opus.seconds(content)


async def test_recordings_are_loaded_once_and_go_when_the_file_has_them_no_more(empty: Town, tmp_path: Path) -> None:
    path = file_with(tmp_path, OF_THE_MEANING, OF_THE_WELCOME)
    assert await loaded(empty, path) == 2
    before = dict(empty.rows.recordings)
    assert {(r.language, r.by, r.seconds, r.content) for r in before.values()} == {("ar", "hanan", 1, TONE)}
    empty.clock.move(days=3)
    assert await loaded(empty, path) == 0
    assert empty.rows.recordings == before
    assert await loaded(empty, file_with(tmp_path, OF_THE_WELCOME)) == 0
    assert [key[2] for key in empty.rows.recordings] == [heard("welcome", WELCOME)]


async def test_another_voice_for_the_same_words_takes_its_place(empty: Town, tmp_path: Path) -> None:
    await loaded(empty, file_with(tmp_path, OF_THE_WELCOME))
    (tmp_path / "anders.ogg").write_bytes(lasting(12))
    assert await loaded(empty, file_with(tmp_path, OF_THE_WELCOME | {"file": "anders.ogg"})) == 1
    assert [recording.seconds for recording in empty.rows.recordings.values()] == [12]


@pytest.mark.parametrize(
    ("row", "key", "what"),
    [
        (OF_THE_WELCOME | {"file": "weg.ogg"}, "file", "'weg.ogg' cannot be read"),
        (OF_THE_WELCOME | {"file": "geen.ogg"}, "file", "'geen.ogg' is no Ogg/Opus"),
        (OF_THE_WELCOME | {"file": "lang.ogg"}, "file", "'lang.ogg' lasts 31 seconds"),
        (OF_THE_WELCOME | {"text": "welcom"}, "text", "no text is called 'welcom' in 'ar'"),
        (OF_THE_WELCOME | {"text": "promise"}, "text", "'promise' names {next_day}, which differs"),
        (OF_THE_WELCOME | {"says": "welcome (ar) Elders"}, "says", "not, or no longer, what the text says"),
        (OF_THE_MEANING | {"says": "Iets anders."}, "says", "not, or no longer, what the text says"),
        (OF_THE_MEANING | {"element": "message"}, "element", "has no 'message' in 'ar'"),
        (OF_THE_MEANING | {"language": "so"}, "element", "has no 'meaning' in 'so'"),
        (OF_THE_MEANING | {"bulletin": "niets"}, "bulletin", "no bulletin is called 'niets'"),
        (OF_THE_MEANING | {"approved_by": "samira"}, "approved_by", "'samira' may not approve"),
        (OF_THE_MEANING | {"text": "welcome"}, None, "of a `text`, or of a `bulletin` and its `element`"),
        ({**OF_THE_MEANING, "voice": "x"}, "voice", "'voice' is no part of a data file here"),
    ],
)
async def test_a_mistake_says_which_line(empty: Town, tmp_path: Path, row: dict[str, str], key: str | None, what: str) -> None:
    path = file_with(tmp_path, row)
    spread = "".join(f"\n    {name}: {json.dumps(words, ensure_ascii=False)}" for name, words in row.items())
    text = path.read_text(encoding="utf-8").replace(json.dumps(row, ensure_ascii=False), spread.lstrip())
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Mistakes) as mistakes:
        await loaded(empty, path)
    [mistake] = mistakes.value.mistakes
    assert what in str(mistake)
    assert mistake.line is not None
    line = text.splitlines()[mistake.line - 1].strip(" -")
    assert line.startswith(f"{key}:" if key else next(iter(row)))
    assert not empty.rows.recordings


async def test_the_same_text_twice_is_a_mistake(empty: Town, tmp_path: Path) -> None:
    with pytest.raises(Mistakes, match="is recorded twice in this language"):
        await loaded(empty, file_with(tmp_path, OF_THE_WELCOME, OF_THE_WELCOME))


async def test_a_bulletin_of_another_coalition_cannot_be_read_aloud(empty: Town, tmp_path: Path) -> None:
    await loaded(empty, EXAMPLE)
    path = tmp_path / "elders.yaml"
    (tmp_path / "toon.ogg").write_bytes(TONE)
    path.write_text(
        "coalition: {id: elders, name: Elders}\n"
        "people: [{id: noor-elders, name: Noor, roles: [coordinator]}]\n"
        f"recordings: [{json.dumps(OF_THE_MEANING | {'approved_by': 'noor-elders'}, ensure_ascii=False)}]\n",
        encoding="utf-8",
    )
    with pytest.raises(Mistakes, match="no bulletin is called 'eerste-terugkoppeling'"):
        await load(empty.work, operator("elders"), read(path), SETTINGS)
