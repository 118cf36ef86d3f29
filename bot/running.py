"""What a process does while it runs: the loops of its role, its HTTP server, and an orderly stop."""

import asyncio
import gc
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from enum import StrEnum

from aiohttp import web

from bot.channels.telegram_bot import Bot
from bot.domain.errors import Mistake, Unavailable
from bot.handling.worker import Worker
from bot.inbound.commands import CommandList, set_commands
from bot.inbound.receiving import Receiver
from bot.inbound.stopping import unless
from bot.services.ports import Clock
from bot.services.reporting.backlog import Backlog
from bot.serving.health import Health
from bot.serving.http import LAST_SECONDS, serving
from bot.serving.metrics import MetricsPage
from bot.serving.observing import HANDLING, Observer
from bot.storage.backlog import answers, backlog
from bot.storage.unit_of_work import OnCommit, SqlUnitsOfWork
from bot.storage.wake import listen
from scheduler.dispatch import Dispatcher
from scheduler.ticks import Tick, Ticks

log = logging.getLogger(__name__)

STOP_SECONDS = 10.0 - LAST_SECONDS - 0.5
"""An orderly stop takes ten seconds at the most, the answers of the HTTP server after it included; what is not at rest by then is
broken off, as a kill would."""
TICK_SECONDS = 5.0
"""How long a tick that is going on may take to end."""


def settle_memory() -> None:
    """What was read at the start stays as long as the process: from here on the collector leaves it alone.

    It is most of the memory, and went through again and again it is a tenth of what a message costs.
    """
    gc.collect()
    gc.freeze()


class ProcessRole(StrEnum):
    """What a process does."""

    ALL = "all"
    WEB = "web"
    """Receives."""
    WORKER = "worker"
    """Handles, dispatches and ticks."""

    @property
    def receives(self) -> bool:
        return self is not ProcessRole.WORKER

    @property
    def works(self) -> bool:
        return self is not ProcessRole.WEB


@dataclass(slots=True)
class Running:
    """Every loop that a process may run."""

    units: SqlUnitsOfWork
    clock: Clock
    receivers: dict[str, Receiver]
    """By bot account."""
    routes: Sequence[web.RouteDef]
    """Where Telegram brings updates; empty when we poll."""
    bots: Sequence[Bot]
    commands: Sequence[CommandList]
    worker: Worker
    inbox_wake: asyncio.Event
    dispatcher: Dispatcher
    ticks: Sequence[Tick]
    observer: Observer
    first: Callable[[], Awaitable[object]]
    """Done before anything is handled or sent."""
    touched: OnCommit
    http: tuple[str, int] | None
    """Host and port."""
    served: int = 0
    """Bot accounts whose token is not known to be wrong."""

    async def run(self, stop: asyncio.Event, role: ProcessRole) -> None:
        """Do what `role` does until `stop`, then come to rest: take nothing new, let what goes on end, and give claims back.

        Raises Mistake when no bot account has a token that is right, or the role cannot be; Unavailable when it does not come to
        rest in time. Then, too, nothing is lost: every part is in a state that says what is known.
        """
        if role is not ProcessRole.ALL and self.units.store.is_sqlite:
            raise Mistake(
                f"--role {role} needs PostgreSQL: SQLite has one writer at a time, and tells no process what another one wrote.",
                mend="Run one `weerklank run` without --role, or move to PostgreSQL.",
            )
        async with AsyncExitStack() as stack:
            if self.http is not None:
                host, port = self.http
                address = await stack.enter_async_context(serving(host, port, self._routes(stop, role)))
                log.info("listening on %s", address)
            try:
                async with asyncio.timeout(None) as limit:
                    await self._loops(stop, role, limit)
            except TimeoutError:
                raise Unavailable(
                    f"it did not come to rest within {STOP_SECONDS:.0f} seconds; what was going on goes on later"
                ) from None

    def _routes(self, stop: asyncio.Event, role: ProcessRole) -> list[web.RouteDef]:
        health = Health(self.observer.pulse, lambda: answers(self.units.store), stop)
        metrics = MetricsPage(self.observer.metrics, self._backlog, self.observer.ticks, self.observer.received)
        own = [web.get("/healthz", health.answer), web.get("/metrics", metrics.answer)]
        return [*own, *self.routes] if role.receives else own

    async def _backlog(self) -> Backlog:
        return await backlog(self.units.store, self.units.lease_clock, self.clock.now())

    async def _loops(self, stop: asyncio.Event, role: ProcessRole, limit: asyncio.Timeout) -> None:
        if role.works:
            await self.first()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(_bound(stop, limit))
                if role.receives:
                    self.served = len(self.receivers)
                    self.observer.expect_receiving([*self.receivers], polling=not self.routes)
                    group.create_task(unless(stop, self._list_commands()))
                    for receiver in self.receivers.values():
                        group.create_task(self.serve(receiver, stop))
                if role.works:
                    self.observer.expect_working([tick.name for tick in self.ticks])
                    group.create_task(unless(stop, listen(self.units.store, self.touched)))
                    group.create_task(self.worker.run(stop, self.inbox_wake, beat=lambda: self.observer.pulse.beat(HANDLING)))
                    group.create_task(self.dispatcher.run(stop))
                    group.create_task(_tick(Ticks(self.ticks), stop))
        except BaseExceptionGroup as failures:
            # Not by `except*`: Python 3.11.2, which Debian 12 has, wraps what is raised there in a group again.
            mistake = next((each for each in failures.exceptions if isinstance(each, Mistake)), None)
            if mistake is None:
                raise
            raise mistake from None

    async def serve(self, receiver: Receiver, stop: asyncio.Event) -> None:
        """One bot account. A wrong token ends its own receiving only, as long as another account is served."""
        try:
            await receiver.run(stop)
        except Mistake as mistake:
            self.served -= 1
            if not self.served:
                raise
            log.error("%s The other bot accounts go on without it.", mistake)  # noqa: TRY400 - it says what to mend

    async def _list_commands(self) -> None:
        for bot in self.bots:
            await set_commands(bot, self.commands)


async def _bound(stop: asyncio.Event, limit: asyncio.Timeout) -> None:
    """From the moment of `stop` everything has so long."""
    await stop.wait()
    limit.reschedule(asyncio.get_running_loop().time() + STOP_SECONDS)


async def _tick(ticks: Ticks, stop: asyncio.Event) -> None:
    ticks.start()
    try:
        await stop.wait()
    finally:
        await ticks.finish(TICK_SECONDS)
