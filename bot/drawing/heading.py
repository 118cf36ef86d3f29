"""What is said of a whole picture: above it what it shows, below it what its lines mean."""

from collections.abc import Iterator

from bot.dialogue.graph import Graph
from bot.drawing import pen, phrases
from bot.drawing.cards import Card
from bot.drawing.measure import width, wrapped
from bot.drawing.words import Words

MARGIN, WIDEST = 24, 900
TITLE, ABOUT, BOLD = 19.0, 12.5, 1.16
LINE, ABOVE, BELOW = 18, 30, 70
LINES = {
    "goes": "goes on, or somebody answers",
    "comes": "time, or something elsewhere",
    "depends": "it depends",
}


def heading_of(graph: Graph, words: Words, cards: dict[str, Card]) -> Iterator[tuple[str, str]]:
    """Lines about a flow, with their class."""
    flow, missing = graph.flow, sum(card.missing for card in cards.values())
    texts = len({line.key for node in graph.nodes for line in node.texts})
    about = [f"for a {flow.audience}", phrases.counted(len(flow.steps), "step")]
    about += [f"takes {', '.join(flow.takes)}"] if flow.takes else []
    about += [f"gives {', '.join(flow.gives)}"] if flow.gives else []
    yield " · ".join(about), "about"
    told = f"{phrases.counted(texts, 'text')} in {words.own_name} ({words.language})"
    if missing:
        yield f"{told}: {missing} not there yet, shown in Dutch and marked 'no text in {words.language} yet'", "about wrong"
    else:
        yield told, "about"
    if graph.planned:
        yield f"cannot start yet, as these are planned: {', '.join(graph.planned)}", "about wrong"
    if graph.all_findings:
        yield f"{phrases.counted(len(graph.all_findings), 'mistake')}, marked with ! where they are", "about wrong"
    for finding in graph.findings:
        yield f"! line {finding.line}: {finding.what} {finding.mend}", "about wrong"


def fitted(lines: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same, in lines that are not longer than a picture is wide."""
    return [(line, kind) for said, kind in lines for line in wrapped(said, ABOUT * BOLD, WIDEST, 4)]


def width_of(title: str, lines: list[tuple[str, str]]) -> float:
    """The room that these take."""
    return max(width(title, TITLE * BOLD), *(width(said, ABOUT * BOLD) for said, _ in lines))


def heading(title: str, lines: list[tuple[str, str]]) -> list[str]:
    """The title and the lines below it."""
    told = [pen.text(said, MARGIN, MARGIN + 36 + LINE * number, kind) for number, (said, kind) in enumerate(lines)]
    return [pen.text(title, MARGIN, MARGIN + 14, "title"), *told]


def legend(x: float, y: float) -> str:
    """What the lines mean."""
    parts = []
    for kind, said in (
        ("goes", "goes on, or somebody answers"),
        ("comes", "time, or something elsewhere"),
        ("depends", "depends"),
    ):
        parts += [pen.stroke(x, y - 4, x + 34, y - 4, f"way {kind}"), pen.text(said, x + 42, y, "about")]
        x += width(said, 12.5) + 70
    parts += [pen.stroke(x, y - 4, x + 34, y - 4, "end-rule"), pen.text("the end", x + 42, y, "about")]
    return pen.group(parts, class_="legend")
