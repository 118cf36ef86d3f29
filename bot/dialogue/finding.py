"""What the checker says of a flow, for the person who writes it."""

from dataclasses import dataclass, field
from pathlib import Path

from bot.dialogue.book import FlowBook
from bot.domain.errors import Mistake


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that would go wrong, where, and how to mend it. `code` is stable, for tests and tools."""

    code: str
    file: Path
    line: int
    what: str
    mend: str
    of: str = field(default="", compare=False)
    """The flow; or `common`, `words`, `cadence`."""
    path: tuple[str | int, ...] = field(default=(), compare=False)
    """Where in that file, by its keys."""

    @property
    def step(self) -> str | None:
        """The step that it is about; None when it is about the whole file."""
        return str(self.path[1]) if self.path[:1] == ("steps",) and len(self.path) > 1 else None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what} {self.mend}"

    def as_mistake(self) -> Mistake:
        return Mistake(self.what, mend=self.mend, file=self.file, line=self.line)


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes findings about one file of a book: a flow by its name, or `common`, `words`, `cadence`."""

    book: FlowBook
    name: str

    def where(self, *places: tuple[str | int, ...]) -> tuple[str | int, ...]:
        """The first of these places that stands in the file; otherwise the last."""
        lines = self.book.where.get(self.name)
        return next((place for place in places if lines is not None and place in lines.lines), places[-1])

    def __call__(self, code: str, path: tuple[str | int, ...], what: str, mend: str) -> Finding:
        lines = self.book.where.get(self.name)
        if lines is None:
            return Finding(code, Path(f"{self.name}.yaml"), 1, what, mend, self.name, path)
        return Finding(code, lines.file, lines.at(*path), what, mend, self.name, path)
