"""When our own code fails, or Telegram says things twice: nothing is lost, nothing happens twice, nobody else waits."""

import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from bot import operating
from bot.config import Settings
from bot.rehearsal.demo.stage import Stage
from bot.rehearsal.demo.stage import stage as set_stage
from bot.texts.wordbook import TextWordbook
from bot.wiring import CONSENT, Library, open_house
from tests.databases import Database, on_both
from tests.end_to_end.town import joined, nothing_new, set_aside

pytestmark = on_both

POISON = "Ik heet Lotte en dit kan niemand aan."


class BrokenWords(TextWordbook):
    """The words as they are, with a fault of ours: one sentence breaks it, until it is mended."""

    mended = False

    def sounds_like_danger(self, text: str) -> bool:
        if text == POISON and not self.mended:
            raise RuntimeError(text)
        return super().sounds_like_danger(text)


@pytest.fixture
def broken(library: Library) -> BrokenWords:
    return BrokenWords(library.catalogs, danger=library.book.words.danger, consent=CONSENT)


@pytest.fixture
async def faulty(database: Database, library: Library, broken: BrokenWords, tmp_path: Path) -> AsyncIterator[Stage]:
    """The town, with the fault in it."""
    async with AsyncExitStack() as stack:
        faulty = replace(library, words=broken)
        yield await stack.enter_async_context(set_stage(tmp_path, Settings(), database_url=database.url, library=faulty))


async def test_what_breaks_us_is_tried_again_set_aside_and_passed_over(
    faulty: Stage, broken: BrokenWords, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    lotte, sem = await joined(faulty, "Lotte"), await joined(faulty, "Sem")
    await faulty.say(lotte, POISON)
    assert nothing_new(lotte)
    await faulty.say(lotte, "Ben je er nog?")
    await faulty.say(sem, "Hallo")
    faulty.expect(sem, "unprompted.send_it.ask")
    assert nothing_new(lotte)

    await faulty.pass_time(seconds=1)
    await faulty.pass_time(seconds=15)
    faulty.expect(lotte, "unprompted.send_it.ask")
    assert await set_aside(faulty) == 1
    assert "Lotte" not in caplog.text
    assert "niemand" not in caplog.text
    [error] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert "is set aside after 3 tries: RuntimeError at bot/" in error.getMessage()

    [line] = await operating.inbox_in(faulty.house, "list")
    assert line.split()[1:4] == ["voorbeeldstad", "3", "tries"]
    assert "Lotte" not in line
    broken.mended = True
    assert await operating.inbox_in(faulty.house, "retry", int(line.split()[0])) == ["1 tried again"]
    await faulty.settle()
    assert nothing_new(lotte)
    [asked] = [message for message in lotte.phone.messages if any("Ja, stuur maar" in row for row in message.buttons)]
    assert "deze \u20682\u2069 berichten samen" in asked.text
    assert await operating.inbox_in(faulty.house, "list") == ["nothing was set aside"]


async def test_an_update_that_telegram_sends_again_changes_nothing(stage: Stage) -> None:
    """After a crash between the commit and the next poll, or a start: the offset is forgotten, the inbox is not."""
    lotte = await joined(stage, "Lotte")
    lotte.phone.say("/vraag")
    [polling] = stage.house.polling
    assert await polling.poll_once() == 1
    async with open_house(stage.settings, clock=stage.house.outside.clock, library=stage.house.library) as again:
        assert await again.polling[0].poll_once() == 0
    await stage.settle()
    stage.expect(lotte, "question.what.ask")
    await stage.settle()
    assert nothing_new(lotte)


async def test_a_house_that_was_shut_between_two_words_goes_on_where_it_was(stage: Stage) -> None:
    lotte = await joined(stage, "Lotte")
    await stage.say(lotte, "/vraag")
    lotte.fresh()
    async with open_house(stage.settings, clock=stage.house.outside.clock, library=stage.house.library) as again:
        lotte.phone.say("Mag mijn moeder mee?")
        await again.settle()
        stage.expect(lotte, "question.unread.say")
