"""The picture of a flow."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from importlib.resources import files

from bot.dialogue.edges import Edge, Why
from bot.dialogue.graph import Graph
from bot.drawing import pen, phrases
from bot.drawing.cards import CELL_PAD, GAP, HEADER, PAD, Card, calls, card_of, kinds_of
from bot.drawing.layout import Box, Layout, Link, Point, layout
from bot.drawing.measure import width, wrapped
from bot.drawing.words import Words

MARGIN, NARROWEST = 24, 620
STYLE = (files("bot.drawing") / "flow.css").read_text(encoding="utf-8")
DEPENDS = frozenset({Why.OUTCOME, Why.OTHERWISE, Why.NOTHING})
COMES = frozenset({Why.EVENT, Why.UNTIL})
BEGIN = "begin"
LINES = {
    "goes": "goes on, or somebody answers",
    "comes": "time, or something elsewhere",
    "depends": "it depends",
}


def flow_svg(graph: Graph, words: Words, *, lit: Collection[str] = ()) -> str:
    """A flow with its texts in the language of these words; steps in `lit` are lit up. The same text for the same flow."""
    cards = {node.name: card_of(node, words) for node in graph.nodes}
    ends = _ends(graph, cards)
    placed = layout([*ends.boxes, *(_box(card) for card in cards.values())], ends.links)
    heading = list(_heading(graph, words, cards))
    title = f"{graph.flow.flow}: {graph.flow.title}"
    top = MARGIN + 22 + 18 * len(heading) + 8
    lines = [width(title, 19 * 1.16), *(width(said, 12.5 * 1.16) for said, _ in heading)]
    wide = max(NARROWEST, placed.width, *lines) + 2 * MARGIN
    by = (float(MARGIN), float(top))
    parts = [
        pen.box(0, 0, wide, top + placed.height + 70, "paper", 0),
        pen.text(title, MARGIN, MARGIN + 14, "title"),
        *(pen.text(said, MARGIN, MARGIN + 36 + 18 * number, kind) for number, (said, kind) in enumerate(heading)),
        pen.group(
            (pen.curve(line, by, _kind(edge)) for edge, line in zip(ends.edges, placed.curves, strict=True)), class_="ways"
        ),
        *(_marker(box, said, placed, by) for box, said in zip(ends.boxes, ends.said, strict=True)),
        *(_card(card, placed.corners[_id(name)], by, lit=name in lit) for name, card in cards.items()),
        _legend(MARGIN, top + placed.height + 34),
    ]
    return _document(graph, heading, parts, wide, top + placed.height + 70)


def _document(graph: Graph, heading: list[tuple[str, str]], parts: list[str], wide: float, high: float) -> str:
    name = graph.flow.flow
    inner = [
        pen.element("title", pen.safe(f"The flow {name}"), id=f"title-{name}"),
        pen.element("desc", pen.safe(". ".join([graph.flow.title, *(said for said, _ in heading)])), id=f"desc-{name}"),
        f"<style>\n{STYLE}</style>",
        *parts,
    ]
    return (
        pen.element(
            "svg",
            "\n" + "\n".join(inner) + "\n",
            xmlns="http://www.w3.org/2000/svg",
            class_="flow-picture",
            role="img",
            aria_labelledby=f"title-{name} desc-{name}",
            lang="en",
            width=wide,
            height=high,
            viewBox=f"0 0 {pen.number(wide)} {pen.number(high)}",
        )
        + "\n"
    )


@dataclass(frozen=True, slots=True)
class _Ends:
    """Every line, but those from a step to itself, which stand in words on it; and what there is beside the steps: the beginning,
    steps that do not exist, dead ends.
    """

    boxes: list[Box]
    said: list[tuple[str, ...]]
    links: list[Link]
    edges: list[Edge | None]


def _ends(graph: Graph, cards: dict[str, Card]) -> _Ends:
    ends = _Ends([], [], [Link(BEGIN, None, _id(graph.flow.first))], [None])
    lines = phrases.beginnings(graph)
    _add(ends, BEGIN, ("begins", *(lines if len(lines) < 6 else (*lines[:5], f"and {len(lines) - 5} more"))))
    for name in graph.ghosts:
        _add(ends, f"ghost-{name}", (f"'{name}'", "there is no such step"))
    for name, card in cards.items():
        for number, cell in enumerate(card.cells):
            if cell.edge.to == name:
                continue
            head = _id(cell.edge.to or "")
            if cell.edge.to is None:
                head = f"nowhere-{len(ends.boxes)}"
                _add(ends, head, ("dead end:", "no way on"))
            elif not cell.edge.there:
                head = f"ghost-{cell.edge.to}"
            ends.links.append(Link(_id(name), number, head))
            ends.edges.append(cell.edge)
    return ends


def _add(ends: _Ends, name: str, said: tuple[str, ...]) -> None:
    ends.boxes.append(Box(name, round(max(width(line, 12) for line in said) + 32), 16 * len(said) + 14))
    ends.said.append(said)


def _id(step: str) -> str:
    return f"step-{step}"


def _box(card: Card) -> Box:
    return Box(_id(card.node.name), card.width, card.body, card.columns, card.foot)


def _kind(edge: Edge | None) -> str:
    if edge is None:
        return "goes"
    kind = "depends" if edge.why in DEPENDS else "comes" if edge.why in COMES else "goes"
    return f"{kind} {edge.why}{' broken' if edge.leads_nowhere else ''}"


def _heading(graph: Graph, words: Words, cards: dict[str, Card]) -> Iterator[tuple[str, str]]:
    """What is said of the whole flow: words, and their class."""
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
        for line in wrapped(f"! line {finding.line}: {finding.what} {finding.mend}", 12.5, 900, 3):
            yield line, "about wrong"


def _marker(box: Box, said: tuple[str, ...], placed: Layout, by: Point) -> str:
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


def _card(card: Card, corner: Point, by: Point, *, lit: bool) -> str:
    node = card.node
    x, y = corner[0] + by[0], corner[1] + by[1]
    high = card.body + card.foot
    parts = [
        pen.tooltip(f"{node.name}: {card.kind}"),
        pen.box(x, y, card.width, high, "card", 14 if card.cells and node.step.asks else 5),
        pen.box(x + 1.5, y + 1.5, card.width - 3, HEADER - 3, "head", 12 if node.step.asks else 4),
        pen.text(node.name, x + PAD, y + 20, "name"),
        pen.text(card.kind, x + card.width - PAD, y + 20, "kind", "end"),
        *_body(card, x, y),
        *_cells(card, x, y + card.body),
    ]
    if calls(node):
        parts += [pen.stroke(x + each, y, x + each, y + high, "rule") for each in (4.5, card.width - 4.5)]
    if node.step.end:
        parts.append(pen.stroke(x + 5, y + high - 2.5, x + card.width - 5, y + high - 2.5, "end-rule"))
    parts.append(
        pen.group([pen.box(x, y - 22, 66, 20, "flag", 4), pen.text("◂ here", x + 10, y - 8, "flag-words")], class_="here")
    )
    return pen.group(parts, id=_id(node.name), class_=kinds_of(node) + " lit" * lit, data_step=node.name)


def _body(card: Card, x: float, y: float) -> Iterator[str]:
    at = y + HEADER + GAP
    for block in card.blocks:
        if block.kind in {"missing", "finding"}:
            yield pen.stroke(x + PAD - 5, at, x + PAD - 5, at + block.height, f"bar {block.kind}-bar")
        yield pen.block(block, x + PAD, at, card.width - 2 * PAD, block.kind)
        at += block.height + GAP


def _cells(card: Card, x: float, y: float) -> Iterator[str]:
    if card.cells:
        yield pen.stroke(x, y, x + card.width, y, "rule")
    for number, (cell, wide) in enumerate(zip(card.cells, card.columns, strict=True)):
        if number:
            yield pen.stroke(x, y, x, y + card.foot, "rule")
        at = y + CELL_PAD
        for block in cell.blocks:
            if block.kind == "button":
                yield pen.box(x + CELL_PAD, at, wide - 2 * CELL_PAD, block.height, "pill", 8)
            yield pen.block(block, x, at + (4 if block.kind == "button" else 0), wide, block.kind, centred=True)
            at += block.height + 3
        x += wide


def _legend(x: float, y: float) -> str:
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
