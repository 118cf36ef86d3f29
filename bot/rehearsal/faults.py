"""What can go wrong between a bot and its server, on request: for the next so many calls, of a method, for a chat."""

from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """Kinds of trouble. The first three are answers, the others the lack of one."""

    TOO_MANY = "429"
    INTERNAL = "500"
    BAD_GATEWAY = "502"
    RESET = "reset"
    SILENCE = "silence"
    HALF = "half"


@dataclass(slots=True)
class Fault:
    """Trouble for the next `times` calls that match.

    `method` None matches all but getUpdates and `download`, which is fetching a file; these have to be named.
    `accepted` says whether the server carries the call out before the trouble starts, which the client cannot know:
    with `RESET`, `SILENCE`, `HALF` and the 5xx the message may have been sent.
    """

    trouble: Trouble
    method: str | None = None
    chat_id: int | None = None
    times: int = 1
    accepted: bool = False
    retry_after: int = 1

    def matches(self, method: str, chat_id: int | None) -> bool:
        """Whether it is meant for this call; the method's case does not matter, as in the Bot API."""
        if self.times < 1 or self.chat_id not in {None, chat_id}:
            return False
        return method not in {"getupdates", "download"} if self.method is None else self.method.lower() == method


class Faults:
    """Faults that wait for their calls, oldest first."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let this happen from the next call on."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """Everything works again."""
        self._waiting.clear()

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The trouble this call gets into, if any; used up by taking it."""
        for fault in self._waiting:
            if fault.matches(method, chat_id):
                fault.times -= 1
                if fault.times == 0:
                    self._waiting.remove(fault)
                return fault
        return None
