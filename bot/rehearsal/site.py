"""The page itself: files that need no building, and who may ask for anything here."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

PAGE = Path(__file__).parent / "page"
SANDBOX = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
}
"""For what people sent: whatever it is, it does nothing here."""
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "style-src 'self' 'unsafe-inline'",
        "frame-ancestors 'self'",
    )
)


def add_routes(application: web.Application) -> None:
    """Add `/` and `/page/`."""
    application.router.add_get("/", _front)
    application.router.add_static("/page/", PAGE)
    application.on_response_prepare.append(_harden)


@web.middleware
async def from_here(request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> web.StreamResponse:
    """Only this machine's own pages, scripts and bots come in: no site elsewhere, by whatever name it calls this machine."""
    origin = request.headers.get("Origin")
    names = {request.url.host, urlsplit(origin).hostname if origin else request.url.host}
    if not names <= _HERE:
        return web.json_response({"error": "a rehearsal is steered from this machine only"}, status=403)
    return await handler(request)


async def _front(_: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html")


async def _harden(request: web.Request, response: web.StreamResponse) -> None:
    if request.path == "/" or request.path.startswith("/page/"):
        response.headers["Content-Security-Policy"] = _POLICY
        response.headers["Cache-Control"] = "no-cache"
