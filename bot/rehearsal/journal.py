"""What changed, in order, so that a page that looks along needs only what is new."""

from dataclasses import dataclass, field

from bot.rehearsal.messages import Message
from bot.rehearsal.queries import Query


@dataclass(slots=True)
class Journal:
    """Messages that were posted, changed or taken away, and taps that were answered, oldest first."""

    _entries: list[Message | Query] = field(default_factory=list)

    def add(self, entry: Message | Query) -> None:
        """This is other than it was."""
        self._entries.append(entry)

    @property
    def end(self) -> int:
        """The place after the last entry."""
        return len(self._entries)

    def messages(self, start: int) -> list[Message]:
        """Those from this place on, each once, in the order in which they were first touched."""
        found = {id(entry): entry for entry in self._entries[start:] if isinstance(entry, Message)}
        return list(found.values())

    def answers(self, start: int) -> list[Query]:
        """Taps that were answered from this place on."""
        return [entry for entry in self._entries[start:] if isinstance(entry, Query)]
