"""A channel that remembers what it was asked, and answers what a test scripted."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence

from bot.outbox.call import Call
from bot.outbox.outcome import Fate, Outcome, Why, delivered


def not_delivered(why: Why, **more: str | float) -> Outcome:
    return Outcome(Fate.NOT_DELIVERED, why, **more)  # type: ignore[arg-type]


AMBIGUOUS = Outcome(Fate.AMBIGUOUS)


class FakeChannel:
    """`arrived` has what reached somebody, in order. Without a script everything is delivered, as messages `m1`, `m2`, …"""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.arrived: list[Call] = []
        self.files: dict[str, bytes | Outcome] = {}
        self.most_at_once = 0
        self.on_call: Callable[[Call], None] = lambda _: None
        """Looks along at the moment of each call."""
        self._script: dict[str, deque[Outcome]] = {}
        self._at_once = 0
        self._held: asyncio.Event | None = None

    def will_say(self, text: str, *outcomes: Outcome) -> None:
        """What becomes of the next calls with this text (or name of a topic), one after the other; then delivered again."""
        self._script.setdefault(text, deque()).extend(outcomes)

    def hold(self) -> asyncio.Event:
        """Calls made from now on come back when the event is set."""
        self._held = asyncio.Event()
        return self._held

    def texts(self) -> list[str]:
        """What arrived, in order."""
        return [call.text or call.topic_name for call in self.arrived]

    async def carry_out(self, call: Call) -> Outcome:
        self.calls.append(call)
        self.on_call(call)
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        await (self._held.wait() if self._held else asyncio.sleep(0))
        self._at_once -= 1
        script = self._script.get(call.text or call.topic_name)
        outcome = script.popleft() if script else delivered(f"m{len(self.calls)}")
        if outcome.fate is not Fate.NOT_DELIVERED:  # an ambiguous one did arrive: the worst case
            self.arrived.append(call)
        return outcome

    async def fetch(self, ref: str) -> bytes | Outcome:
        return self.files[ref]

    async def close(self) -> None:
        """Nothing to close."""


def copies(calls: Sequence[Call]) -> dict[str, int]:
    """How often each text arrived at each chat."""
    found: dict[str, int] = {}
    for call in calls:
        key = f"{call.chat}: {call.text}"
        found[key] = found.get(key, 0) + 1
    return found
