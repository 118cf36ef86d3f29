"""Something is done for each of many, each in a short transaction of its own: one that fails holds back no other."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, Protocol, TypeVar

from bot.domain.errors import Unavailable
from bot.services.ports import UnitOfWork, UnitsOfWork
from bot.services.work import Work


class Named(Protocol):
    """Has an id, by which the log tells it apart."""

    @property
    def id(self) -> str: ...


Each = TypeVar("Each", bound=Named)
_log = logging.getLogger(__name__)


class Round(Generic[Each]):
    """`find` says for what, `do` does it for one and answers how much that was. `work` makes a use case's of a unit of work."""

    def __init__(
        self,
        *,
        units: UnitsOfWork,
        work: Callable[[UnitOfWork], Work],
        find: Callable[[Work], Awaitable[Sequence[Each]]],
        do: Callable[[Work, Each], Awaitable[int]],
    ) -> None:
        self._units, self._work, self._find, self._do = units, work, find, do

    async def run_once(self) -> int:
        """How much was done. One that fails is logged, by its id and the kind of error, and is tried again in the next round."""
        async with self._units() as uow:
            found = await self._find(self._work(uow))
        done = 0
        for each in found:
            try:
                async with self._units() as uow:
                    done += await self._do(self._work(uow), each)
            except Unavailable:
                raise
            except Exception as error:
                _log.error("%s failed for %s: %s", self._do.__name__, each.id, type(error).__name__)
        return done
