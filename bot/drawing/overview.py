"""The picture of all flows: what starts each, and which calls which."""

from collections.abc import Iterator

from bot.dialogue.book import FlowBook
from bot.dialogue.graph import calls_of
from bot.dialogue.model import Flow
from bot.drawing import pen, phrases
from bot.drawing.heading import ABOVE, LINE, MARGIN, fitted
from bot.drawing.layout import Box, Layout, Link, Point, layout
from bot.drawing.measure import wrapped
from bot.drawing.svg import sheet

WIDE, PAD = 250, 10
MOST_LINES = 3


def overview_svg(book: FlowBook) -> str:
    """Every flow of a book that could be read, and those that are called and are not there."""
    calls = calls_of(book)
    lost = tuple(dict.fromkeys(called for _, called in calls if called not in book.flows))
    starts = {name: _starts(flow) for name, flow in book.flows.items()}
    boxes = [
        Box(name, WIDE, 2 * PAD + LINE + 16 * sum(map(len, _lines(flow, starts[name])))) for name, flow in book.flows.items()
    ]
    boxes += [Box(name, WIDE, 2 * PAD + 2 * LINE) for name in lost]
    placed = layout(boxes, [Link(caller, None, called) for caller, called in calls], across=True)
    told = fitted(_about(book, lost))
    by = (float(MARGIN), float(MARGIN + ABOVE + LINE * len(told)))
    broken = ["goes broken" if called in lost else "goes" for _, called in calls]
    lines = [pen.curve(curve, by, kind) for curve, kind in zip(placed.curves, broken, strict=True)]
    cards = [_card(book.flows.get(box.name), box, starts.get(box.name, ""), placed, by) for box in boxes]
    return sheet("overview", "all flows", told, [pen.group(lines, class_="ways"), *cards], placed)


def _starts(flow: Flow) -> str:
    return ", ".join((*(f"when {event}" for event in flow.starts_on), *(f"/{command}" for command in flow.commands)))


def _about(book: FlowBook, lost: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    audiences = [flow.audience for flow in book.flows.values()]
    counts = [f"{audiences.count(audience)} for a {audience}" for audience in sorted(set(audiences), reverse=True)]
    yield (
        f"{phrases.counted(len(audiences), 'flow')}: {', '.join(counts)}; a line goes from a flow to those that it calls",
        "about",
    )
    if lost:
        yield f"called and not there: {', '.join(lost)}", "about wrong"


def _lines(flow: Flow, starts: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The title, and what starts it."""
    room = WIDE - 2 * PAD
    return wrapped(flow.title, 12, room, MOST_LINES), wrapped(starts, 11, room, MOST_LINES) if starts else ()


def _height(flow: Flow, starts: str) -> int:
    return 2 * PAD + LINE + 16 * sum(map(len, _lines(flow, starts)))


def _card(flow: Flow | None, box: Box, starts: str, placed: Layout, by: Point) -> str:
    x, y = placed.corners[box.name][0] + by[0], placed.corners[box.name][1] + by[1]
    shape = [pen.box(x, y, WIDE, box.height, "card"), pen.text(box.name, x + PAD, y + 20, "name")]
    if flow is None:
        words = pen.text("there is no such flow", x + PAD, y + 20 + LINE, "why")
        return pen.group([*shape, words], class_="ghost")
    title, begun = _lines(flow, starts)
    audience = pen.text(flow.audience, x + WIDE - PAD, y + 20, "kind", "end")
    heads = [pen.box(x + 1, y + 1, WIDE - 2, PAD + LINE, "head"), shape[1], audience]
    lines = [pen.text(line, x + PAD, y + 26 + 16 * number, "button") for number, line in enumerate(title, 1)]
    lines += [pen.text(line, x + PAD, y + 26 + 16 * number, "why") for number, line in enumerate(begun, len(title) + 1)]
    kind = f"flow {'waits' if flow.audience == 'coordinator' else 'asks'}"
    return pen.group([pen.tooltip(flow.title), shape[0], *heads, *lines], id=f"flow-{box.name}", class_=kind, data_flow=box.name)
