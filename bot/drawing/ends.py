"""What there is in a picture beside the steps: every line, where it begins, and what it leads to when that is no step."""

from dataclasses import dataclass

from bot.dialogue.edges import Edge, Why
from bot.dialogue.graph import Graph
from bot.drawing import pen, phrases
from bot.drawing.cards import Card
from bot.drawing.layout import Box, Layout, Link, Point
from bot.drawing.measure import width

DEPENDS = frozenset({Why.OUTCOME, Why.OTHERWISE, Why.NOTHING})
COMES = frozenset({Why.EVENT, Why.UNTIL})
BEGIN = "begin"
MOST_BEGINNINGS = 5


@dataclass(frozen=True, slots=True)
class Ends:
    """Every line, but those that stand in words on their step; and what there is beside the steps: the beginning,
    steps that do not exist, dead ends.
    """

    boxes: list[Box]
    said: list[tuple[str, ...]]
    links: list[Link]
    edges: list[Edge | None]


def ends_of(graph: Graph, cards: dict[str, Card]) -> Ends:
    """Of a whole flow."""
    ends = Ends([], [], [Link(BEGIN, None, id_of(graph.flow.first))], [None])
    lines = phrases.beginnings(graph)
    more = [f"and {len(lines) - MOST_BEGINNINGS} more"] if len(lines) > MOST_BEGINNINGS + 1 else []
    _add(ends, BEGIN, ("begins", *(lines[:MOST_BEGINNINGS] if more else lines), *more))
    for name in graph.ghosts:
        _add(ends, f"ghost-{name}", (f"'{name}'", "there is no such step"))
    for name, card in cards.items():
        for number, cell in enumerate(card.cells):
            if not cell.line:
                continue
            head = id_of(cell.edge.to or "")
            if cell.edge.to is None:
                head = f"nowhere-{len(ends.boxes)}"
                _add(ends, head, ("dead end:", "no way on"))
            elif not cell.edge.there:
                head = f"ghost-{cell.edge.to}"
            ends.links.append(Link(id_of(name), number, head))
            ends.edges.append(cell.edge)
    return ends


def _add(ends: Ends, name: str, said: tuple[str, ...]) -> None:
    ends.boxes.append(Box(name, round(max(width(line, 12) for line in said) + 32), 16 * len(said) + 14))
    ends.said.append(said)


def id_of(step: str) -> str:
    """What a step is called in the picture."""
    return f"step-{step}"


def kind_of(edge: Edge | None) -> str:
    """The classes of a line."""
    if edge is None:
        return "goes"
    kind = "depends" if edge.why in DEPENDS else "comes" if edge.why in COMES else "goes"
    return f"{kind} {edge.why}{' broken' if edge.leads_nowhere else ''}"


def marker(box: Box, said: tuple[str, ...], placed: Layout, by: Point) -> str:
    """The beginning, a step that does not exist, or a dead end."""
    x, y = placed.corners[box.name][0] + by[0], placed.corners[box.name][1] + by[1]
    kind = box.name.partition("-")[0]
    shape = pen.box(x, y, box.width, box.height, "card", 15 if kind == BEGIN else 4)
    if kind == "nowhere":
        shape = _octagon(x, y, box.width, box.height)
    lines = [pen.text(line, x + box.width / 2, y + 19 + 16 * number, "name", "middle") for number, line in enumerate(said)]
    return pen.group([shape, *lines], class_=kind)


def _octagon(x: float, y: float, wide: float, high: float, cut: float = 12) -> str:
    right, low = x + wide, y + high
    corners = [(x + cut, y), (right - cut, y), (right, y + cut), (right, low - cut)]
    corners += [(right - cut, low), (x + cut, low), (x, low - cut), (x, y + cut)]
    return pen.element("polygon", points=" ".join(f"{pen.number(a)},{pen.number(b)}" for a, b in corners), class_="card")
