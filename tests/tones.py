"""Test tones, labelled as such in the files themselves: nobody's voice."""

import struct

from bot.rehearsal.demo.story import TONE as _FILE

TONE = _FILE.read_bytes()
"""One second of 440 Hz, Ogg/Opus."""
_PRE_SKIP = 312
"""Samples that the tone's header says are thrown away."""


def lasting(seconds: int) -> bytes:
    """The tone with another end: its last page says that it lasts so long. One such file is told from another by its bytes."""
    granule = TONE.rindex(b"OggS") + 6
    return TONE[:granule] + struct.pack("<q", seconds * 48_000 + _PRE_SKIP) + TONE[granule + 8 :]
