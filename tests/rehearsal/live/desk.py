"""What the page's desk asks, without the page."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.rehearsal.live.facts import facts
from bot.rehearsal.live.room import Room
from bot.rehearsal.phones import Phone

PATIENCE = 60.0
"""Seconds of real time, for a machine that does other things too."""


@dataclass(frozen=True, slots=True)
class Desk:
    session: aiohttp.ClientSession
    url: str

    async def ask(self, path: str, status: int = 200, **body: Any) -> Any:
        async with self.session.post(f"{self.url}/rehearsal/{path}", json=body) as answer:
            assert answer.status == status, await answer.text()
            return await answer.json()

    async def look(self, path: str) -> Any:
        async with self.session.get(f"{self.url}/rehearsal/{path}") as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json() if answer.content_type == "application/json" else await answer.text()


@dataclass(frozen=True, slots=True)
class Opened:
    """A room with its desk."""

    room: Room
    desk: Desk

    def phone(self, name: str) -> Phone:
        """The phone of somebody who takes part."""
        user = next(user for user in self.room.world.users.values() if user.first_name == name)
        return Phone(self.room.world, self.room.account, user)

    async def facts(self) -> dict[str, Any]:
        return await facts(self.room)

    async def until(self, holds: Callable[[Room], bool]) -> None:
        """As soon as this holds, looked at after each change."""
        async with asyncio.timeout(PATIENCE):
            while not holds(self.room):
                await self.room.world.changes.next()

    async def hears(self, name: str, words: str) -> None:
        """Somebody's phone shows these words, as soon as it does."""
        await self.phone(name).wait_for(words, timeout=PATIENCE)

    async def taps(self, name: str, label: str, *, in_group: bool = False) -> None:
        """Somebody taps a button with these words, as soon as it is there."""
        phone = self.phone(name)
        chat = self.room.forum.chat if in_group and self.room.forum is not None else None

        def found(phone: Phone) -> str | None:
            messages = phone.messages_in(chat)
            return next((one for m in reversed(messages) for row in m.buttons for one in row if label in one), None)

        await phone.wait_until(lambda phone: found(phone) is not None, timeout=PATIENCE)
        phone.tap(found(phone) or "", chat=chat)

    async def sends_the_update(self) -> None:
        """Marit sends it in the group."""
        assert self.room.forum is not None
        self.phone("Marit").say("/stuur", chat=self.room.forum.chat)
        await self.taps("Marit", "Ouders vertelden", in_group=True)
        await self.taps("Marit", "Nu sturen", in_group=True)
