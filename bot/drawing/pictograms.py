"""The simple drawings that parents see beside a few steps, made by code so that anybody can change them: `python -m
bot.drawing.pictograms flows/pictures` writes them anew.

Thick dark lines on a light ground, one thing a drawing, no words and no hands: a thumb or a palm is an insult in some places.
Our own work, without any library.
"""

import struct
import sys
import zlib
from collections.abc import Callable, Iterable
from itertools import pairwise
from math import cos, hypot, pi, sin
from pathlib import Path

WIDTH, HEIGHT = 480, 300
"""In pixels; phones show it as wide as a message."""
GROUND, INK, ACCENT = (251, 247, 239), (31, 58, 95), (222, 112, 48)
"""Ink on the ground has a contrast of more than 10 to 1."""
LINE = 12.0

Colour = tuple[int, int, int]
Distance = Callable[[float, float], float]
"""How far a point lies outside a shape; inside it is negative."""
Layer = tuple[Distance, Colour]


def disc(x: float, y: float, radius: float) -> Distance:
    return lambda px, py: hypot(px - x, py - y) - radius


def ring(x: float, y: float, radius: float, line: float = LINE) -> Distance:
    return lambda px, py: abs(hypot(px - x, py - y) - radius) - line / 2


def stroke(*points: tuple[float, float], line: float = LINE) -> Distance:
    """A line through these points, with round ends."""
    pairs = [*pairwise(points)]
    return lambda px, py: min(_from_segment(px, py, a, b) for a, b in pairs) - line / 2


def arc(x: float, y: float, radius: float, begin: float, end: float, line: float = LINE) -> Distance:
    """A part of a circle, from one angle to another: 0 is to the right, 0.5 down, in turns of half a circle."""
    steps = [begin + (end - begin) * n / 24 for n in range(25)]
    return stroke(*((x + radius * cos(pi * step), y + radius * sin(pi * step)) for step in steps), line=line)


def box(left: float, top: float, right: float, bottom: float, corner: float = 16) -> Distance:
    middle_x, middle_y, half_x, half_y = (left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2

    def distance(px: float, py: float) -> float:
        dx, dy = abs(px - middle_x) - half_x + corner, abs(py - middle_y) - half_y + corner
        return hypot(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0) - corner

    return distance


def outline(shape: Distance, line: float = LINE) -> Distance:
    return lambda px, py: abs(shape(px, py)) - line / 2


def _from_segment(px: float, py: float, a: tuple[float, float], b: tuple[float, float]) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    along = ((px - a[0]) * dx + (py - a[1]) * dy) / (dx * dx + dy * dy or 1)
    along = max(0.0, min(1.0, along))
    return hypot(px - a[0] - along * dx, py - a[1] - along * dy)


def _bubble(left: float, top: float, right: float, bottom: float, tail: float) -> list[Layer]:
    """A speech bubble whose tail points down at `tail`."""
    body = box(left, top, right, bottom, 28)
    middle = (left + right) / 2
    point = stroke((middle - 26, bottom), (tail, bottom + 36), (middle + 26, bottom))
    gap = stroke((middle - 18, bottom), (middle + 18, bottom), line=LINE + 3)
    return [(outline(body), INK), (gap, GROUND), (point, INK)]


def _face(x: float, mouth: Distance) -> list[Layer]:
    eyes: list[Layer] = [(disc(x + side * 22, 132, 8), INK) for side in (-1, 1)]
    return [(ring(x, 150, 62), INK), *eyes, (mouth, ACCENT)]


DRAWINGS: dict[str, list[Layer]] = {
    "welcome": [
        *_bubble(40, 46, 230, 150, 76),
        (stroke((80, 82), (190, 82)), ACCENT),
        (stroke((80, 114), (152, 114)), ACCENT),
        *_bubble(264, 116, 440, 216, 404),
        (stroke((312, 168), (340, 190), (394, 142), line=14), ACCENT),
    ],
    "consent": [
        (arc(240, 118, 52, 1.0, 2.0, 16), INK),
        (stroke((188, 118), (188, 134), line=16), INK),
        (stroke((292, 118), (292, 134), line=16), INK),
        (outline(box(156, 138, 324, 260, 20), 14), INK),
        (stroke((204, 200), (230, 226), (280, 174), line=16), ACCENT),
    ],
    "next_day": [
        (outline(box(130, 60, 350, 260, 18)), INK),
        (stroke((130, 112), (350, 112)), INK),
        (stroke((184, 40), (184, 80), line=14), INK),
        (stroke((296, 40), (296, 80), line=14), INK),
        *[(disc(x, y, 9), INK) for y in (148, 186, 224) for x in (170, 217, 263, 310) if (x, y) != (263, 186)],
        (disc(263, 186, 24), ACCENT),
    ],
    "how_are_you": [
        *_face(90, arc(90, 150, 34, 0.15, 0.85)),
        *_face(240, stroke((214, 180), (266, 180))),
        *_face(390, arc(390, 204, 34, 1.2, 1.8)),
    ],
    "quiet": [
        (arc(240, 140, 70, 1.0, 2.0), INK),
        (stroke((170, 140), (170, 186), (146, 216), (334, 216), (310, 186), (310, 140)), INK),
        (disc(240, 62, 12), INK),
        (arc(240, 226, 26, 0.0, 1.0), INK),
        (stroke((136, 252), (344, 44), line=34), GROUND),
        (stroke((136, 252), (344, 44), line=14), ACCENT),
    ],
}
"""By the name of its file, each layer above those before it."""


def png(layers: Iterable[Layer]) -> bytes:
    """One drawing, its edges smoothed over a pixel."""
    layers = [*layers]
    rows = bytearray()
    for y in range(HEIGHT):
        rows.append(0)
        for x in range(WIDTH):
            rows.extend(_pixel(layers, x + 0.5, y + 0.5))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _pixel(layers: Iterable[Layer], x: float, y: float) -> Colour:
    red, green, blue = GROUND
    for distance, colour in layers:
        covered = max(0.0, min(1.0, 0.5 - distance(x, y)))
        if covered:
            red += round((colour[0] - red) * covered)
            green += round((colour[1] - green) * covered)
            blue += round((colour[2] - blue) * covered)
    return red, green, blue


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def draw(folder: Path) -> None:
    """Writes every drawing as a PNG."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, layers in DRAWINGS.items():
        (folder / f"{name}.png").write_bytes(png(layers))


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
