"""The charts: they are not blank, fit a phone, and can be told apart without colour."""

from datetime import date
from io import BytesIO
from itertools import combinations

import numpy as np
import pytest
from matplotlib.image import imread

from bot.report import drawing
from bot.report.captions import ROOM_A_LINE, caption
from bot.report.document import Bars, Picture, Span, Timeline
from bot.services.reporting.promises import Outcome

BARS = Picture(
    "reactions",
    "Reacties van ouders, per voorstel",
    Bars(("Helpt mij", "Helpt een beetje", "Helpt mij niet"), (("Koffie-ochtend", (10, 10, 10)),), "Ouders", (("10",) * 3,)),
    ("Koffie-ochtend. Minstens 30 ouders reageerden.",),
)
TIME = Picture(
    "promises",
    "Beloofde dagen",
    Timeline(
        (
            Span(date(2026, 9, 7), date(2026, 9, 21), date(2026, 9, 20), Outcome.KEPT, "21 sep 2026", "op tijd"),
            Span(date(2026, 9, 20), date(2026, 10, 5), date(2026, 10, 12), Outcome.BROKEN, "5 okt 2026", "7 dagen te laat"),
            Span(date(2026, 10, 12), date(2026, 10, 26), None, Outcome.OPEN, "26 okt 2026", "nog niet voorbij"),
        ),
        date(2026, 10, 20),
        "vandaag",
        "Beloofde dag",
        "Bericht kwam",
        "te laat",
    ),
    ("Beloofd: 21 september. Op tijd.",),
)
LARGEST_PHOTO = 10_000_000
"""Bytes (core.telegram.org/bots/api#sendphoto, which also limits width and height: together 10000, and 20 to 1)."""


def pixels(image: bytes) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]]":
    return np.asarray(imread(BytesIO(image)), dtype=np.float32)


@pytest.mark.parametrize("picture", [BARS, TIME], ids=["bars", "time"])
def test_a_picture_fits_a_phone_and_is_not_blank(picture: Picture) -> None:
    image = drawing.png(picture)
    height, width = pixels(image).shape[:2]
    assert len(image) < LARGEST_PHOTO
    assert width + height <= 10_000
    assert max(width, height) / min(width, height) < 20
    gray = pixels(image)[..., :3].mean(axis=2)
    assert gray.max() == 1.0
    assert 0.01 < (gray < 0.5).mean() < 0.5


def test_series_differ_in_black_and_white_by_shade_or_hatch() -> None:
    figure = drawing._figure(BARS, titled=False)
    out = BytesIO()
    figure.savefig(out, format="png", dpi=figure.dpi)
    gray = pixels(out.getvalue())[..., :3].mean(axis=2)
    looks = []
    for bar in figure.axes[0].patches:
        box = bar.get_window_extent()
        top, bottom = gray.shape[0] - int(box.y1) + 3, gray.shape[0] - int(box.y0) - 3
        inside = gray[top:bottom, int(box.x0) + 4 : int(box.x1) - 4]
        looks.append((float(inside.mean()), float(inside.std())))
    assert len(looks) == 3
    for (shade, hatch), (other_shade, other_hatch) in combinations(looks, 2):
        assert abs(shade - other_shade) > 0.15 or abs(hatch - other_hatch) > 0.1
    assert looks[0][1] < 0.02
    assert min(looks[1][1], looks[2][1]) > 0.1, "the others have a hatch, for printers that make every shade black or white"


def test_what_came_too_late_is_hatched_and_what_came_in_time_is_not() -> None:
    figure = drawing._figure(TIME, titled=True)
    [late] = figure.axes[0].patches
    assert late.get_hatch() == drawing.LATE[1]


@pytest.mark.parametrize("picture", [BARS, TIME], ids=["bars", "time"])
def test_the_same_chart_gives_the_same_bytes(picture: Picture) -> None:
    assert drawing.svg(picture) == drawing.svg(picture)
    assert drawing.png(picture) == drawing.png(picture)
    assert "<metadata" not in drawing.svg(picture)


def test_all_charts_on_one_sheet_stand_under_each_other() -> None:
    one, other, both = (pixels(image).shape for image in (drawing.png(BARS), drawing.png(TIME), drawing.sheet([BARS, TIME])))
    assert both[1] == one[1] == other[1]
    assert abs(both[0] - one[0] - other[0]) <= 1


def test_a_caption_says_what_fits_and_that_there_is_more() -> None:
    many = Picture("promises", "Beloofde dagen", TIME.chart, tuple(f"Dag {number}: op tijd." for number in range(200)))
    text = caption(many, 1024, "De rest staat in het verslag.")
    assert text.startswith("Beloofde dagen\nDag 0: op tijd.")
    assert text.endswith("De rest staat in het verslag.")
    assert sum(len(line) + ROOM_A_LINE for line in text.split("\n")) <= 1024
    assert caption(BARS, 1024, "De rest staat in het verslag.") == f"{BARS.title}\n{BARS.words[0]}"
