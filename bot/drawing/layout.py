"""Where everything stands: graphviz (`dot`) places boxes of given sizes and leads lines between them. No font is asked anything.

`pygraphviz` is named nowhere else.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pygraphviz

POINTS = 72
"""Of graphviz, in an inch; they are the units of our pictures."""
DOWN = {"rankdir": "TB", "nodesep": "0.35", "ranksep": "0.5"}
ACROSS = {"rankdir": "LR", "nodesep": "0.2", "ranksep": "0.9"}
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """Something to place: its body, and below it cells side by side, at which lines begin."""

    name: str
    width: int
    body: int
    columns: tuple[int, ...] = ()
    foot: int = 0

    @property
    def height(self) -> int:
        return self.body + self.foot


@dataclass(frozen=True, slots=True)
class Link:
    """A line from a cell of a box (or from the box) to another box."""

    tail: str
    cell: int | None
    head: str


@dataclass(frozen=True, slots=True)
class Curve:
    """A line as placed: Bézier points, and the point of its arrow."""

    points: tuple[Point, ...]
    tip: Point


@dataclass(frozen=True, slots=True)
class Layout:
    """Top left corners by name, a curve for each link, and how large all of it is."""

    corners: Mapping[str, Point]
    curves: tuple[Curve, ...]
    width: float
    height: float


def layout(boxes: Sequence[Box], links: Sequence[Link], below: Sequence[str] = (), *, across: bool = False) -> Layout:
    """Lines go down, or `across` from left to right; those named in `below` stand last. The same for the same boxes and links."""
    graph = pygraphviz.AGraph(directed=True, strict=False)
    graph.graph_attr.update(ACROSS if across else DOWN)
    for box in boxes:
        graph.add_node(box.name, label=_table(box), shape="plain")
    if below:
        graph.add_subgraph(below, rank="sink")
    for number, link in enumerate(links):
        tail, head = ("e", "w") if across else ("s", "n")
        cell = "top" if link.cell is None else f"w{link.cell}"
        graph.add_edge(link.tail, link.head, key=str(number), id=str(number), tailport=f"{cell}:{tail}", headport=f"top:{head}")
    placed = json.loads(graph.draw(format="json0", prog="dot"))
    left, bottom, right, top = map(float, placed["bb"].split(","))
    sizes = {box.name: box for box in boxes}
    corners = {}
    for each in (one for one in placed["objects"] if one["name"] in sizes):
        x, y = map(float, each["pos"].split(","))
        box = sizes[each["name"]]
        corners[box.name] = (x - left - box.width / 2, top - y - box.height / 2)
    curves = {int(edge["id"]): _curve(edge["pos"], left, top) for edge in placed.get("edges", ())}
    return Layout(corners, tuple(curves[number] for number in range(len(links))), right - left, top - bottom)


def _table(box: Box) -> str:
    """A label without words, which only takes room: `<…>` is graphviz's way to say that it is markup."""
    span = f' COLSPAN="{len(box.columns)}"' if box.columns else ""
    body = f'<TR><TD PORT="top"{span} FIXEDSIZE="TRUE" WIDTH="{box.width}" HEIGHT="{box.body}"></TD></TR>'
    cells = "".join(
        f'<TD PORT="w{number}" FIXEDSIZE="TRUE" WIDTH="{column}" HEIGHT="{box.foot}"></TD>'
        for number, column in enumerate(box.columns)
    )
    table = f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">{body}<TR>{cells}</TR></TABLE>'
    return f"<{table if cells else table.replace('<TR></TR>', '')}>"


def _curve(pos: str, left: float, top: float) -> Curve:
    first, *rest = pos.split()
    tip = _point(first.removeprefix("e,"), left, top)
    return Curve(tuple(_point(each, left, top) for each in rest), tip)


def _point(pair: str, left: float, top: float) -> Point:
    x, y = map(float, pair.split(","))
    return x - left, top - y
