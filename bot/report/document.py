"""A report in words, before it is a page or a paper: sections of blocks, in one language, without layout."""

from dataclasses import dataclass, field
from datetime import date

from bot.services.reporting.promises import Outcome


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`language`: of its words, when it is not the document's. `quiet`: said beside the matter, smaller."""

    text: str
    language: str | None = None
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that parents got, as they stand there: a line each."""

    lines: tuple[str, ...]
    language: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A parent's own words, in their own language, which `named` says when it is another than the document's."""

    text: str = field(repr=False)
    language: str
    named: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """Short things beside each other."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What, and how it is: pairs."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The first cell of each row is its head. The caption is empty where a heading above says it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A group of bars for each label, one a series; a bar without a number is not told, which `untold` says in its place."""

    series: tuple[str, ...]
    groups: tuple[tuple[str, tuple[int | None, ...]], ...]
    axis: str
    labels: tuple[tuple[str, ...], ...]
    """What is written at each bar."""


@dataclass(frozen=True, slots=True)
class Span:
    """A promise on a line of time: when it was made, the day that was promised, and when something came."""

    made_on: date
    by: date
    came_on: date | None
    outcome: Outcome
    label: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Promises under each other. The names are those of the marks in its key."""

    spans: tuple[Span, ...]
    today: date
    today_name: str
    promised_name: str
    came_name: str
    late_name: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart, with words that say the same to who does not see it. A table with the same stands behind it."""

    name: str
    title: str
    chart: Bars | Timeline
    words: tuple[str, ...]
    """A sentence each."""


@dataclass(frozen=True, slots=True)
class Card:
    """One thing with a heading of its own within a section: a proposal. `mark` stands beside it: how it is."""

    title: str
    mark: str
    kind: str
    """The status, for how the mark looks."""
    blocks: tuple["Block", ...]
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """Within a section."""

    text: str


Block = Paragraph | Passage | Quotation | Bullets | Facts | Table | Picture | Card | Heading


@dataclass(frozen=True, slots=True)
class Section:
    """`name` is its anchor, the same in every language."""

    name: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """All of it."""

    language: str
    kind: str
    title: str
    of: str
    made_on: str
    on: date
    page: tuple[str, str, str]
    """'Page', 'of' and what follows, around the two numbers of a sheet."""
    sections: tuple[Section, ...]
    not_printable: str
    """Said in place of words that a font cannot show."""
    file_name: str
    """What a file of it is called, before its id and day."""
    more: str
    """Said where there is no room for the rest."""

    def pictures(self) -> tuple[Picture, ...]:
        """Every chart, in order."""
        return tuple(block for section in self.sections for block in section.blocks if isinstance(block, Picture))
