"""What a channel takes: lengths, buttons and pace, as data."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.outbox.pace import Pace


@dataclass(frozen=True, slots=True)
class Limits:
    """Lengths are in UTF-16 units, as phones count them; `token_bytes` in UTF-8."""

    text: int
    caption: int
    buttons_a_row: int
    buttons: int
    token_bytes: int
    topic_name: int
    chat: Pace
    """To one person."""
    group: Pace
    """To one group, all its topics together."""
    free_per_second: float
    """All messages of a bot account. What is above it costs money, and has to be asked for."""


TELEGRAM = Limits(
    text=4096,
    caption=1024,
    buttons_a_row=8,
    buttons=100,
    token_bytes=64,
    topic_name=128,
    chat=Pace(1.0, burst=3),
    group=Pace(4.0, burst=5),  # 19 in any minute: one less than may be, as latency varies
    free_per_second=30.0,
)
"""FACTS, 'Sizes' and 'Pace'."""

LIMITS: Mapping[str, Limits] = {"telegram": TELEGRAM}
"""By the name of the channel."""
