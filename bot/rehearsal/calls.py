"""The witness: every call the server carried out, in order, in memory and if wanted in a file."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Accepted:
    """One call that was carried out. `at` is the server's calendar in seconds since 1970.

    `answered` is False when a fault kept the answer from the client: the message was sent all the same.
    """

    method: str
    bot_id: int
    chat_id: int | None
    message_id: int | None
    thread_id: int | None
    text: str
    at: float
    answered: bool = True


class CallLog:
    """Append-only; with a `path` each call is also a line of JSON there, flushed at once."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._calls: list[Accepted] = []

    def append(self, call: Accepted) -> None:
        """Record a call that was carried out."""
        self._calls.append(call)
        if self.path is not None:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(call), ensure_ascii=False) + "\n")

    @property
    def calls(self) -> list[Accepted]:
        """All of them, oldest first."""
        return list(self._calls)

    def sends(self, chat_id: int | None = None) -> list[Accepted]:
        """Those that put a message somewhere, in one chat or in all."""
        return [
            call
            for call in self._calls
            if (call.method.startswith("send") or call.method == "copyMessage")
            and call.message_id is not None
            and chat_id in {None, call.chat_id}
        ]
