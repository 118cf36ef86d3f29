"""The port that every channel carries out."""

from typing import Protocol

from bot.outbox.call import Call
from bot.outbox.outcome import Outcome


class Channel(Protocol):
    """One bot account on one channel. It decides nothing and raises nothing: every error is an Outcome."""

    async def carry_out(self, call: Call) -> Outcome:
        """Make one API call."""
        ...

    async def fetch(self, ref: str) -> bytes | Outcome:
        """The content of something that came in."""
        ...

    async def close(self) -> None: ...
