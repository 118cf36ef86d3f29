"""A plain client that shows what the server really answered, and the parents who are on the phone in these tests."""

from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.rehearsal.chats import BotAccount
from bot.rehearsal.world import World

TOKEN = "4200001:rehearsal-of-the-loop"
# One pixel each, so that they have a size.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f00050001ff5d"
    "3a8d3c0000000049454e44ae426082"
)
OGG = b"OggS\x00\x02 a tone, not a voice"


@dataclass(frozen=True, slots=True)
class Client:
    """Calls methods with JSON and returns the whole answer."""

    session: aiohttp.ClientSession
    url: str
    token: str = TOKEN

    async def call(self, method: str, /, **arguments: Any) -> dict[str, Any]:
        """The body of the answer, whatever its status."""
        async with self.session.post(f"{self.url}/bot{self.token}/{method}", json=arguments) as answer:
            body: dict[str, Any] = await answer.json()
            assert answer.status == body.get("error_code", 200)
            return body

    async def result(self, method: str, /, **arguments: Any) -> Any:
        """The result of a call that has to succeed."""
        body = await self.call(method, **arguments)
        assert body["ok"] is True, body
        return body["result"]

    async def refusal(self, method: str, /, **arguments: Any) -> str:
        """The words of a refusal."""
        body = await self.call(method, **arguments)
        assert body["ok"] is False, body
        return str(body["description"])


@dataclass(frozen=True, slots=True)
class Place:
    """A world with a server, a bot account and a client."""

    world: World
    bot: BotAccount
    client: Client
