"""The server alone, for somebody with a bot of their own: `python -m bot.rehearsal`. docs/bot-api-server.md tells what it is."""

import argparse
import asyncio
import re
import signal
import sys
from collections.abc import Iterator

from bot.rehearsal.clock import MovedClock
from bot.rehearsal.server import TOKEN, RehearsalServer
from bot.rehearsal.world import World

DEFAULT_PORT = 8081
"""Where tdlib/telegram-bot-api listens as well."""
_USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,27}[Bb][Oo][Tt]")


def _token(given: str) -> str:
    if not TOKEN.fullmatch(given):
        raise argparse.ArgumentTypeError("a token is a number, a colon, and three or more of A-Z a-z 0-9 _ -")
    return given


def _username(given: str) -> str:
    name = given.removeprefix("@")
    if not _USERNAME.fullmatch(name):
        raise argparse.ArgumentTypeError("a bot's name is 5 to 32 letters, digits and _, begins with a letter and ends in bot")
    return name


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot.rehearsal", description="A strict Bot API server, on this machine only.")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="0 takes a free one (default %(default)s)")
    parser.add_argument("--token", type=_token, default="4200001:rehearsal", help="your bot's token (default %(default)s)")
    parser.add_argument("--username", type=_username, default="rehearsal_bot", help="your bot's name (default %(default)s)")
    return parser


def _lines(server: RehearsalServer, token: str, username: str) -> Iterator[str]:
    yield f"Bot API   {server.url}"
    yield f"token     {token}  (@{username})"
    yield f"page      {server.url}/"
    yield f"controls  {server.url}/rehearsal/"
    yield "Ctrl-C stops it; it forgets everything then."


async def _serve(port: int, token: str, username: str) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    world = World(clock=MovedClock())
    world.add_bot(token, username=username, first_name=username)
    async with RehearsalServer(world, port=port) as server:
        print("\n".join(_lines(server, token, username)), flush=True)
        await stop.wait()


def main() -> int:
    """Serve until somebody stops it: 0. 1 when the port is taken; 2 when the call was wrong."""
    given = _parser().parse_args()
    try:
        asyncio.run(_serve(given.port, given.token, given.username))
    except (OSError, OverflowError) as error:
        print(f"cannot listen on port {given.port}: {error}; try --port 0", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
