"""Writes SVG: elements as text, with everything that people wrote escaped."""

import re
from collections.abc import Iterable
from html import escape

from bot.drawing.blocks import Block
from bot.drawing.layout import Curve, Point

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""
ARROW = 4.0


def safe(words: str) -> str:
    """As it may stand in an element or between quotes."""
    return escape(_UNWRITABLE.sub("\ufffd", words))


def number(value: float) -> str:
    """With at most one decimal: enough for an eye, and the same on every machine."""
    return f"{round(value, 1) + 0.0:g}"


def element(name: str, inner: str = "", /, **attributes: str | float) -> str:
    """`class_` is class, and an underscore within a name a hyphen."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{safe(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{said}>{inner}</{name}>" if inner else f"<{name}{said}/>"


def box(x: float, y: float, width: float, height: float, kind: str, round_: float = 6) -> str:
    """A rectangle."""
    return element("rect", x=x, y=y, width=width, height=height, rx=round_, class_=kind)


def stroke(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=kind)


def text(words: str, x: float, y: float, kind: str, anchor: str = "start", **more: str) -> str:
    """One line."""
    return element("text", safe(words), x=x, y=y, class_=kind, text_anchor=anchor, **more)


def block(given: Block, x: float, y: float, room: float, kind: str, *, centred: bool = False) -> str:
    """A block's lines, in the direction of their language; what did not fit is in the tooltip."""
    anchor, at = ("middle", x + room / 2) if centred else ("start", x + room if given.right_to_left else x)
    direction = {"direction": "rtl"} if given.right_to_left else {}
    lines = [
        text(line, at, y + given.line_height * (number_ + 0.75), kind, anchor, **direction)
        for number_, line in enumerate(given.lines)
    ]
    return group([tooltip(given.whole), *lines], lang=given.language)


def tooltip(words: str) -> str:
    """Shown by a browser when somebody points at what it is in."""
    return element("title", safe(words)) if words else ""


def group(parts: Iterable[str], **attributes: str | float) -> str:
    """Several things together, each on a line of its own."""
    return element("g", "\n" + "\n".join(filter(None, parts)) + "\n", **attributes)


def curve(given: Curve, by: Point, kind: str) -> str:
    """A line with its arrow, moved `by`."""
    points = [(x + by[0], y + by[1]) for x, y in given.points]
    tip = given.tip[0] + by[0], given.tip[1] + by[1]
    start, *rest = (f"{number(x)},{number(y)}" for x, y in points)
    last = points[-1]
    length = ((tip[0] - last[0]) ** 2 + (tip[1] - last[1]) ** 2) ** 0.5 or 1.0
    across = (tip[1] - last[1]) / length * ARROW, (last[0] - tip[0]) / length * ARROW
    corners = [tip, (last[0] + across[0], last[1] + across[1]), (last[0] - across[0], last[1] - across[1])]
    arrow = " ".join(f"{number(x)},{number(y)}" for x, y in corners)
    path = element("path", d=f"M{start} C{' '.join(rest)}", class_=f"way {kind}")
    return path + element("polygon", points=arrow, class_=f"tip {kind}")
