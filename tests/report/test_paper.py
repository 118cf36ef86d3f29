"""The PDF: it opens, says which language it is in, and has words for its pictures."""

import logging
import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from bot.domain.errors import Unavailable
from bot.report import press
from bot.report.making import document
from bot.report.paper import paper
from bot.services.work import Wordbook
from tests.people import NOOR, SPIEGEL
from tests.report import stories
from tests.report.stories import Months


async def printed(story: Callable[[Wordbook], Months], words: Wordbook, language: str = "nl") -> bytes:
    return paper(await document(story(words).work, NOOR.actor, SPIEGEL.id, language))


def said(pdf: bytes) -> str:
    """Every letter that somebody can copy from it, by what its fonts' tables say."""
    tables = re.findall(rb"beginbfchar(.*?)endbfchar", pdf, re.DOTALL)
    letters = [hexed for table in tables for hexed in re.findall(rb"<\w+> <(\w+)>", table)]
    return "".join(bytes.fromhex(hexed.decode()).decode("utf-16-be") for hexed in letters)


@pytest.mark.parametrize("story", [stories.a_good_autumn, stories.a_quiet_start, stories.nothing_yet], ids=lambda s: s.__name__)
@pytest.mark.parametrize("language", ["nl", "en"])
async def test_it_is_a_pdf_in_its_language_on_a4(story: Callable[[Wordbook], Months], language: str, words: Wordbook) -> None:
    pdf = await printed(story, words, language)
    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")
    assert f"/Lang ({language})".encode() in pdf
    sheets = int(re.findall(rb"/Count (\d+)", pdf)[0])
    assert 1 <= sheets <= 8
    assert b"/MediaBox [0 0 595.28 841.89]" in pdf


async def test_a_long_story_fits_on_its_sheets(words: Wordbook) -> None:
    pdf = await printed(stories.as_much_as_there_may_be, words)
    assert int(re.findall(rb"/Count (\d+)", pdf)[0]) < 40


async def test_its_pictures_have_words_and_its_headings_an_outline(words: Wordbook) -> None:
    pdf = await printed(stories.a_good_autumn, words)
    assert pdf.count(b"/Subtype /Image") >= 3
    assert len(re.findall(rb"/Alt [(<]", pdf)) == 3
    assert b"/Outlines" in pdf


async def test_letters_of_other_languages_are_in_it(words: Wordbook) -> None:
    letters = said(await printed(stories.a_good_autumn, words))
    assert {*"abcşıç"} <= {*letters}
    assert any("\u0600" <= letter <= "\u06ff" or "\ufb50" <= letter <= "\ufeff" for letter in letters)


async def test_words_in_a_script_without_a_font_are_not_printed_as_boxes(words: Wordbook) -> None:
    months = stories.a_quiet_start(words)
    months.quote("ለይቲ በይነይ ነይረ።", "ti")
    months.quote("Ik was blij 👶", "nl")
    made = await document(months.work, NOOR.actor, SPIEGEL.id, "nl")
    letters = said(paper(made))
    assert not {*"ለይቲ👶"} & {*letters}
    assert "j" in letters


async def test_the_log_has_no_letter_of_what_people_said(words: Wordbook, caplog: pytest.LogCaptureFixture) -> None:
    """Libraries that print tell which letters they took from a font."""
    with caplog.at_level(logging.INFO):
        await printed(stories.a_good_autumn, words)
    assert [record.name for record in caplog.records if record.name.split(".")[0] != "bot"] == []


async def test_the_press_gives_the_same_from_a_process_of_its_own(words: Wordbook) -> None:
    made = await document(stories.a_good_autumn(words).work, NOOR.actor, SPIEGEL.id, "nl")
    assert await press.files(made) == press.printed(made)


async def test_a_press_that_fails_says_no_word_of_it() -> None:
    with pytest.raises(Unavailable, match=r"^the press ended with code 1$"):
        await press.files("no document, but somebody's words")  # type: ignore[arg-type]


def test_who_makes_no_report_waits_for_no_library_that_draws() -> None:
    heavy = ("matplotlib", "fpdf", "jinja2", "PIL", "numpy")
    program = f"import sys, bot.__main__; print([name for name in {heavy!r} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


async def test_the_same_moment_gives_the_same_bytes(words: Wordbook) -> None:
    assert await printed(stories.a_good_autumn, words) == await printed(stories.a_good_autumn, words)
