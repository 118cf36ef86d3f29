"""A coalition's own picture beside an element of a bulletin, such as a proposal's plan, with the words that tell it."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

MOST_BYTES = 1_000_000
"""A picture goes to every parent, some of them on a slow line; our own judgement."""
MOST_TOLD = 300
"""Characters of what tells it: a caption is at most 1024, and is read or heard beside the words themselves."""

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
KINDS = (PNG, JPEG)
"""How they begin."""
PNG_NOTES = frozenset({b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"})
"""Pieces of a PNG that say more than how it looks (PNG, third edition, chapter 11)."""
MARKER, SCAN, COMMENT, JFIF, ADOBE = 0xFF, 0xDA, 0xFE, 0xE0, 0xEE
PROGRAMS = range(0xE0, 0xF0)
"""Segments of a JPEG that programs add, such as EXIF (ITU-T T.81, table B.1)."""


@dataclass(frozen=True, slots=True)
class CoalitionPicture:
    """Bound to a hash of the Dutch words that it stands beside: changed words have no picture, as they have no voice."""

    coalition_id: str
    text_hash: str
    """What `domain.recording.heard` makes of the Dutch words."""
    told: Mapping[str, str] = field(hash=False)
    """By language: what it shows, for who does not see it. In a language without it there is no picture."""
    approved_by: str
    content: bytes = field(repr=False)
    """PNG or JPEG."""
    from_file: bool = True
    """It came by the data file, and goes when it is taken out of it. Else it was sent in a chat: `text_hash` is `key_of` its
    content, revisions name it, and one of their elements tells it."""


def key_of(content: bytes) -> str:
    """By which a picture that was sent in a chat is found."""
    return sha256(content).hexdigest()


def without_metadata(content: bytes) -> bytes:
    """The same picture without where, when and with what it was made. Raises ValueError for what is no whole PNG or JPEG."""
    try:
        if content.startswith(PNG):
            return PNG + b"".join(_png_pieces(content))
        if content.startswith(JPEG):
            return JPEG[:2] + b"".join(_jpeg_pieces(content))
    except (IndexError, struct.error) as broken:
        raise ValueError("cut short") from broken
    raise ValueError("neither PNG nor JPEG")


def _png_pieces(content: bytes) -> Iterator[bytes]:
    at = len(PNG)
    while at < len(content):
        (length,) = struct.unpack_from(">I", content, at)
        kind, end = content[at + 4 : at + 8], at + 12 + length
        if end > len(content):
            raise IndexError(end)
        if kind not in PNG_NOTES:
            yield content[at:end]
        at = end
        if kind == b"IEND":
            return
    raise IndexError(at)


def _jpeg_pieces(content: bytes) -> Iterator[bytes]:
    """Segments up to the first scan, then the rest as it is. Kept of those of programs: JFIF, and how colours are stored."""
    at = 2
    while True:
        marker, length = content[at + 1], struct.unpack_from(">H", content, at + 2)[0]
        if content[at] != MARKER or at + 2 + length > len(content):
            raise IndexError(at)
        if marker == SCAN:
            yield content[at:]
            return
        is_note = marker == COMMENT or (marker in PROGRAMS and marker not in {JFIF, ADOBE})
        if not is_note:
            yield content[at : at + 2 + length]
        at += 2 + length
