"""What can go wrong between a bot and its server, on request: for the next calls, of a method, for a chat, or by chance."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random


class Trouble(StrEnum):
    """Kinds of trouble. The first three are answers, the next three the lack of one; a slow answer is all there is."""

    TOO_MANY = "429"
    INTERNAL = "500"
    BAD_GATEWAY = "502"
    RESET = "reset"
    SILENCE = "silence"
    HALF = "half"
    SLOW = "slow"


_NAMED_ONLY = frozenset({"getupdates", "download"})


@dataclass(slots=True)
class Fault:
    """Trouble for the next `times` calls that match; None: for all of them, until it is cleared.

    `method` None matches all but getUpdates and `download`, which is fetching a file; these have to be named.
    `accepted` says whether the server carries the call out before the trouble starts, which the client cannot know:
    with `RESET`, `SILENCE`, `HALF` and the 5xx the message may have been sent. `SLOW` takes `seconds` longer, before or after.
    With a `chance` below 1 it strikes that share of the calls that match. Which ones, depends on `seed` and on how many there
    were before in the same chat, so that chats that are written to at once do not change each other's luck.
    """

    trouble: Trouble
    method: str | None = None
    chat_id: int | None = None
    times: int | None = 1
    accepted: bool = False
    retry_after: int = 1
    seconds: float = 0.0
    chance: float = 1.0
    seed: int = 0
    _seen: Counter[tuple[str, int | None]] = field(default_factory=Counter, repr=False)

    def matches(self, method: str, chat_id: int | None) -> bool:
        """Whether it is meant for this call; the method's case does not matter, as in the Bot API."""
        if (self.times is not None and self.times < 1) or self.chat_id not in {None, chat_id}:
            return False
        return method not in _NAMED_ONLY if self.method is None else self.method.lower() == method

    def strikes(self, method: str, chat_id: int | None) -> bool:
        """Whether it happens to this call, which it matches."""
        if self.chance >= 1.0:
            return True
        self._seen[method, chat_id] += 1
        number = self._seen[method, chat_id]
        return Random(f"{self.seed} {self.trouble} {method} {chat_id} {number}").random() < self.chance


class Faults:
    """Faults that wait for their calls, oldest first."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, *faults: Fault) -> None:
        """Let these happen from the next call on, one to a call."""
        self._waiting += faults

    @property
    def waiting(self) -> tuple[Fault, ...]:
        """Those that have not happened as often as they are to, oldest first."""
        return tuple(self._waiting)

    def clear(self, trouble: Trouble | None = None, method: str | None = None) -> None:
        """Everything works again; or only this trouble of this method (None: that of all methods) goes."""
        self._waiting = [f for f in self._waiting if trouble is not None and (f.trouble, f.method) != (trouble, method)]

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The trouble this call gets into, if any; used up by taking it."""
        for fault in self._waiting:
            if fault.matches(method, chat_id) and fault.strikes(method, chat_id):
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times == 0:
                        self._waiting.remove(fault)
                return fault
        return None
