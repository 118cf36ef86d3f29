"""Charts, drawn by matplotlib: for a page as SVG, for a phone and for paper as PNG.

They read in black and white: series differ by shade and by hatch, marks by shape. Figures are made directly, without pyplot, so
that they can be drawn in a thread; the library is imported when the first one is. The same chart gives the same bytes.
"""

import re
import textwrap
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from io import BytesIO, StringIO
from threading import Lock
from typing import TYPE_CHECKING, Any

from bot.report.document import Bars, Picture, Span, Timeline
from bot.report.letters import font, printable
from bot.services.reporting.promises import Outcome

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 7.2
"""Inches: what an A4 sheet leaves between its margins."""
DOTS = 200
"""A printed inch."""
INK, SOFT, FAINT = "#1b2a33", "#5b6b75", "#c9d1d6"
SERIES = ((INK, ""), ("#9fb6c1", "////"), ("#ffffff", ".."))
"""Colour and hatch of each series: dark, middle with stripes, white with dots."""
LATE = ("#ffffff", "xxxx")
ROW = 0.27
"""Inches for one bar."""
GAP = 0.8
"""Bars' worth of room between two groups."""
LABEL = 24
"""Characters of a label on one line."""
STEPS = (1, 2, 7, 14, 28, 56, 112, 224)
"""Days between two marks of a time line: weeks, where it is not days."""
MOST_DAYS = 7
_TURN = Lock()
"""One figure at a time: two threads share the library's caches of fonts."""


def svg(picture: Picture) -> str:
    """An `<svg>` element whose ids begin with the picture's name, so that several fit on a page."""
    out = StringIO()
    _figure(picture, titled=False).savefig(
        out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
    )
    text = out.getvalue()
    text = text[text.index("<svg") :].strip()
    text = re.sub(r"<metadata>.*?</metadata>\s*", "", text, flags=re.DOTALL)
    text = re.sub(r'\bid="', f'id="{picture.name}-', text)
    return re.sub(r'(url\(|href=")#', rf"\1#{picture.name}-", text)


def png(picture: Picture, *, titled: bool = True) -> bytes:
    """With its title, for who sees the picture alone."""
    out = BytesIO()
    with _TURN:
        _figure(picture, titled=titled).savefig(out, format="png", dpi=DOTS, metadata={"Software": None})
    return out.getvalue()


def sheet(pictures: Sequence[Picture]) -> bytes:
    """All of them under each other, as one picture."""
    from matplotlib.image import imread  # noqa: PLC0415 - only when something is drawn

    images = [imread(BytesIO(png(picture))) for picture in pictures]
    height = sum(image.shape[0] for image in images) / DOTS
    figure = _library()(figsize=(WIDTH, height), facecolor="white")
    top = 1.0
    for image in images:
        part = image.shape[0] / DOTS / height
        axes = figure.add_axes((0, top - part, 1, part))
        axes.imshow(image, aspect="auto", interpolation="nearest")
        axes.set_axis_off()
        top -= part
    out = BytesIO()
    figure.savefig(out, format="png", dpi=DOTS, metadata={"Software": None})
    return out.getvalue()


@cache
def _library() -> "type[Figure]":
    import matplotlib as mpl  # noqa: PLC0415 - half a second, and only who makes a report needs it
    from matplotlib.figure import Figure  # noqa: PLC0415

    font()
    mpl.rcParams.update(
        {
            "font.family": "DejaVu Sans",
            "font.size": 9,
            "svg.hashsalt": "weerklank",
            "svg.fonttype": "path",
            "hatch.linewidth": 0.7,
            "text.color": INK,
            "axes.labelcolor": SOFT,
            "xtick.color": SOFT,
            "ytick.color": INK,
        }
    )
    return Figure


def _figure(picture: Picture, *, titled: bool) -> "Figure":
    chart = picture.chart
    room = 0.55 if titled else 0.0
    height = (_height_of_bars(chart) if isinstance(chart, Bars) else _height_of_time(chart)) + room
    figure = _library()(figsize=(WIDTH, height), facecolor="white")
    if titled:
        figure.text(0.25 / WIDTH, 1 - 0.3 / height, picture.title, fontsize=12, fontweight="bold", va="center")
    if isinstance(chart, Bars):
        _bars(figure, chart, height, room)
    else:
        _time(figure, chart, height, room)
    return figure


def _height_of_bars(chart: Bars) -> float:
    return 1.15 + len(chart.groups) * (len(chart.series) + GAP) * ROW


