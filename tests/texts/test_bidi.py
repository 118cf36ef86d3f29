"""What a phone shows of every right-to-left text, as an implementation of UAX 9 that we did not write puts it in order.

`get_display` answers the characters of a line from left to right; a line that is read from right to left begins at its end.
"""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from bidi import get_base_level, get_display

from bot.config import ROOT
from bot.domain import wording
from bot.texts.catalogs import Catalogs
from bot.texts.isolates import CONTROLS, bare, isolate, steer
from bot.texts.languages import language
from bot.texts.placeholders import names_of
from bot.texts.pseudo import LONG, RIGHT_TO_LEFT, with_pseudo

LEFTWARD = sorted({RIGHT_TO_LEFT, *(path.name for path in (ROOT / "locales").iterdir() if path.is_dir())})
LEFTWARD = [code for code in LEFTWARD if language(code).right_to_left]
"""Every right-to-left language that there are words in, and the one that nobody speaks."""
KEEP_THEIR_ORDER = {
    "a Latin name": "Kansrijke Start Voorbeeldstad",
    "a telephone number": "030 - 286 00 00",
    "a number abroad": "+31 (0)30 - 286 00 00",
    "a name and a number": "Samira, 06 - 12 34 56 78",
    "a link": "https://t.me/weerklank_bot?start=AbC-12_x",
    "a command": "/taal",
    "a percentage": "50%",
    "a time": "10:00 - 11:30",
    "quotes in quotes": "Ze zei: “kom ‘s avonds”!",
    "brackets": "koffie (gratis), 2e etage",
}
"""Values that read from left to right, whatever is around them."""
READ_LEFTWARD = {"an Arabic name": "تحالف البداية", "an Arabic sentence": "لم يكن هناك مترجم؟", "a Persian name": "مریم گلی"}
MARKS = re.compile(r"^(?:•|-|–|[0-9]+\.)(?= )")
"""Of a list, at the beginning of a line."""
ENDS = ".:!?؟،…"


@cache
def catalogs() -> Catalogs:
    real = Catalogs.load(ROOT / "locales")
    return Catalogs(with_pseudo(real.all.values(), real.all["nl"]))


def seen(line: str) -> str:
    """From left to right, as a screen has it."""
    return bare(get_display(line))


def rendered(code: str, value: wording.Value) -> Iterator[tuple[str, str]]:
    """Every text that parents meet, with this value wherever it names one: key and line."""
    source = catalogs().all["nl"].entries
    for key in catalogs().keys("parent"):
        text = source[key].text
        values = dict.fromkeys(names_of(text.forms), value) | ({text.count: 3} if text.count else {})
        for line in catalogs().render(key, code, values).split("\n"):
            if line:
                yield key, line


def outside(line: str) -> str:
    """What is ours in it: what stands in isolates is left out."""
    depth, found = 0, []
    for character in line:
        depth += (character in "\u2066\u2067\u2068") - (character == "\u2069")
        if depth == 0 and character not in CONTROLS:
            found.append(character)
    return "".join(found)


def test_the_judge_knows_isolates() -> None:
    """UAX 9 since Unicode 6.3. Without them the number of the support line stands the wrong way round."""
    bare_line = "اتصل 030 - 286 00 00"
    assert "030 - 286 00 00" not in seen(bare_line)
    assert "00 00 286 - 030" in seen(bare_line)
    assert "030 - 286 00 00" in seen("اتصل \u2068030 - 286 00 00\u2069")


def test_a_language_from_right_to_left_is_there() -> None:
    assert {"ar", RIGHT_TO_LEFT} <= set(LEFTWARD)


@pytest.mark.parametrize("code", LEFTWARD)
@pytest.mark.parametrize("kind", KEEP_THEIR_ORDER)
def test_what_reads_from_left_to_right_stays_whole(code: str, kind: str) -> None:
    value, wrong, met = KEEP_THEIR_ORDER[kind], [], 0
    for key, line in rendered(code, value):
        met += bare(line).count(value)
        if seen(line).count(value) != bare(line).count(value):
            wrong.append((key, seen(line)))
    assert met > 20
    assert wrong == []


