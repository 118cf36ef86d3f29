"""How long an Ogg/Opus file lasts, from its pages alone (RFC 3533, RFC 7845)."""

import struct

_PAGE = struct.Struct("<4sBBqIIIB")
"""Capture pattern, version, flags, granule position, serial number, page number, checksum, number of segments."""
_SAMPLES_A_SECOND = 48_000
"""Opus counts its granule position in these, whatever was recorded."""


def seconds(content: bytes) -> float:
    """Raises ValueError for what is no whole Ogg/Opus file."""
    skipped: int | None = None
    last = place = 0
    while place < len(content):
        if place + _PAGE.size > len(content):
            raise ValueError("it ends within a page")
        pattern, version, _, granule, _, _, _, segments = _PAGE.unpack_from(content, place)
        if pattern != b"OggS" or version != 0:
            raise ValueError("there is no page of Ogg where one should be")
        start = place + _PAGE.size + segments
        place = start + sum(content[place + _PAGE.size : start])
        if place > len(content):
            raise ValueError("it ends within a page")
        if skipped is None:
            skipped = _pre_skip(content[start:place])
        last = max(last, granule)
    if skipped is None:
        raise ValueError("it is empty")
    return max(0, last - skipped) / _SAMPLES_A_SECOND


def _pre_skip(head: bytes) -> int:
    """Samples that are thrown away at the start."""
    if not head.startswith(b"OpusHead") or len(head) < 12:
        raise ValueError("what it holds is no Opus")
    return int.from_bytes(head[10:12], "little")
