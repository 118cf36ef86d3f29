"""Telegram for tests: our own Bot API server on loopback with one bot account, and the aiogram bot that calls it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession

from bot.channels.telegram_bot import make_bot
from bot.rehearsal.chats import BotAccount
from bot.rehearsal.clock import ManualClock, ManualPace
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.limits import Limits
from bot.rehearsal.phones import Phone
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.world import World

TOKEN = "4200001:rehearsal-of-the-loop"


@dataclass(frozen=True, slots=True)
class Telegram:
    """The world of the server, the account in it, and the bot that talks to it over HTTP."""

    world: World
    account: BotAccount
    server: RehearsalServer
    bot: Bot

    def phone(self, name: str, *, language: str = "", started: bool = True) -> Phone:
        """Somebody's phone; `started` when they have opened the bot."""
        phone = Phone.new(self.world, self.account, name, language_code=language)
        if started:
            phone.open_link()
        return phone

    def forum(self, owner: Phone, title: str = "Duo Lindenborg") -> Gathering:
        """A forum of the owner's, in which the bot manages topics."""
        gathering = Gathering.create(self.world, owner.user, title, forum=True)
        gathering.add_bot(self.account)
        return gathering

    def forget_updates(self) -> None:
        """Nothing waits for the bot any more."""
        self.world.queues[self.account.id].clear()


@asynccontextmanager
async def telegram(*, limits: Limits | None = None) -> AsyncIterator[Telegram]:
    """A fresh one, of which clock and pace stand still."""
    world = World(clock=ManualClock(), pace=ManualPace(), limits=limits or Limits.off())
    account = world.add_bot(TOKEN, username="weerklank_bot", first_name="Weerklank")
    async with RehearsalServer(world) as server:
        bot = make_bot(TOKEN, server.url)
        try:
            yield Telegram(world, account, server, bot)
        finally:
            await hang_up(bot)


async def hang_up(bot: Bot) -> None:
    """Close the bot's connections without the quarter of a second that aiogram waits for TLS to end."""
    assert isinstance(bot.session, AiohttpSession)
    if bot.session._session is not None:
        await bot.session._session.close()
