"""What people do in each golden conversation, by its name: that of a flow, perhaps with what happens in it behind it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.conversations.player import Player

Play = Callable[[Player], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Script:
    """`name` is that of its golden files, `<name>.<language>.txt`."""

    name: str
    languages: tuple[str, ...]
    play: Play


SCRIPTS: list[Script] = []


def for_parents(play: Play) -> Play:
    """In Dutch, and from right to left."""
    SCRIPTS.append(Script(play.__name__, ("nl", "ar"), play))
    return play


def for_coordinators(play: Play) -> Play:
    """In Dutch."""
    SCRIPTS.append(Script(play.__name__, ("nl",), play))
    return play
