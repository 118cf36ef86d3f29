"""The one place that names concrete classes: everything that a process needs, put together."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache, partial
from random import random
from secrets import token_hex
from time import monotonic

from aiohttp import web

from bot.channels.telegram import TelegramChannel
from bot.channels.telegram_bot import Bot, make_bot
from bot.clockwork import ticks
from bot.config import Settings
from bot.dialogue.book import FlowBook
from bot.dialogue.checker import check as check_flows
from bot.dialogue.checker import unready
from bot.dialogue.loader import read_book
from bot.domain.actor import Role
from bot.domain.coalition import BotAccount
from bot.domain.consent import Purpose
from bot.domain.errors import Mistakes
from bot.handling.arrivals import Arrivals
from bot.handling.conversations import Conversations
from bot.handling.groups import GroupChat
from bot.handling.menus import Commands, Menu, commands_of, menus
from bot.handling.private import PrivateChat
from bot.handling.registry import registry
from bot.handling.rendering import Renderer
from bot.handling.stopping import Stopping
from bot.handling.turns import Turns
from bot.handling.worker import Outside, Worker
from bot.inbound.commands import CommandList, Place
from bot.inbound.own_commands import OwnCommands
from bot.inbound.polling import Polling
from bot.inbound.receiving import Receiver
from bot.inbound.shift import Shift
from bot.inbound.webhook import Webhook
from bot.outbox.limits import LIMITS, Limits
from bot.running import ProcessRole, Running
from bot.services.outside import SystemChance, SystemClock
from bot.services.ports import Chance, Clock
from bot.services.work import Wordbook, Work
from bot.serving.observing import Observer
from bot.storage.cipher import Cipher
from bot.storage.engine import Store
from bot.storage.keys import check_keys
from bot.storage.lease_clock import LeaseClock
from bot.storage.opening import open_store
from bot.storage.poll_lease import SqlPollLease
from bot.storage.transaction import INBOX, LEDGER
from bot.storage.turns import SqlTurns
from bot.storage.unit_of_work import SqlUnitsOfWork
from bot.texts.catalogs import Catalogs
from bot.texts.source import SOURCE_LANGUAGE
from bot.texts.wordbook import TextWordbook
from scheduler.dispatch import Dispatcher
from scheduler.heartbeat import Heartbeat
from scheduler.ports import Line
from scheduler.ticks import Tick

log = logging.getLogger(__name__)

REGISTRY = registry()
_PLACES = {"parent": Place.PRIVATE, "coordinator": Place.GROUP}
"""Where each audience's commands are listed."""
CONSENT = {
    Purpose.UPDATES: ("consent.ask.say", "consent.ask.ask"),
    Purpose.WORDS: ("keep_words.keep.ask",),
    Purpose.PANEL: ("panel.ask.say", "panel.ask.ask"),
}
"""By purpose: the texts that together are the consent question."""


@dataclass(frozen=True, slots=True)
class Library:
    """What is read from `flows/` and `locales/`."""

    book: FlowBook
    catalogs: Catalogs
    words: Wordbook
    menus: Sequence[Menu]
    commands: Callable[[frozenset[Role], str], Commands]
    """Those that somebody with these roles sees, in this language."""


def read_library(settings: Settings) -> Library:
    """Every flow and catalog, checked. Raises Mistakes or Mistake, each with its file and line."""
    book, mistakes = read_book(settings.flows_dir, settings.locales_dir)
    mistakes = mistakes or [finding.as_mistake() for finding in check_flows(book, REGISTRY.vocabulary())]
    if mistakes:
        raise Mistakes(mistakes)
    catalogs = Catalogs.load(settings.locales_dir)
    titles = {name: flow.title for name, flow in book.flows.items()}
    words = TextWordbook(catalogs, danger=book.words.danger, consent=CONSENT, safety=book.safety(), titles=titles)
    return Library(book, catalogs, words, menus(book, catalogs), cache(partial(commands_of, book, catalogs)))