@pytest.mark.parametrize("code", LEFTWARD)
@pytest.mark.parametrize("kind", [*KEEP_THEIR_ORDER, *READ_LEFTWARD])
def test_every_line_runs_from_the_right_with_its_mark_there_and_its_end_at_the_left(code: str, kind: str) -> None:
    value = {**KEEP_THEIR_ORDER, **READ_LEFTWARD}[kind]
    wrong = []
    for key, line in rendered(code, value):
        screen, ours = seen(line), outside(line)
        found = re.match(r"[0-9]+|.", bare(line))
        first = found[0] if found else ""
        if get_base_level(line) != 1 and any(character.isalpha() for character in line):
            wrong.append((key, "runs from the left", screen))
        elif not line.lstrip("\u200f").startswith("\u2068") and not screen.endswith(first):
            wrong.append((key, f"begins with {first}", screen))
        if (mark := MARKS.match(bare(line))) and not screen.endswith(f" {mark[0][::-1]}"):
            wrong.append((key, "has its mark elsewhere", screen))
        if line[-1] in ENDS and ours and screen[0] != line[-1]:
            wrong.append((key, f"ends with {line[-1]}", screen))
    assert wrong == []


@pytest.mark.parametrize("code", LEFTWARD)
@pytest.mark.parametrize("kind", READ_LEFTWARD)
def test_what_reads_from_right_to_left_does(code: str, kind: str) -> None:
    value = READ_LEFTWARD[kind]
    wrong = [(key, seen(line)) for key, line in rendered(code, value) if value in bare(line) and value[::-1] not in seen(line)]
    assert wrong == []


@pytest.mark.parametrize("code", LEFTWARD)
def test_what_a_translator_typed_from_left_to_right_stays_whole(code: str) -> None:
    """Latin words, commands, links and numbers in the catalog itself."""
    wrong = []
    for key, line in rendered(code, "x"):
        typed = re.findall(r"/?[A-Za-z][A-Za-z0-9_./:?=-]*[A-Za-z0-9]|\+?[0-9][0-9 ()–-]{4,}[0-9]|[0-9]+", outside(line) or "")
        wrong += [(key, each, seen(line)) for each in typed if each not in seen(line)]
    assert wrong == []


@pytest.mark.parametrize("code", LEFTWARD)
def test_a_day_a_list_and_a_number_read_as_the_language_has_them(code: str) -> None:
    """A day is letters from the right and its number as it is; a list of Latin names has its first one at the right."""
    day = {"date": "2026-11-24"}
    assert "24" in seen(steer(catalogs().render_value(day, code), right_to_left=True))
    names = ["Samira", "Kansrijke Start", "06 - 12 34 56 78"]
    screen = seen(catalogs().render_value(names, code))
    assert sorted(map(screen.index, names), reverse=True) == [screen.index(name) for name in names]
    assert "1,234" in seen(f"عدد {catalogs().render_value(1234, code)}")


@pytest.mark.parametrize("code", LEFTWARD)
def test_the_lines_under_each_other_of_one_value_run_from_the_right(code: str) -> None:
    value = wording.lines(["Koffie-ochtend", "030 - 286 00 00", "مترجم"])
    for key, line in rendered(code, value):
        if any(part in line for part in ("Koffie-ochtend", "286", "مترجم")):
            assert get_base_level(line) == 1, (key, line)


@pytest.mark.parametrize("code", ["nl", "en", LONG])
@pytest.mark.parametrize("kind", READ_LEFTWARD)
def test_a_value_from_right_to_left_stands_in_its_place_among_words_from_the_left(code: str, kind: str) -> None:
    value, wrong = READ_LEFTWARD[kind], []
    for key, line in rendered(code, value):
        screen, ours = seen(line), outside(line)
        turned = get_base_level(line) != 0 or (value[::-1] not in screen and value in bare(line))
        moved = (ours[:1] == line[0] and screen[0] != line[0]) or (ours[-1:] == line[-1] and screen[-1] != line[-1])
        wrong += [(key, screen)] * (turned or moved)
    assert wrong == []


def test_a_value_cannot_turn_what_is_around_it() -> None:
    line = f"قال {isolate(chr(0x202E) + 'abc')} 030."
    assert seen(line) == ".030 abc لاق"
    assert "abc" in seen(f"قال {isolate('abc' + chr(0x2069) + chr(0x2067))} مرحبا")
