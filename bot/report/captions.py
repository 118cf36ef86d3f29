"""What stands under a chart in a chat: the same as the chart, in words, within the channel's caption."""

from bot.report.document import Picture

ROOM_A_LINE = 3
"""A line's end, and the two isolates around a value's line."""


def caption(picture: Picture, most: int, more: str) -> str:
    """Its title, and a sentence a line: as many as fit in `most` UTF-16 units; `more` says that there are others."""
    lines = [picture.title, *picture.words]
    if _units(lines) <= most:
        return "\n".join(lines)
    kept = [*lines]
    while len(kept) > 1 and _units([*kept, more]) > most:
        kept.pop()
    return "\n".join([*kept, more])


def _units(lines: list[str]) -> int:
    return sum(len(line.encode("utf-16-le")) // 2 + ROOM_A_LINE for line in lines)