A_MINUTE = 60.0
"""Seconds."""
NEVER = datetime.min.replace(tzinfo=UTC)


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
    running: Running
    _ticked: dict[str, datetime] = field(default_factory=dict)
    """When each tick was last part of `settle`."""

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        """One unit of work for a use case."""
        async with self.units() as uow:
            yield self.outside.work(uow)

    @property
    def bots(self) -> Sequence[Bot]:
        return self.running.bots

    def nudge(self) -> None:
        """The business clock was moved: what is due now is looked for at once."""
        self.running.touched(frozenset({LEDGER, INBOX}))

    async def run(self, stop: asyncio.Event, role: ProcessRole = ProcessRole.ALL) -> None:
        """As `Running.run`: receive, handle, dispatch and tick until `stop`, as far as the role says."""
        await self.running.run(stop, role)

    async def settle(self) -> None:
        """Step every loop until nothing moves: what came in is handled, and what is due now is sent.

        What is looked at every minute or less often is looked at again when the business clock says that so long has gone by.
        """
        due = True
        while True:
            came = sum([await polling.poll_once() for polling in self.polling]) + await self.worker.drain()
            sent = await self.dispatcher.drain() if came or due else 0
            if not came and not sent:
                due = any([await tick.body() for tick in self._due_ticks()])
                if not due:
                    return

    def _due_ticks(self) -> list[Tick]:
        now = self.outside.clock.now()
        since = {tick.name: now - self._ticked.get(tick.name, NEVER) for tick in self.ticks}
        due = [tick for tick in self.ticks if tick.seconds < A_MINUTE or since[tick.name].total_seconds() >= tick.seconds]
        self._ticked |= dict.fromkeys((tick.name for tick in due), now)
        return due


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
        outside = Outside(units, clock, chance, library.words, library.book.rules, library.book.norms)
        async with units.reading() as uow:
            accounts = await uow.coalitions.bot_accounts()
        bots += [make_bot(account.token, settings.telegram_api_url) for account in accounts]
        house = _wired(settings, library, outside, units, store, list(zip(accounts, bots, strict=True)), limits)
        units.on_commit(house.running.touched)
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
    observer = Observer(monotonic)
    renderer = Renderer(library.catalogs, outside.clock, outside.norms, library.book.pictures)
    conversations = Conversations(
        library.book, Turns(library.book, REGISTRY, renderer), unready(library.book, REGISTRY.vocabulary())
    )
    arrivals = Arrivals(PrivateChat(library.book, conversations), GroupChat(library.book, conversations), conversations)
    lines = {}
    for account, bot in accounts:
        own = LIMITS[account.channel]
        paid = settings.rate_per_second > own.free_per_second
        channel = observer.channel(TelegramChannel(bot, paid=paid), account.id)
        lines[account.id] = Line(channel, limits(own) if limits else own, settings.rate_per_second)
    turns = SqlTurns(units)
    heartbeat = Heartbeat(turns=turns, work=outside.work, clock=outside.clock)
    dispatcher = Dispatcher(
        turns=observer.dispatching(turns),
        glances=turns.glance,
        renderer=renderer,
        lines=lines,
        clock=outside.clock,
        chance=outside.chance,
        before=heartbeat.keep,
    )
    heartbeat.first = dispatcher.write_down
    worker = Worker(outside, observer.handling(arrivals.handle), Stopping(library.book).is_stop)
    lists = OwnCommands(units.reading, accounts, lambda person: library.commands(person.roles, person.language))
    looked_at = [*ticks(outside, turns, lines, heartbeat), Tick("coordinators' command lists", 30.0, lists.run_once)]
    observed = [replace(tick, body=observer.tick(tick.name, tick.body)) for tick in looked_at]
    polling = {
        account.id: Polling(bot, account, units, outside.clock, jitter=random, signs=observer.receiving(account.id))
        for account, bot in accounts
    }
    receivers, routes = _receivers(settings, units, outside.clock, accounts, polling, observer)
    inbox_wake = asyncio.Event()

    def touched(what: frozenset[str]) -> None:
        if LEDGER in what:
            dispatcher.wake()
        if INBOX in what:
            inbox_wake.set()

    return House(
        settings=settings,
        library=library,
        outside=outside,
        units=units,
        store=store,
        worker=worker,
        dispatcher=dispatcher,
        ticks=observed,
        polling=[*polling.values()],
        running=Running(
            units=units,
            clock=outside.clock,
            receivers=receivers,
            routes=routes,
            bots=[bot for _, bot in accounts],
            commands=_commands(library),
            worker=worker,
            inbox_wake=inbox_wake,
            dispatcher=dispatcher,
            ticks=observed,
            observer=observer,
            first=heartbeat.keep,
            touched=touched,
            http=None if settings.http_port is None else (settings.http_host, settings.http_port),
        ),
    )


def _receivers(
    settings: Settings,
    units: SqlUnitsOfWork,
    clock: Clock,
    accounts: list[tuple[BotAccount, Bot]],
    polling: Mapping[str, Polling],
    observer: Observer,
) -> tuple[dict[str, Receiver], list[web.RouteDef]]:
    """Webhooks with their routes, or whoever polls while it has the lease."""
    base = settings.webhook_url
    if base is None:
        holder = token_hex(8)
        shifts: dict[str, Receiver] = {}
        for account, _ in accounts:
            lease, signs = SqlPollLease(units, account, holder), observer.receiving(account.id)
            shifts[account.id] = Shift(polling[account.id], lease, account.id, signs=signs)
        return shifts, []
    webhooks = [
        Webhook(bot, account, units, clock, base, jitter=random, signs=observer.receiving(account.id))
        for account, bot in accounts
    ]
    return {hook.account_id: hook for hook in webhooks}, [web.post(hook.path, hook.receive) for hook in webhooks]


def _commands(library: Library) -> list[CommandList]:
    """For each place and language, and for everybody else in the language of the project."""
    lists = [CommandList(_PLACES[menu.audience], menu.commands, menu.language) for menu in library.menus]
    return lists + [replace(each, language=None) for each in lists if each.language == SOURCE_LANGUAGE]
