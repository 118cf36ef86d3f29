"""Voice notes, pictures and documents that came in are fetched after their message was stored, until they are there."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.errors import NotThere
from bot.domain.media import Media, MediaState
from bot.outbox.outcome import Fate, Outcome, Why
from bot.services.delivery import documents
from scheduler.ports import Line, Turns

AT_ONCE = 20
TRIES_REFUSED = 3
"""A channel that says no three times no longer has it, or never gives it."""
PASSING = frozenset({Why.TOO_FAST, Why.UNAUTHORIZED, Why.NETWORK})
"""Trouble of the line or the account, not of the file: never a reason to give up."""


class MediaTick:
    """Fetches what is wanted. No transaction is open while a channel is asked."""

    def __init__(self, *, turns: Turns, lines: Mapping[str, Line]) -> None:
        self._turns, self._lines = turns, lines

    async def run_once(self) -> int:
        """How many were fetched."""
        async with self._turns() as turn:
            wanted = await turn.uow.media.wanted(AT_ONCE)
        count = 0
        down: set[str] = set()
        for media in wanted:
            line = self._lines.get(media.bot_account_id)
            if line is None or media.bot_account_id in down:
                continue
            found = await line.channel.fetch(media.external_ref)
            if isinstance(found, Outcome) and (found.fate is not Fate.NOT_DELIVERED or found.why in PASSING):
                # The next tick tries again; the others of this account would meet the same.
                down.add(media.bot_account_id)
            else:
                count += await self._keep(media, found)
        return count

    async def _keep(self, media: Media, found: bytes | Outcome) -> bool:
        try:
            async with self._turns() as turn:
                await turn.uow.media.get(media.id)
                is_there = isinstance(found, bytes)
                kept = replace(media, state=MediaState.FETCHED, attempts=media.attempts + 1) if is_there else _refused(media)
                await turn.uow.media.save(kept, found if isinstance(found, bytes) else None)
                await documents.settle(turn.uow, kept)
        except NotThere:  # forgotten while it was being fetched
            return False
        return isinstance(found, bytes)


def _refused(media: Media) -> Media:
    tries = media.attempts + 1
    return replace(media, attempts=tries, state=MediaState.LOST if tries >= TRIES_REFUSED else MediaState.WANTED)
