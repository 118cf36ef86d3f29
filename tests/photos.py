"""Photos as phones make them, as far as we look into them: their pieces, and no real image."""

import struct

PLACE = b"Exif\x00\x00 52.09 N 5.12 E"
"""Where it was taken."""


def _segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def _piece(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + b"\x00\x00\x00\x00"


def jpeg(*notes: bytes, what: bytes = b"a house") -> bytes:
    """With notes of a program, as a phone adds them."""
    pieces = [_segment(0xE0, b"JFIF\x00"), *(_segment(0xE1, one) for one in notes), *(_segment(0xFE, one) for one in notes)]
    return b"\xff\xd8" + b"".join(pieces) + _segment(0xDB, b"table") + _segment(0xDA, b"scan") + what + b"\xff\xd9"


def png(*notes: bytes, what: bytes = b"a house") -> bytes:
    """The same as PNG."""
    pieces = [_piece(b"IHDR", b"size"), *(_piece(b"eXIf", one) for one in notes), _piece(b"IDAT", what), _piece(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(pieces)
