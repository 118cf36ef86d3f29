"""The one place that names concrete classes: everything that a process needs, put together."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from random import random

from aiogram import Bot

from bot.channels.telegram import TelegramChannel
from bot.channels.telegram_bot import make_bot
from bot.config import Settings
from bot.dialogue.book import FlowBook
from bot.dialogue.checker import check as check_flows
from bot.dialogue.checker import unready
from bot.dialogue.loader import Mistakes, read_book
from bot.domain.bulletin import BulletinState
from bot.domain.coalition import BotAccount
from bot.domain.errors import Mistake
from bot.handling import relay
from bot.handling.arrivals import Arrivals
from bot.handling.conversations import Conversations
from bot.handling.groups import GroupChat
from bot.handling.menus import menus
from bot.handling.private import PrivateChat
from bot.handling.registry import registry
from bot.handling.rendering import Renderer
from bot.handling.turns import Turns
from bot.handling.worker import Outside, Worker
from bot.inbound.commands import CommandList, Place, set_commands
from bot.inbound.polling import Polling
from bot.outbox.limits import LIMITS, Limits
from bot.services import cadence, steering, tidying
from bot.services.outside import SystemChance, SystemClock
from bot.services.ports import Chance, Clock
from bot.services.work import CadenceRule, Wordbook, Work
from bot.storage.cipher import Cipher
from bot.storage.engine import Store
from bot.storage.keys import check_keys
from bot.storage.lease_clock import LeaseClock
from bot.storage.opening import open_store
from bot.storage.turns import SqlTurns
from bot.storage.unit_of_work import SqlUnitsOfWork
from bot.storage.wake import listen
from bot.texts.catalogs import Catalogs
from bot.texts.source import SOURCE_LANGUAGE
from bot.texts.wordbook import TextWordbook
from scheduler.dispatch import Dispatcher
from scheduler.follow_ups import FollowUpTick
from scheduler.media import MediaTick
from scheduler.opening import Opening
from scheduler.ports import Line
from scheduler.ticks import Tick, Ticks

log = logging.getLogger(__name__)

REGISTRY = registry()
_PLACES = {"parent": Place.PRIVATE, "coordinator": Place.GROUP}
"""Where each audience's commands are listed."""
CONSENT = ("welcome.consent.say", "welcome.consent.ask")
"""The texts that together are the consent question."""


@dataclass(frozen=True, slots=True)
class Library:
    """What is read from `flows/` and `locales/`."""

    book: FlowBook
    catalogs: Catalogs
    words: Wordbook
    cadence: tuple[CadenceRule, ...]


def read_library(settings: Settings) -> Library:
    """Every flow and catalog, checked. Raises Mistakes or Mistake, each with its file and line."""
    book, mistakes = read_book(settings.flows_dir)
    mistakes = mistakes or [finding.as_mistake() for finding in check_flows(book, REGISTRY.vocabulary())]
    if mistakes:
        raise Mistakes(mistakes)
    catalogs = Catalogs.load(settings.locales_dir)
    cadence = tuple(
        CadenceRule(name, rule.anchor, rule.after, rule.event, rule.void_after, rule.audience)
        for name, rule in book.cadences.items()
    )
    return Library(book, catalogs, TextWordbook(catalogs, danger=book.words.danger, consent=CONSENT), cadence)


