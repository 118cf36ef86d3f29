"""A browser records Opus in WebM; a voice note is Opus in Ogg. The sound stays as it is, only its wrapping changes.

Sources: RFC 8794 (EBML), RFC 9559 (Matroska), RFC 6716 section 3.1 (how long an Opus packet lasts).
"""

from collections.abc import Iterator

from bot.rehearsal import ogg
from bot.rehearsal.errors import NotPossible

_EBML = b"\x1a\x45\xdf\xa3"
_SEGMENT, _CLUSTER, _TRACKS, _TRACK, _GROUP = 0x18538067, 0x1F43B675, 0x1654AE6B, 0xAE, 0xA0
_HOLDERS = frozenset({_SEGMENT, _CLUSTER, _TRACKS, _TRACK, _GROUP})
_CODEC_PRIVATE, _SIMPLE_BLOCK, _BLOCK = 0x63A2, 0xA3, 0xA1
_SAMPLES = ((480, 960, 1920, 2880), (480, 960), (120, 240, 480, 960))
"""At 48 kHz, of a frame by its configuration: SILK, hybrid, CELT."""


def is_webm(content: bytes) -> bool:
    """Whether it begins as Matroska and WebM do."""
    return content.startswith(_EBML)


def to_ogg(content: bytes) -> bytes:
    """The same Opus packets as an Ogg file. Raises NotPossible for what holds no Opus."""
    head, packets = b"", list[bytes]()
    try:
        for kind, data in _elements(content, 0, len(content)):
            if kind == _CODEC_PRIVATE and data.startswith(b"OpusHead"):
                head = data
            elif kind in {_SIMPLE_BLOCK, _BLOCK}:
                # A track number, two bytes of time, a byte of flags; then the one frame that browsers put into a block.
                _, start = _number(data, 0)
                packets.append(data[start + 3 :])
    except IndexError:
        # Cut off while it was written: what is whole is kept.
        pass
    if not head or not packets:
        raise NotPossible("this recording holds no sound that a voice note can be made of")
    return ogg.file(head, [(packet, samples(packet)) for packet in packets])


def samples(packet: bytes) -> int:
    """How long an Opus packet lasts, in samples at 48 kHz."""
    if not packet:
        return 0
    configuration, code = packet[0] >> 3, packet[0] & 3
    row, first = (0, 0) if configuration < 12 else (1, 12) if configuration < 16 else (2, 16)
    frame = _SAMPLES[row][(configuration - first) % len(_SAMPLES[row])]
    frames = {0: 1, 1: 2, 2: 2}.get(code) or (packet[1] & 0x3F if len(packet) > 1 else 0)
    return frame * frames


def _elements(content: bytes, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    """Every element that holds data, those within others included."""
    while start < end:
        kind, start = _number(content, start, keep_mark=True)
        size, start = _number(content, start)
        if kind in _HOLDERS:
            # Of unknown size, or not: what comes after its start is read as if it stood beside it.
            continue
        if start + size > end:
            raise IndexError
        yield kind, content[start : start + size]
        start += size


def _number(content: bytes, start: int, *, keep_mark: bool = False) -> tuple[int, int]:
    """A number of variable length, and where it ends."""
    first = content[start]
    length = 9 - first.bit_length()
    if length > 8 or start + length > len(content):
        raise IndexError
    value = int.from_bytes(content[start : start + length], "big")
    return (value if keep_mark else value & ((1 << 7 * length) - 1)), start + length
