"""Voice notes, pictures and documents that came in are fetched after their message was stored, until they are there."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.errors import NotThere
from bot.domain.media import Media, MediaState
from bot.outbox.outcome import Fate, Outcome, Why
from scheduler.ports import Line, Turns

AT_ONCE = 20
TRIES_REFUSED = 3
"""A channel that says no three times no longer has it, or never gives it."""
TRIES = 500
"""Network trouble is no reason to give up, for hours; the ones that were tried least go first."""

PASSING = frozenset({Why.TOO_FAST, Why.UNAUTHORIZED, Why.NETWORK})


class MediaTick:
    """Fetches what is wanted. No transaction is open while a channel is asked."""

    def __init__(self, *, turns: Turns, lines: Mapping[str, Line]) -> None:
        self._turns, self._lines = turns, lines

    async def run_once(self) -> int:
        """How many were fetched."""
        async with self._turns() as turn:
            wanted = await turn.uow.media.wanted(AT_ONCE)
        count = 0
        for media in wanted:
            line = self._lines.get(media.bot_account_id)
            if line is not None:
                count += await self._keep(media, await line.channel.fetch(media.external_ref))
        return count

    async def _keep(self, media: Media, found: bytes | Outcome) -> bool:
        try:
            async with self._turns() as turn:
                await turn.uow.media.get(media.id)
                if isinstance(found, bytes):
                    await turn.uow.media.save(replace(media, state=MediaState.FETCHED, attempts=media.attempts + 1), found)
                else:
                    await turn.uow.media.save(_after(media, found))
        except NotThere:  # forgotten while it was being fetched
            return False
        return isinstance(found, bytes)


def _after(media: Media, outcome: Outcome) -> Media:
    tries = media.attempts + 1
    refused = outcome.fate is Fate.NOT_DELIVERED and outcome.why not in PASSING
    lost = tries >= (TRIES_REFUSED if refused else TRIES)
    return replace(media, attempts=tries, state=MediaState.LOST if lost else MediaState.WANTED)
