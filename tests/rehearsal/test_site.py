"""The page is served as it stands, and only this machine's own pages steer a rehearsal."""

import re

import pytest

from bot.domain.delivery import Purpose, State
from bot.handling.bulletin_status import REASONS
from bot.rehearsal.live.bot import Life
from bot.rehearsal.phones import Phone
from bot.rehearsal.site import PAGE
from tests.rehearsal.client import Client


async def test_the_page_and_all_that_it_needs_is_served(client: Client) -> None:
    async with client.session.get(f"{client.url}/") as answer:
        assert answer.status == 200
        assert answer.content_type == "text/html"
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        page = await answer.text()
    for address in re.findall(r'(?:src|href)="(/[^"]+)"', page):
        async with client.session.get(client.url + address) as answer:
            assert answer.status == 200, address


async def test_what_is_not_there_is_404_as_on_telegram(client: Client) -> None:
    for path in ("/nothing", "/page/nothing.js"):
        async with client.session.get(client.url + path) as answer:
            assert answer.status == 404


@pytest.mark.parametrize("headers", [{"Origin": "http://elsewhere.example"}, {"Host": "elsewhere.example"}])
async def test_a_site_elsewhere_steers_nothing(client: Client, headers: dict[str, str]) -> None:
    async with client.session.post(f"{client.url}/rehearsal/users", json={"first_name": "Eve"}, headers=headers) as answer:
        assert answer.status == 403
        assert "this machine" in (await answer.json())["error"]


async def test_the_page_itself_does(client: Client) -> None:
    headers = {"Origin": client.url}
    async with client.session.post(f"{client.url}/rehearsal/users", json={"first_name": "Fatma"}, headers=headers) as answer:
        assert answer.status == 200


def words_of(language: str) -> dict[str, str]:
    """The page's words in this language, by key."""
    text = (PAGE / "words.js").read_text(encoding="utf-8")
    start = text.index(f"  {language}: {{")
    return dict(re.findall(r'^ {4}(\w+): "(.*)",$', text[start : text.index("\n  },", start)], re.MULTILINE))


def test_the_page_says_the_same_in_dutch_and_in_english() -> None:
    dutch, english = words_of("nl"), words_of("en")
    assert dutch.keys() == english.keys()
    assert len(dutch) > 100
    for key in dutch:
        assert set(re.findall(r"\{\w+\}", dutch[key])) == set(re.findall(r"\{\w+\}", english[key])), key


def test_every_word_that_the_page_asks_for_is_there() -> None:
    known = words_of("nl")
    asked = set[str]()
    for file in [*PAGE.glob("*.js"), PAGE / "index.html"]:
        text = file.read_text(encoding="utf-8")
        asked |= set(re.findall(r'\bword\("(\w+)"', text)) | set(re.findall(r'data-(?:word|label)="(\w+)"', text))
    assert asked - known.keys() == set()
    assert len(asked) > 60


def test_what_the_ledger_says_has_words_on_the_page() -> None:
    known = words_of("nl").keys()
    wanted = {f"state_{state}" for state in State} | {f"{purpose}_purpose" for purpose in Purpose}
    wanted |= {f"why_{reason}" for reason in REASONS} | {f"life_{life}" for life in Life}
    assert wanted - known == set()


async def test_a_site_elsewhere_speaks_for_no_bot(client: Client) -> None:
    headers = {"Origin": "https://elsewhere.example"}
    async with client.session.post(f"{client.url}/bot{client.token}/getMe", headers=headers) as answer:
        assert answer.status == 403
    assert (await client.result("getMe"))["is_bot"] is True


async def test_what_people_send_does_nothing_on_the_page(client: Client, fatma: Phone) -> None:
    fatma.send_file("document", b"<script>steer()</script>", name="x.html")
    stored = client_file(fatma)
    async with client.session.get(f"{client.url}/rehearsal/files/{stored}") as answer:
        assert answer.headers["Content-Disposition"] == "attachment"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"].startswith("sandbox")


def client_file(phone: Phone) -> str:
    """The path of the file in the phone's last message."""
    stored = phone.world.files.find(phone.messages[-1].file_id or "")
    assert stored is not None
    return stored.path