def _bars(figure: "Figure", chart: Bars, height: float, room: float) -> None:
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415

    left, right, below, above = 1.95, 0.95, 0.5, (0.45 if len(chart.series) > 1 else 0.1)
    axes = figure.add_axes(
        (left / WIDTH, below / height, 1 - (left + right) / WIDTH, 1 - (below + above + room) / height),
    )
    most = max([number or 0 for _, numbers in chart.groups for number in numbers], default=0) or 1
    place, centres = 0.0, []
    thick = 0.78 if len(chart.series) > 1 else 0.55
    for (_, numbers), labels in zip(chart.groups, chart.labels, strict=True):
        first = place
        for number, label, (colour, hatch) in zip(numbers, labels, SERIES, strict=False):
            axes.barh(place, number or 0, height=thick, color=colour, hatch=hatch, edgecolor=INK, linewidth=0.8)
            style = {"color": SOFT, "fontstyle": "italic"} if number is None else {"color": INK}
            axes.text((number or 0) + most * 0.015, place, label, va="center", fontsize=8, **style)  # type: ignore[arg-type]
            place += 1
        centres.append((first + place - 1) / 2)
        place += GAP
    axes.set_ylim(place - GAP - 0.4, -0.6)
    axes.set_xlim(0, most * 1.02)
    axes.set_yticks(centres, [textwrap.fill(printable(label), LABEL) for label, _ in chart.groups], fontsize=9)
    axes.set_xlabel(chart.axis, fontsize=8)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True, steps=[1, 5, 10]))
    _calm(axes)
    axes.grid(axis="x", color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    if len(chart.series) > 1:
        keys = [_patch(colour, hatch) for colour, hatch in SERIES[: len(chart.series)]]
        figure.legend(
            keys,
            chart.series,
            loc="upper left",
            bbox_to_anchor=(0.25 / WIDTH, 1 - (room + 0.02) / height),
            ncols=len(keys),
            frameon=False,
            handlelength=2.2,
            handleheight=1.1,
            borderpad=0.2,
            fontsize=8.5,
        )


def _height_of_time(chart: Timeline) -> float:
    return 1.35 + 0.44 * len(chart.spans)


def _time(figure: "Figure", chart: Timeline, height: float, room: float) -> None:
    left, right, below, above = 1.25, 1.75, 0.55, 0.5
    axes = figure.add_axes(
        (left / WIDTH, below / height, 1 - (left + right) / WIDTH, 1 - (below + above + room) / height),
    )
    first = min(span.made_on for span in chart.spans)
    last = max(max(span.by, span.came_on or span.by, chart.today) for span in chart.spans)
    margin = max(timedelta(days=1), (last - first) / 25)
    axes.set_xlim((first - margin).toordinal(), (last + margin).toordinal())
    axes.set_ylim(len(chart.spans) - 0.4, -0.6)
    for row, span in enumerate(chart.spans):
        _span(axes, row, span, chart.today)
        # Beside the plot, whatever its scale.
        axes.annotate(
            textwrap.fill(span.verdict, 22),
            (1, row),
            xycoords=("axes fraction", "data"),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            fontsize=8.5,
            fontweight="bold" if span.outcome is Outcome.BROKEN else "normal",
        )
    axes.axvline(chart.today.toordinal(), color=SOFT, linewidth=1, linestyle=(0, (2, 2)), zorder=0)
    axes.annotate(
        chart.today_name,
        (chart.today.toordinal(), 0),
        xycoords=("data", "axes fraction"),
        xytext=(0, 3),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=8,
        color=SOFT,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
    )
    axes.set_yticks(range(len(chart.spans)), [span.label for span in chart.spans], fontsize=8.5)
    _days(axes, first, last)
    _calm(axes)
    axes.grid(axis="x", color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    _time_key(figure, chart, height, room)


def _span(axes: "Axes", row: int, span: Span, today: date) -> None:
    made, by = span.made_on.toordinal(), span.by.toordinal()
    axes.plot([made, by], [row, row], color=INK, linewidth=1.4, solid_capstyle="butt", zorder=2)
    if span.outcome is Outcome.BROKEN:
        until = (span.came_on or today).toordinal()
        axes.barh(row, until - by, left=by, height=0.42, color=LATE[0], hatch=LATE[1], edgecolor=INK, linewidth=0.8, zorder=1)
    axes.plot([by], [row], marker="D", markersize=7, markerfacecolor="white", markeredgecolor=INK, linestyle="none", zorder=3)
    if span.came_on is not None:
        came = span.came_on.toordinal()
        axes.plot([came], [row], marker="o", markersize=6, color=INK, linestyle="none", zorder=4, clip_on=False)


def _days(axes: "Axes", first: date, last: date) -> None:
    """Day and month in numbers, at most MOST_DAYS of them, from the first day on."""
    step = next(step for step in (*STEPS, 10**6) if (last - first).days // step < MOST_DAYS)
    days = [first + timedelta(days=number) for number in range(0, (last - first).days + 1, step)]
    axes.set_xticks([day.toordinal() for day in days], [f"{day.day}-{day.month}" for day in days], fontsize=8)


def _time_key(figure: "Figure", chart: Timeline, height: float, room: float) -> None:
    from matplotlib.lines import Line2D  # noqa: PLC0415

    diamond = Line2D([], [], marker="D", markersize=7, markerfacecolor="white", markeredgecolor=INK, linestyle="none")
    dot = Line2D([], [], marker="o", markersize=6, color=INK, linestyle="none")
    keys: list[Any] = [diamond, dot]
    names = [chart.promised_name, chart.came_name]
    if any(span.outcome is Outcome.BROKEN for span in chart.spans):
        keys.append(_patch(*LATE))
        names.append(chart.late_name)
    figure.legend(
        keys,
        names,
        loc="upper left",
        bbox_to_anchor=(0.25 / WIDTH, 1 - (room + 0.02) / height),
        ncols=len(keys),
        frameon=False,
        handlelength=2.2,
        handleheight=1.1,
        borderpad=0.2,
        fontsize=8.5,
    )


def _patch(colour: str, hatch: str) -> Any:
    from matplotlib.patches import Patch  # noqa: PLC0415

    return Patch(facecolor=colour, hatch=hatch, edgecolor=INK, linewidth=0.8)


def _calm(axes: "Axes") -> None:
    """No box around it."""
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(FAINT)
    axes.tick_params(length=0)
