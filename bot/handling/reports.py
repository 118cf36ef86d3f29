"""Reports that coordinators asked for are made, and their conversation is told.

The data are read in one unit of work and the files kept in another; between them they are drawn, in a process of their own, and
nobody waits. A process that dies in between leaves the order as it was, and it is made again.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.domain.conversation import Standing
from bot.domain.errors import NotThere
from bot.domain.events import Happened
from bot.domain.media import Media, MediaState
from bot.outbox.limits import LIMITS
from bot.report.captions import caption
from bot.report.document import Document
from bot.report.making import document
from bot.report.press import Files, files
from bot.services.ports import UnitOfWork, UnitsOfWork
from bot.services.speaking.own_media import keep
from bot.services.work import Work

AT_ONCE = 4
TRIES = 3
CHARTS = ("reactions", "promises", "questions")
"""Pictures of the report, by their names."""
GIVES = frozenset({"trajectory", "paper", "page", *(f"{what}_{name}" for name in CHARTS for what in ("has", "words", "chart"))})
"""What `report_made` tells. `has_<chart>`: `yes`, or `no` where nothing can be drawn, and the page says why."""

_log = logging.getLogger(__name__)


class ReportTick:
    """Makes what is ordered."""

    def __init__(self, *, units: UnitsOfWork, work: Callable[[UnitOfWork], Work]) -> None:
        self._units, self._work = units, work

    async def run_once(self) -> int:
        """How many were made. One that fails three times is given up, with a line in the log that has its id."""
        async with self._units() as uow:
            ordered = await uow.media.ordered(AT_ONCE)
        made = 0
        for order in ordered:
            try:
                made += await self._make(order)
            except Exception as error:
                _log.error("a report could not be made, order %s: %s", order.id, type(error).__name__)
                await self._failed(order)
        return made

    async def _make(self, order: Media) -> bool:
        assert order.recipe is not None
        async with self._units() as uow:
            work = self._work(uow)
            person = await uow.people.find(order.person_id)
            if person is None or not await _is_awaited(uow, order.recipe["conversation_id"]):
                await uow.media.drop_loose(order.id)
                return False
            made = await document(work, person.actor, order.recipe["trajectory_id"], order.recipe["language"])
        drawn = await files(made)
        try:
            async with self._units() as uow:
                await uow.media.get(order.id)
                await _tell(self._work(uow), order, made, drawn)
                await uow.media.drop_loose(order.id)
        except NotThere:  # another process made it, or who asked was forgotten
            return False
        return True

    async def _failed(self, order: Media) -> None:
        attempts = order.attempts + 1
        state = MediaState.LOST if attempts >= TRIES else order.state
        try:
            async with self._units() as uow:
                await uow.media.get(order.id)
                await uow.media.save(replace(order, attempts=attempts, state=state))
        except NotThere:
            return


async def _is_awaited(uow: UnitOfWork, conversation_id: str) -> bool:
    """Somebody who asked for another one meanwhile gets that."""
    try:
        return (await uow.conversations.get(conversation_id)).standing is not Standing.OVER
    except NotThere:
        return False


async def _tell(work: Work, order: Media, made: Document, drawn: Files) -> None:
    assert order.recipe is not None
    trajectory = await work.uow.trajectories.get(order.recipe["trajectory_id"])
    account = await work.uow.coalitions.bot_account(order.bot_account_id)
    name = f"{made.file_name}-{trajectory.id}-{made.on:%Y-%m-%d}"
    paper = await keep(work, order, "document", drawn.paper, filename=f"{name}.pdf")
    page = await keep(work, order, "document", drawn.page, filename=f"{name}.html")
    data: dict[str, Any] = {"trajectory": trajectory.title, "paper": paper.id, "page": page.id}
    for chart in CHARTS:
        data |= {f"has_{chart}": "no", f"words_{chart}": "", f"chart_{chart}": ""}
    most = LIMITS[account.channel].caption
    for picture, image in drawn.charts:
        kept = await keep(work, order, "photo", image)
        words = caption(picture, most, made.more)
        data |= {f"has_{picture.name}": "yes", f"words_{picture.name}": words, f"chart_{picture.name}": kept.id}
    whose = order.recipe["person_id"]
    await work.uow.inbox.tell(Happened("report_made", order.coalition_id, whose, f"report:{order.id}", data))
