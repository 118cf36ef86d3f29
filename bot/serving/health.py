"""`GET /healthz`: 200 while this process does its work, 503 with the part that does not.

It says nothing of Telegram: a process that waits for Telegram is well, and starting it again would not help. Nor of a tick or an
update that fails: those stand in the metrics and the log.
"""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.serving.pulse import Pulse

DATABASE_SECONDS = 2.0
"""How long the database may take to answer."""


class Health:
    """`ask_database` raises, or does not come back, when it cannot be reached."""

    def __init__(self, pulse: Pulse, ask_database: Callable[[], Awaitable[object]], stop: asyncio.Event) -> None:
        self._pulse, self._ask_database, self._stop = pulse, ask_database, stop

    async def answer(self, _: web.Request) -> web.Response:
        """`{"status": "ok|failing|stopping", "parts": {part: {"ok": true, "age_seconds": 0.3}}}`."""
        parts: dict[str, dict[str, object]] = {"database": {"ok": await self._database_answers()}}
        for part, sign in sorted(self._pulse.signs().items()):
            parts[part] = {"ok": sign.is_good, "age_seconds": round(sign.age, 1)}
        well = all(part["ok"] for part in parts.values())
        status = "stopping" if self._stop.is_set() else "ok" if well else "failing"
        return web.json_response({"status": status, "parts": parts}, status=200 if status == "ok" else 503)

    async def _database_answers(self) -> bool:
        try:
            async with asyncio.timeout(DATABASE_SECONDS):
                await self._ask_database()
        except Exception:  # whatever it is, it does not answer; the loops log why
            return False
        return True
