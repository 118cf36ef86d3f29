"""What a browser records becomes a voice note, with the same sound in it."""

import base64
import struct

import pytest

from bot.rehearsal import ogg, webm
from bot.rehearsal.errors import NotPossible
from bot.rehearsal.phones import Phone
from bot.services.speaking.ogg_opus import seconds
from tests.rehearsal.client import Client

HEAD = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, 48_000, 0, 0)
FRAME = bytes([0b01111_000]) + b"sound"
"""Hybrid, 20 ms, one frame."""


def element(kind: str, content: bytes, *, unknown: bool = False) -> bytes:
    """An EBML element; of `unknown` size as a browser writes what goes on."""
    size = b"\x01\xff\xff\xff\xff\xff\xff\xff" if unknown else struct.pack(">Q", len(content) | 1 << 56)
    return bytes.fromhex(kind) + size + content


def recording(frames: list[bytes], *, unknown: bool = True, grouped: bool = False) -> bytes:
    """As MediaRecorder makes it: a segment and a cluster without an end."""
    blocks = [b"\x81" + struct.pack(">hB", number * 20, 0x80) + frame for number, frame in enumerate(frames)]
    inside = b"".join(element("a0", element("a1", block)) if grouped else element("a3", block) for block in blocks)
    track = element("1654ae6b", element("ae", element("d7", b"\x01") + element("63a2", HEAD)))
    cluster = element("1f43b675", element("e7", b"\x00") + inside, unknown=unknown)
    return element("1a45dfa3", element("4282", b"webm")) + element("18538067", track + cluster, unknown=unknown)


def packets_of(file: bytes) -> list[bytes]:
    """What stands in an Ogg file, by its lacing values."""
    found, place = list[bytes](), 0
    while place < len(file):
        assert file[place : place + 4] == b"OggS"
        lacing = file[place + 27 : place + 27 + file[place + 26]]
        place += 27 + len(lacing)
        packet = b""
        for length in lacing:
            packet += file[place : place + length]
            place += length
            if length < 255:
                found.append(packet)
                packet = b""
    return found


@pytest.mark.parametrize("unknown", [True, False])
@pytest.mark.parametrize("grouped", [True, False])
def test_every_packet_is_there_and_nothing_else(unknown: bool, grouped: bool) -> None:
    frames = [FRAME + bytes([number % 256]) * (number % 700) for number in range(400)]
    file = webm.to_ogg(recording(frames, unknown=unknown, grouped=grouped))
    head, tags, *packets = packets_of(file)
    assert head == HEAD
    assert tags.startswith(b"OpusTags")
    assert packets == frames
    assert seconds(file) == pytest.approx(400 * 0.02)


def test_a_recording_that_was_cut_off_keeps_what_is_whole() -> None:
    file = webm.to_ogg(recording([FRAME] * 10)[:-4])
    assert packets_of(file)[2:] == [FRAME] * 9


@pytest.mark.parametrize("content", [b"\x1a\x45\xdf\xa3", recording([]), recording([FRAME]).replace(b"OpusHead", b"VorbisHd")])
def test_what_holds_no_opus_is_refused(content: bytes) -> None:
    with pytest.raises(NotPossible, match="no sound"):
        webm.to_ogg(content)


@pytest.mark.parametrize(
    ("first", "more", "samples"),
    [
        (0b00000_000, b"", 480),
        (0b00011_001, b"", 5760),
        (0b01100_000, b"", 480),
        (0b11111_000, b"", 960),
        (0b10000_011, b"\x04", 480),
    ],
)
def test_how_long_a_packet_lasts(first: int, more: bytes, samples: int) -> None:
    """RFC 6716, tables 2 and 3."""
    assert webm.samples(bytes([first]) + more) == samples


def test_the_checksum_is_that_of_the_tone_that_an_encoder_made() -> None:
    from bot.rehearsal.demo.story import TONE  # noqa: PLC0415

    content = TONE.read_bytes()
    lacing = content[26]
    size = 27 + lacing + sum(content[27 : 27 + lacing])
    page = content[:22] + b"\0\0\0\0" + content[26:size]
    assert ogg._checksum(page) == struct.unpack_from("<I", content, 22)[0]


async def test_a_phone_sends_what_its_browser_recorded(client: Client, fatma: Phone) -> None:
    content = base64.b64encode(recording([FRAME] * 50)).decode()
    body = {"kind": "voice", "content": content, "duration": 1}
    async with client.session.post(f"{client.url}/rehearsal/users/{fatma.user.id}/file", json=body) as answer:
        assert (await answer.json())["kind"] == "voice"
    assert fatma.download(fatma.messages[-1]).startswith(b"OggS")
