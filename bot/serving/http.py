"""One small HTTP server, on loopback unless the settings say otherwise."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from aiohttp import web

from bot.domain.errors import Mistake

MOST_BYTES = 1024 * 1024
"""Of a request's body. Telegram's largest update, two messages of 4096 characters with their entities, is under a tenth of it."""
LAST_SECONDS = 1.0
"""How long requests that are being answered may take when it stops."""


@asynccontextmanager
async def serving(host: str, port: int, routes: Sequence[web.RouteDef]) -> AsyncIterator[str]:
    """Its address (`http://host:port`) while it serves; port 0 takes a free one. Raises Mistake when it cannot listen there."""
    application = web.Application(client_max_size=MOST_BYTES)
    application.add_routes(routes)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=LAST_SECONDS)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise Mistake(
                f"Nothing can listen on {host}:{port} ({error.strerror or type(error).__name__}).",
                mend="Give WEERKLANK_HTTP_PORT a port that is free, and WEERKLANK_HTTP_HOST an address of this machine.",
            ) from None
        found = runner.addresses[0]
        yield f"http://{host}:{found[1]}"
    finally:
        await runner.cleanup()
