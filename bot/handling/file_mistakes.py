"""What is wrong in a file that somebody sent in a chat, each with its line, in the reader's language."""

from collections.abc import Collection, Sequence

from bot.domain import wording
from bot.domain.errors import Mistake
from bot.domain.wording import Value, Values

MOST = 5
"""Told at once; more than that nobody mends from a chat."""


def told(mistakes: Sequence[Mistake], known: Collection[str]) -> Value:
    """Those with a code of `known` have a text of their own, `common.mistake_<code>`; of others only the line is told."""
    lines: Values = {f"mistake_{number}": "" for number in range(1, MOST + 1)}
    for number, mistake in enumerate(mistakes[:MOST], 1):
        lines[f"mistake_{number}"] = wording.text(
            "common.one_mistake", line_number=mistake.line or 1, mistake=_said(mistake, known)
        )
    said = wording.text("common.mistakes_told", **lines)
    more = len(mistakes) - MOST
    return wording.lines([said, wording.text("common.mistakes_more", number=more)]) if more > 0 else said


def _said(mistake: Mistake, known: Collection[str]) -> Value:
    code = mistake.code if mistake.code in known else "other"
    fields: Values = dict(mistake.fields)
    if "fault" in fields:
        fields["fault_text"] = wording.text(f"common.fault_{fields.pop('fault')}", detail=fields.pop("detail", ""))
    return wording.text(f"common.mistake_{code}", **fields)
