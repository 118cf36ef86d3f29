"""A report that a coordinator asked for is made outside of any transaction, and sent to where they asked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import pytest

from bot.domain.conversation import Conversation, Standing
from bot.domain.delivery import Recipient, RecipientKind
from bot.domain.errors import NotAllowed
from bot.domain.media import Media, MediaState
from bot.handling.registry import registry
from bot.handling.reports import GIVES, ReportTick
from bot.services.work import Work
from tests.fakes.units_of_work import FakeUnitOfWork, FakeUnitsOfWork
from tests.handling.stories import Story
from tests.people import BOT, NOOR, SPIEGEL

ORDER = registry().actions["order_report"]


@dataclass
class Room:
    """A story in which a conversation of Noor waits for a report."""

    story: Story
    open: int = 0
    most: int = 0

    @asynccontextmanager
    async def units(self) -> AsyncIterator[FakeUnitOfWork]:
        """Counts how many are open at a time."""
        units = FakeUnitsOfWork()
        units.rows = self.story.town.rows
        self.open += 1
        self.most = max(self.most, self.open)
        try:
            async with units() as uow:
                yield uow
        finally:
            self.open -= 1

    def work(self, uow: object) -> Work:
        return self.story.town.work

    @property
    def tick(self) -> ReportTick:
        return ReportTick(units=self.units, work=self.work)

    async def asks(self, who: str = "Noor", trajectory_id: str = SPIEGEL.id) -> None:
        await ORDER.run(self.story.context(who), ORDER.spec.arguments({"trajectory_id": trajectory_id}))

    def media(self, state: MediaState) -> list[Media]:
        return [media for media in self.story.town.rows.media.values() if media.state is state]

    def told(self) -> list[dict[str, object]]:
        happened = [row.happened for row in self.story.town.rows.inbox.values() if row.happened]
        return [dict(event.data) for event in happened if event.name == "report_made" and event.person_id == NOOR.id]


@pytest.fixture
def room(story: Story) -> Room:
    place = Recipient(RecipientKind.PERSON, NOOR.id)
    story.town.rows.media.clear()
    now = story.town.clock.now()
    story.town.rows.conversations["conversation-1"] = Conversation(
        "conversation-1", NOOR.coalition_id, NOOR.id, place, "make_report", Standing.OPEN, {}, now, now
    )
    return Room(story)


async def test_it_is_made_for_who_asked_and_told_once(room: Room) -> None:
    await room.asks()
    assert [media.recipe for media in room.media(MediaState.ORDERED)] == [
        {"trajectory_id": SPIEGEL.id, "language": "nl", "person_id": NOOR.id, "conversation_id": "conversation-1"}
    ]
    assert [await room.tick.run_once() for _ in range(2)] == [1, 0]
    [told] = room.told()
    assert set(told) == GIVES
    kept = {media.id: media for media in room.media(MediaState.FETCHED)}
    assert {media.person_id for media in kept.values()} == {NOOR.id}
    assert {media.bot_account_id for media in kept.values()} == {BOT.id}
    contents = room.story.town.rows.contents
    assert contents[str(told["paper"])].startswith(b"%PDF-")
    assert contents[str(told["page"])].startswith(b"<!doctype html>")
    assert room.media(MediaState.ORDERED) == []
    assert room.most == 1, "one transaction at a time, and none around the drawing"


async def test_english_for_who_reads_english_and_dutch_for_others(room: Room) -> None:
    rows = room.story.town.rows
    for language in ("en", "tr"):
        rows.people[NOOR.id] = replace(NOOR, language=language)
        await room.asks()
    assert [media.recipe and media.recipe["language"] for media in room.media(MediaState.ORDERED)] == ["en", "nl"]


async def test_two_processes_make_it_and_one_tells(room: Room) -> None:
    await room.asks()
    [order] = room.media(MediaState.ORDERED)
    assert [await room.tick._make(order), await room.tick._make(order)] == [True, False]
    assert len(room.told()) == 1


async def test_one_that_cannot_be_made_is_given_up_after_three_times_and_holds_up_no_other(room: Room) -> None:
    await room.asks()
    [order] = room.media(MediaState.ORDERED)
    assert order.recipe is not None
    rows = room.story.town.rows
    rows.media[order.id] = replace(order, recipe={**order.recipe, "trajectory_id": "nergens"})
    await room.asks()
    assert [await room.tick.run_once() for _ in range(4)] == [1, 0, 0, 0]
    assert [media.id for media in room.media(MediaState.LOST)] == [order.id]


async def test_nobody_waits_for_it_any_more(room: Room) -> None:
    await room.asks()
    rows = room.story.town.rows
    rows.conversations["conversation-1"] = replace(rows.conversations["conversation-1"], standing=Standing.OVER)
    assert await room.tick.run_once() == 0
    assert room.story.town.rows.media == {}
    assert room.told() == []


async def test_a_parent_cannot_order_one(room: Room) -> None:
    with pytest.raises(NotAllowed):
        await room.asks("Lotte")
    assert room.story.town.rows.media == {}
