"""The picture of a flow."""

from collections.abc import Collection, Iterator
from importlib.resources import files

from bot.dialogue.graph import Graph
from bot.drawing import pen
from bot.drawing.cards import CELL_PAD, GAP, HEADER, PAD, Card, calls, cards_of, common_ends, kinds_of
from bot.drawing.ends import ends_of, id_of, kind_of, marker
from bot.drawing.heading import ABOVE, BELOW, LINE, MARGIN, fitted, heading, heading_of, legend, width_of
from bot.drawing.layout import Box, Layout, Point, layout
from bot.drawing.words import Words

NARROWEST = 620
STYLE = (files("bot.drawing") / "flow.css").read_text(encoding="utf-8")


def flow_svg(graph: Graph, words: Words, *, lit: Collection[str] = ()) -> str:
    """A flow with its texts in the language of these words; steps in `lit` are lit up. The same text for the same flow."""
    cards = cards_of(graph, words)
    ends = ends_of(graph, cards)
    boxes = [*ends.boxes, *(_box(card) for card in cards.values())]
    placed = layout(boxes, ends.links, [id_of(name) for name in cards if name in common_ends(graph)])
    told = fitted(heading_of(graph, words, cards))
    by = (float(MARGIN), float(MARGIN + ABOVE + LINE * len(told)))
    ways = [pen.curve(line, by, kind_of(edge)) for edge, line in zip(ends.edges, placed.curves, strict=True)]
    drawn = [
        pen.group(ways, class_="ways"),
        *(marker(box, said, placed, by) for box, said in zip(ends.boxes, ends.said, strict=True)),
        *(_card(card, placed.corners[id_of(name)], by, lit=name in lit) for name, card in cards.items()),
        legend(MARGIN, by[1] + placed.height + 34),
    ]
    return sheet(graph.flow.flow, graph.flow.title, told, drawn, placed)


def sheet(name: str, title: str, told: list[tuple[str, str]], drawn: list[str], placed: Layout) -> str:
    """The whole document, with its heading."""
    full = f"{name}: {title}"
    wide = max(NARROWEST, placed.width, width_of(full, told)) + 2 * MARGIN
    high = MARGIN + ABOVE + LINE * len(told) + placed.height + BELOW
    inner = [
        pen.element("title", pen.safe(full), id=f"title-{name}"),
        pen.element("desc", pen.safe(". ".join([title, *(said for said, _ in told)])), id=f"desc-{name}"),
        f"<style>\n{STYLE}</style>",
        pen.box(0, 0, wide, high, "paper", 0),
        *heading(full, told),
        *drawn,
    ]
    svg = pen.element(
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
    return f"{svg}\n"


def _box(card: Card) -> Box:
    return Box(id_of(card.node.name), card.width, card.body, card.columns, card.foot)


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
    return pen.group(parts, id=id_of(node.name), class_=kinds_of(node) + " lit" * lit, data_step=node.name)


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
