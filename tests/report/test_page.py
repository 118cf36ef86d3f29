"""The page: what it says, in Dutch and English, and that everybody can read it. `WEERKLANK_UPDATE_GOLDENS=1` writes it anew."""

import os
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from bot.report.document import Bars, Picture, Table, Timeline
from bot.report.drawing import png
from bot.report.making import document, report_page
from bot.services.work import Wordbook
from tests.people import NOOR, SPIEGEL
from tests.report import stories
from tests.report.reading import Reading
from tests.report.stories import Months

GOLDEN = Path(__file__).parent / "golden"
UPDATE = os.environ.get("WEERKLANK_UPDATE_GOLDENS") == "1"
STORIES: dict[str, Callable[[Wordbook], Months]] = {
    "a_good_autumn": stories.a_good_autumn,
    "a_quiet_start": stories.a_quiet_start,
    "nothing_yet": stories.nothing_yet,
}
CASES = [pytest.param(name, language, id=f"{name}.{language}") for name in STORIES for language in ("nl", "en")]


def picture_size(picture: Picture) -> tuple[int, int]:
    """Height and width in dots, as a PNG says in its first chunk."""
    image = png(picture)
    return int.from_bytes(image[20:24], "big"), int.from_bytes(image[16:20], "big")


async def page(name: str, language: str, words: Wordbook) -> str:
    return await report_page(STORIES[name](words).work, NOOR.actor, SPIEGEL.id, language)


@pytest.mark.parametrize(("name", "language"), CASES)
async def test_people_read_what_they_read_before(name: str, language: str, words: Wordbook) -> None:
    found = Reading(await page(name, language, words)).text()
    golden = GOLDEN / f"{name}.{language}.txt"
    if UPDATE:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "language"), CASES)
async def test_it_is_whole_by_itself_and_runs_nothing(name: str, language: str, words: Wordbook) -> None:
    html = await page(name, language, words)
    read = Reading(html)
    assert {tag for tag, _ in read.tags} & {"script", "link", "img", "iframe", "object", "embed", "form"} == set()
    assert re.findall(r"@import|url\((?!#)", html) == []
    named = {"href", "src", "xlink:href", "action"}
    assert all(value and value.startswith("#") for _, a in read.tags for name, value in a.items() if name in named)
    assert not any(name.startswith("on") for _, attributes in read.tags for name in attributes)


@pytest.mark.parametrize(("name", "language"), CASES)
async def test_it_can_be_read_by_ear(name: str, language: str, words: Wordbook) -> None:
    """One title, headings without a gap, ids once, pictures with a name and a description, tables with heads."""
    read = Reading(await page(name, language, words))
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [value for _, attributes in read.tags for name, value in attributes.items() if name == "id"]
    assert len(ids) == len({*ids})
    refers = [value for _, a in read.tags for name, value in a.items() if name in {"aria-labelledby", "aria-describedby"}]
    assert {*refers} <= {*ids}
    drawn = [attributes for tag, attributes in read.tags if tag == "svg"]
    assert all(a["role"] == "img" and a["aria-labelledby"] and a["aria-describedby"] for a in drawn)
    assert all(attributes.get("scope") in {"col", "row"} for tag, attributes in read.tags if tag == "th")
    assert [attributes["lang"] for tag, attributes in read.tags if tag == "html"] == [language]


async def test_nothing_is_drawn_of_which_nothing_may_be_told(words: Wordbook) -> None:
    for name, drawn in (("nothing_yet", 0), ("a_quiet_start", 0), ("a_good_autumn", 3)):
        read = Reading(await page(name, "nl", words))
        assert sum(tag == "svg" for tag, _ in read.tags) == drawn


async def test_a_picture_has_room_for_so_many_and_the_table_has_all(words: Wordbook) -> None:
    made = await document(stories.as_much_as_there_may_be(words).work, NOOR.actor, SPIEGEL.id, "nl")
    reactions, promises = made.pictures()
    assert isinstance(reactions.chart, Bars)
    assert isinstance(promises.chart, Timeline)
    assert (len(reactions.chart.groups), len(promises.chart.spans)) == (6, 12)
    rows = {s.name: [len(b.rows) for b in s.blocks if isinstance(b, Table)] for s in made.sections}
    assert (rows["reactions"], rows["promises"][0]) == ([14], 26)
    for picture in made.pictures():
        height, width = picture_size(picture)
        assert height / width < 1.45, "so that it stands on one sheet of A4, with its title"


async def test_a_parents_words_are_marked_with_their_language_and_never_taken_for_markup(words: Wordbook) -> None:
    months = stories.a_quiet_start(words)
    months.quote("<script>alert('x')</script> & “zo”")
    months.quote("كنت أقول نعم", "ar")
    html = await report_page(months.work, NOOR.actor, SPIEGEL.id, "nl")
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    quotes = [attributes for tag, attributes in Reading(html).tags if tag == "blockquote"]
    assert [(a["lang"], a["dir"]) for a in quotes] == [("nl", "ltr"), ("ar", "rtl")]


async def test_nobody_and_too_few_read_alike(words: Wordbook) -> None:
    """Else the first parent who reacts or asks would show."""
    quiet, silent = stories.a_quiet_start(words), stories.a_quiet_start(words)
    for rows in (silent.town.rows.reactions, silent.town.rows.questions, silent.town.rows.messages):
        rows.clear()
    pages = [await report_page(months.work, NOOR.actor, SPIEGEL.id, "nl") for months in (quiet, silent)]
    assert pages[0] == pages[1]


async def test_the_same_moment_gives_the_same_bytes(words: Wordbook) -> None:
    assert await page("a_good_autumn", "nl", words) == await page("a_good_autumn", "nl", words)