@dataclass(slots=True)
class House:
    """A process's parts, wired. `run` starts the loops; a demonstration or a test may also step them one by one."""

    settings: Settings
    library: Library
    outside: Outside
    units: SqlUnitsOfWork
    store: Store
    worker: Worker
    dispatcher: Dispatcher
    ticks: list[Tick]
    polling: list[Polling]
    bots: list[Bot]
    inbox_wake: asyncio.Event = field(default_factory=asyncio.Event)
    served: int = 0
    """Bot accounts whose token is not known to be wrong, while it runs."""

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        """One unit of work for a use case."""
        async with self.units() as uow:
            yield self.outside.work(uow)

    def nudge(self) -> None:
        """The business clock was moved: what is due now is looked for at once."""
        self.dispatcher.wake()
        self.inbox_wake.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Poll, handle, dispatch and tick until `stop`. Raises Mistake when no bot account has a token that is right."""
        lists = [
            CommandList(_PLACES[menu.audience], menu.commands, menu.language)
            for menu in menus(self.library.book, self.library.catalogs)
        ]
        lists += [replace(each, language=None) for each in lists if each.language == SOURCE_LANGUAGE]
        for bot in self.bots:
            await set_commands(bot, lists)
        listening = asyncio.create_task(listen(self.store, self._touched))
        ticking = Ticks(self.ticks)
        try:
            async with asyncio.TaskGroup() as group:
                self.served = len(self.polling)
                for polling in self.polling:
                    group.create_task(self._serve(polling, stop))
                group.create_task(self.worker.run(stop, self.inbox_wake))
                group.create_task(self.dispatcher.run(stop))
                ticking.start()
        except* Mistake as mistakes:
            raise mistakes.exceptions[0] from None
        finally:
            ticking.stop()
            listening.cancel()

    async def _serve(self, polling: Polling, stop: asyncio.Event) -> None:
        """One bot account. A wrong token ends its own polling only, as long as another account is served."""
        try:
            await polling.run(stop)
        except Mistake as mistake:
            self.served -= 1
            if not self.served:
                raise
            log.error("%s The other bot accounts go on without it.", mistake)  # noqa: TRY400 - it says what to mend

    async def settle(self) -> None:
        """Step every loop until nothing moves: what came in is handled, and what is due now is sent."""
        due = True
        while True:
            came = sum([await polling.poll_once() for polling in self.polling]) + await self.worker.drain()
            sent = await self.dispatcher.drain() if came or due else 0
            if not came and not sent:
                due = any([await tick.body() for tick in self.ticks])
                if not due:
                    return

    def _touched(self, what: frozenset[str]) -> None:
        if "ledger" in what:
            self.dispatcher.wake()
        if "inbox" in what:
            self.inbox_wake.set()


@asynccontextmanager
async def open_house(
    settings: Settings,
    *,
    clock: Clock | None = None,
    chance: Chance | None = None,
    limits: Callable[[Limits], Limits] | None = None,
    library: Library | None = None,
    lease_clock: LeaseClock | None = None,
    store: Store | None = None,
) -> AsyncIterator[House]:
    """Everything wired, on the database of the settings. Raises Mistake for what a person can mend.

    `limits` lets a demonstration hurry, `lease_clock` a test outlive leases; `store` is an open one, and is closed here. A bot
    account that is loaded later is served after the next start.
    """
    library = library or read_library(settings)
    cipher = Cipher(settings.secret_key)
    store = store or await open_store(settings.database_url)
    bots: list[Bot] = []
    try:
        await check_keys(store, cipher)
        clock, chance = clock or SystemClock(), chance or SystemChance()
        units = SqlUnitsOfWork(store, cipher, chance, clock, lease_clock)
        outside = Outside(units, clock, chance, library.words, library.cadence)
        async with units.reading() as uow:
            accounts = await uow.coalitions.bot_accounts()
        bots += [make_bot(account.token, settings.telegram_api_url) for account in accounts]
        house = _wired(settings, library, outside, units, store, list(zip(accounts, bots, strict=True)), limits)
        units.on_commit(house._touched)  # noqa: SLF001 - it is its own
        yield house
    finally:
        for bot in bots:
            await bot.session.close()
        await store.close()


def _wired(
    settings: Settings,
    library: Library,
    outside: Outside,
    units: SqlUnitsOfWork,
    store: Store,
    accounts: list[tuple[BotAccount, Bot]],
    limits: Callable[[Limits], Limits] | None,
) -> House:
    renderer = Renderer(library.catalogs, outside.clock)
    conversations = Conversations(
        library.book, Turns(library.book, REGISTRY, renderer), unready(library.book, REGISTRY.vocabulary())
    )
    arrivals = Arrivals(PrivateChat(library.book, conversations), GroupChat(library.book, conversations), conversations)
    lines = {}
    for account, bot in accounts:
        own = LIMITS[account.channel]
        lines[account.id] = Line(TelegramChannel(bot), limits(own) if limits else own, settings.rate_per_second)
    turns = SqlTurns(units)
    dispatcher = Dispatcher(turns=turns, renderer=renderer, lines=lines, clock=outside.clock, chance=outside.chance)
    return House(
        settings=settings,
        library=library,
        outside=outside,
        units=units,
        store=store,
        worker=Worker(outside, arrivals.handle),
        dispatcher=dispatcher,
        ticks=_ticks(outside, turns, lines),
        polling=[Polling(bot, account, units, outside.clock, jitter=random) for account, bot in accounts],
        bots=[bot for _, bot in accounts],
    )


def _ticks(outside: Outside, turns: SqlTurns, lines: Mapping[str, Line]) -> list[Tick]:
    """What is looked at every so often; each answers how much it did."""

    async def watch() -> int:
        """Silence and promises, of every coalition."""
        told = 0
        async with outside.units() as uow:
            work = outside.work(uow)
            for coalition in await uow.coalitions.all():
                told += await cadence.silence(work, coalition) + await cadence.promises(work, coalition)
        return told

    async def finish() -> int:
        """Bulletins of which everything is settled."""
        done = 0
        async with outside.units() as uow:
            work = outside.work(uow)
            for coalition in await uow.coalitions.all():
                for bulletin in await uow.bulletins.of(coalition.id):
                    if bulletin.state is BulletinState.SENDING:
                        done += await steering.finish_if_done(work, bulletin.id)
        return done

    def doing(use_case: Callable[[Work], Awaitable[int]]) -> Callable[[], Awaitable[int]]:
        """In a unit of work of its own."""

        async def body() -> int:
            async with outside.units() as uow:
                return await use_case(outside.work(uow))

        return body

    async def sweep() -> None:
        """Paces that nobody waits for."""
        async with turns() as turn:
            await turn.outgoing.sweep()

    return [
        Tick("follow-ups", 1.0, FollowUpTick(turns=turns, work=outside.work, clock=outside.clock).run_once),
        Tick("broadcasts", 1.0, Opening(turns=turns, clock=outside.clock).run_once),
        Tick("media", 2.0, MediaTick(turns=turns, lines=lines).run_once),
        Tick("bulletins that are done", 10.0, finish),
        Tick("silence and promises", 600.0, watch),
        Tick("answers that did not arrive", 60.0, doing(relay.tell_lost_answers)),
        Tick("strangers", 60.0, doing(tidying.forget_strangers)),
        Tick("guests", 3600.0, doing(tidying.forget_guests)),
        Tick("conversations and inbox rows that are over", 3600.0, doing(tidying.clear)),
        Tick("paces", 3600.0, sweep),
    ]
