"""Who has the floor: at most one of a person's conversations gets what is typed or spoken. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.conversation import Standing

BUSY = timedelta(minutes=15)
"""Touched less long ago than this, the one with the floor is not interrupted by an event."""


@dataclass(frozen=True, slots=True)
class Held:
    """What matters of a conversation that is there. `place` is where it is held, as text; each place has a floor of its own."""

    id: str
    flow: str
    standing: Standing
    asks: bool
    touched_at: datetime
    place: str


def with_floor(held: Sequence[Held], place: str) -> str | None:
    """The open conversation that asks and was touched last: what is typed or spoken here goes to it."""
    asking = [one for one in held if one.place == place and one.standing is Standing.OPEN and one.asks]
    return max(asking, key=lambda one: (one.touched_at, one.id)).id if asking else None


def addressed(held: Sequence[Held], place: str, *, tapped: str | None = None, replied_to: str | None = None) -> str | None:
    """The conversation that something that came in is for.

    A tap is for the one its button belongs to and for no other: None when that one is over. A reply to a message is for the
    conversation that said it, when it still asks; else, like free words, for the one with the floor.
    """
    open_ = {one.id: one for one in held if one.standing is Standing.OPEN}
    if tapped is not None:
        return tapped if tapped in open_ else None
    if replied_to in open_ and open_[replied_to].asks:
        return replied_to
    return with_floor(held, place)


class Start(StrEnum):
    """What to do with a conversation that an event or a person starts."""

    SPEAK = "speak"
    QUEUE = "queue"
    KEEP = "keep"
    """One of the same flow is there already and goes on: nothing starts."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """How a conversation comes in. `ends` are those of the same flow that give way; `free_at` is when to look again."""

    start: Start
    ends: tuple[str, ...] = ()
    free_at: datetime | None = None


def started_by_person(held: Sequence[Held], flow: str, place: str) -> Entrance:
    """It takes the floor at once; one of the same flow gives way."""
    return Entrance(Start.SPEAK, tuple(one.id for one in _same(held, flow, place)))


def started_by_event(held: Sequence[Held], flow: str, place: str, now: datetime) -> Entrance:
    """One of the same flow goes on. Otherwise it speaks, unless the one with the floor was touched less than BUSY ago."""
    if _same(held, flow, place):
        return Entrance(Start.KEEP)
    busy = with_floor(held, place)
    touched_at = next((one.touched_at for one in held if one.id == busy), None)
    if touched_at is not None and now - touched_at < BUSY:
        return Entrance(Start.QUEUE, free_at=touched_at + BUSY)
    return Entrance(Start.SPEAK)


def next_in_queue(held: Sequence[Held], place: str, now: datetime) -> str | None:
    """The conversation that has queued longest, when the floor is free or was not touched for BUSY; else None."""
    busy = with_floor(held, place)
    if any(one.id == busy and now - one.touched_at < BUSY for one in held):
        return None
    queued = [one for one in held if one.place == place and one.standing is Standing.QUEUED]
    return min(queued, key=lambda one: (one.touched_at, one.id)).id if queued else None


def _same(held: Sequence[Held], flow: str, place: str) -> list[Held]:
    return [one for one in held if one.flow == flow and one.place == place and one.standing is not Standing.OVER]
