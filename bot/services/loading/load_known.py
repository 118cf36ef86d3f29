"""What is there already under an id of a data file. Ids are unique over all coalitions, so a file cannot reach into another."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from bot.domain.errors import NotThere
from bot.services.loading.load_reading import Loadable


class Owned(Protocol):
    @property
    def coalition_id(self) -> str: ...


T = TypeVar("T", bound=Owned)
Place = tuple[str | int, ...]


async def known(file: Loadable, at: Place, get: Callable[[str], Awaitable[T]], row_id: str) -> T | None:
    """None when it is new. Mistake when another coalition has it."""
    try:
        found = await get(row_id)
    except NotThere:
        return None
    if found.coalition_id != file.model.coalition.id:
        raise file.mistake((*at, "id"), f"the id '{row_id}' is another coalition's.", "Give it another id.")
    return found
