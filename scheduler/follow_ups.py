"""What is due is carried out; one that fails never holds up the others."""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from bot.domain.errors import NotThere, Unavailable
from bot.domain.follow_up import FollowUp, FollowUpState
from bot.services.following_up import due
from bot.services.ports import Clock, UnitOfWork
from bot.services.work import Work
from scheduler.ports import Turns

AT_ONCE = 200
AGAIN = timedelta(minutes=10)
"""How long one that failed waits; it loses its sense (`void_after`) meanwhile, as any other."""

_log = logging.getLogger(__name__)


class FollowUpTick:
    """Gives what is due to `bot.services.following_up.due`, the longest due first.

    `work` makes a use case's work of a unit of work.
    """

    def __init__(self, *, turns: Turns, work: Callable[[UnitOfWork], Work], clock: Clock) -> None:
        self._turns, self._work, self._clock = turns, work, clock

    async def run_once(self) -> int:
        """How many were due. All in one transaction; when that fails, each in one of its own, so that the rest goes on."""
        try:
            async with self._turns() as turn:
                found = await turn.uow.follow_ups.due(self._clock.now(), AT_ONCE)
                for follow_up in found:
                    await due.carry_out(self._work(turn.uow), follow_up)
            return len(found)
        except Unavailable:
            raise
        except Exception as error:
            _log.warning("what is due is tried one by one: %s", type(error).__name__)
        count = 0
        while count < AT_ONCE and await self._next():
            count += 1
        return count

    async def _next(self) -> bool:
        """The one that is longest due, alone; False when nothing is."""
        failing: FollowUp | None = None
        try:
            async with self._turns() as turn:
                for follow_up in await turn.uow.follow_ups.due(self._clock.now(), 1):
                    failing = follow_up
                    await due.carry_out(self._work(turn.uow), follow_up)
        except Unavailable:
            raise
        except Exception as error:
            if failing is None:
                raise
            _log.error("follow-up %s (%s) failed and is tried again later: %s", failing.id, failing.kind, type(error).__name__)
            await self._put_off(failing.id)
        return failing is not None

    async def _put_off(self, follow_up_id: str) -> None:
        """Unless it was cancelled or forgotten meanwhile."""
        async with self._turns() as turn:
            with suppress(NotThere):
                follow_up = await turn.uow.follow_ups.get(follow_up_id)
                if follow_up.state is FollowUpState.PENDING:
                    await turn.uow.follow_ups.save(replace(follow_up, due_at=self._clock.now() + AGAIN))
