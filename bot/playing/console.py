"""Where a played conversation is read and answered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol, TextIO

from bot.domain.wording import Value


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something that the player has to be told. `options` are answers that are known, `values` what else may be said: by name."""

    kind: Literal["begin", "outcome", "number", "answer"]
    options: tuple[str, ...] = ()
    values: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """What stands before the answer."""
        return "> " if self.kind == "answer" else "? "


class Left(Exception):
    """Nobody answers any more."""


class Console(Protocol):
    """A terminal, or what stands in for one."""

    def tell(self, line: str = "") -> None:
        """Show a line."""
        ...

    def ask(self, prompt: Prompt) -> str:
        """One line of somebody's. Raises Left."""
        ...


class Terminal:
    """Standard input and output. What comes from a pipe is written into the transcript, as somebody's typing would be."""

    def __init__(self, lines: Iterator[str], out: TextIO, *, typed: bool) -> None:
        self._lines, self._out, self._typed = lines, out, typed

    def tell(self, line: str = "") -> None:
        print(line.rstrip(), file=self._out)

    def ask(self, prompt: Prompt) -> str:
        if self._typed:
            print(prompt.mark, end="", file=self._out, flush=True)
        line = next(self._lines, None)
        if line is None:
            raise Left
        if not self._typed:
            print(f"{prompt.mark}{line}".rstrip(), file=self._out)
        return line.strip()
