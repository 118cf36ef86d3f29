"""Files: up, down, by id, and what is refused."""

import struct
from dataclasses import replace

import aiohttp
import pytest

from bot.rehearsal.limits import Limits
from bot.rehearsal.media import picture_size
from bot.rehearsal.phones import Phone
from tests.rehearsal.client import OGG, PNG, Client


@pytest.fixture
def limits() -> Limits:
    """The real proportions, ten thousand times smaller."""
    real = Limits()
    assert (real.photo_bytes, real.download_bytes, real.upload_bytes) == (10 << 20, 20 << 20, 50 << 20)
    return replace(Limits.off(), photo_bytes=1000, download_bytes=2000, upload_bytes=3000)


async def test_the_bot_hears_fatmas_voice(client: Client, fatma: Phone) -> None:
    fatma.send_file("voice", OGG, duration=3)
    voice = (await client.result("getUpdates", offset=-1))[0]["message"]["voice"]
    file = await client.result("getFile", file_id=voice["file_id"])
    async with client.session.get(f"{client.url}/file/bot{client.token}/{file['file_path']}") as answer:
        assert await answer.read() == OGG
    assert (voice["duration"], voice["mime_type"], file["file_size"]) == (3, "audio/ogg", len(OGG))


async def test_a_file_can_be_attached_under_another_name(client: Client, fatma: Phone) -> None:
    form = aiohttp.FormData({"chat_id": str(fatma.user.id), "voice": "attach://tone"})
    form.add_field("tone", OGG, filename="tone.ogg")
    async with client.session.post(f"{client.url}/bot{client.token}/sendVoice", data=form) as answer:
        assert (await answer.json())["ok"] is True
    assert fatma.download(fatma.last) == OGG


async def test_a_file_sent_again_by_its_id_is_the_same_file(client: Client, fatma: Phone) -> None:
    file_id = fatma.send_file("document", b"tekst", name="brief.txt").file_id
    sent = await client.result("sendDocument", chat_id=fatma.user.id, document=file_id, caption="Uw brief")
    assert sent["document"]["file_id"] == file_id
    assert (sent["document"]["file_name"], sent["document"]["mime_type"]) == ("brief.txt", "text/plain")
    assert fatma.last.text == "Uw brief"


async def test_ids_that_mean_nothing_are_refused(client: Client, fatma: Phone) -> None:
    assert await client.refusal("getFile", file_id="nonsense") == "Bad Request: invalid file_id"
    wrong = "Bad Request: wrong remote file identifier specified: can't unserialize it. Wrong last symbol"
    assert await client.refusal("sendVoice", chat_id=fatma.user.id, voice="nonsense") == wrong
    assert await client.refusal("sendVoice", chat_id=fatma.user.id) == "Bad Request: there is no voice in the request"
    voice = fatma.send_file("voice", OGG).file_id
    words = await client.refusal("sendPhoto", chat_id=fatma.user.id, photo=voice)
    assert words == "Bad Request: can't use file of type Voice as Photo"


async def test_an_address_elsewhere_is_not_fetched(client: Client, fatma: Phone) -> None:
    words = await client.refusal("sendPhoto", chat_id=fatma.user.id, photo="https://example.org/a.png")
    assert words == "Not Implemented in rehearsal: an address as photo"


async def test_a_file_is_missed_before_anything_else(client: Client) -> None:
    missing = "Bad Request: there is no photo in the request"
    assert await client.refusal("sendPhoto", chat_id=99, caption="a" * 1025) == missing
    assert await client.refusal("sendPhoto", photo="attach://nothing") == missing
    assert await client.refusal("getFile") == "Bad Request: file_id not specified"


async def test_what_is_too_large_cannot_be_fetched(client: Client, fatma: Phone) -> None:
    large = fatma.send_file("document", bytes(2001), name="film.mp4").file_id
    assert await client.refusal("getFile", file_id=large) == "Bad Request: file is too big"


@pytest.mark.parametrize(
    ("kind", "content", "words"),
    [
        ("voice", b"", "Bad Request: file must be non-empty"),
        (
            "photo",
            bytes(1001),
            "Bad Request: file of size 1001 bytes is too big for a photo; the maximum size is 1000 bytes",
        ),
        ("document", bytes(3001), "Request Entity Too Large"),
        ("photo", b"no picture", "Bad Request: IMAGE_PROCESS_FAILED"),
    ],
)
async def test_files_that_do_not_fit_are_refused(client: Client, fatma: Phone, kind: str, content: bytes, words: str) -> None:
    form = aiohttp.FormData({"chat_id": str(fatma.user.id)})
    form.add_field(kind, content, filename="file")
    async with client.session.post(f"{client.url}/bot{client.token}/send{kind.title()}", data=form) as answer:
        body = await answer.json()
        assert (body["description"], body["error_code"]) == (words, answer.status)


async def test_a_copy_may_have_another_caption(client: Client, fatma: Phone) -> None:
    original = fatma.send_file("photo", PNG, caption="<oud>")
    place = {"chat_id": fatma.user.id, "from_chat_id": fatma.user.id, "message_id": original.id}
    await client.result("copyMessage", **place)
    await client.result("copyMessage", **place, caption="<b>nieuw</b>", parse_mode="HTML")
    assert [(one.text, len(one.entities)) for one in fatma.received] == [("<oud>", 0), ("nieuw", 1)]


def test_a_picture_has_its_size_in_its_head() -> None:
    assert picture_size(PNG) == (1, 1)
    comment = b"\xff\xfe" + struct.pack(">H", 4) + b"hi"
    frame = b"\xff\xc0" + struct.pack(">HBHH", 17, 8, 480, 640)
    assert picture_size(b"\xff\xd8" + comment + frame) == (640, 480)
