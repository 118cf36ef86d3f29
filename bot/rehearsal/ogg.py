"""Opus packets in an Ogg file (RFC 3533, RFC 7845)."""

import struct
from collections.abc import Iterable, Iterator

_PAGE = struct.Struct("<4sBBqIIIB")
_FIRST, _LAST = 2, 4
_SERIAL = 1
_MOST_SEGMENTS = 255
_SECOND = 48_000
_TAGS = b"OpusTags" + struct.pack("<I", 9) + b"Weerklank" + struct.pack("<I", 0)
_POLYNOMIAL = 0x04C11DB7


def file(head: bytes, packets: Iterable[tuple[bytes, int]]) -> bytes:
    """`head` is the OpusHead; each packet comes with its length in samples at 48 kHz. About a second goes on a page."""
    pages = [(0, [head]), (0, [_TAGS]), *_pages(packets, int.from_bytes(head[10:12], "little"))]
    flags = [_FIRST, *[0] * (len(pages) - 2), _LAST]
    return b"".join(
        _page(number, flag, granule, some) for number, (flag, (granule, some)) in enumerate(zip(flags, pages, strict=True))
    )


def _pages(packets: Iterable[tuple[bytes, int]], granule: int) -> Iterator[tuple[int, list[bytes]]]:
    some, began = list[bytes](), granule
    for packet, samples in packets:
        if some and (granule - began >= _SECOND or sum(map(_segments, [*some, packet])) > _MOST_SEGMENTS):
            yield granule, some
            some, began = [], granule
        some.append(packet)
        granule += samples
    yield granule, some


def _segments(packet: bytes) -> int:
    return len(packet) // 255 + 1


def _page(number: int, flag: int, granule: int, packets: list[bytes]) -> bytes:
    lacing = b"".join(b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255]) for packet in packets)
    body = lacing + b"".join(packets)
    head = (b"OggS", 0, flag, granule, _SERIAL, number)
    blank = _PAGE.pack(*head, 0, len(lacing)) + body
    return _PAGE.pack(*head, _checksum(blank), len(lacing)) + body


def _checksum(page: bytes) -> int:
    value = 0
    for byte in page:
        value = (value << 8 & 0xFFFFFFFF) ^ _TABLE[value >> 24 ^ byte]
    return value


def _entry(value: int) -> int:
    value <<= 24
    for _ in range(8):
        value = (value << 1 ^ _POLYNOMIAL if value & 0x80000000 else value << 1) & 0xFFFFFFFF
    return value


_TABLE = tuple(_entry(number) for number in range(256))
