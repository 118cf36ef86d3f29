"""What Telegram knows is carried out, or refused as such; and the page that says which is which says what is so."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from bot.rehearsal.methods import METHODS, OBJECTS
from bot.rehearsal.phones import Phone
from bot.rehearsal.terms import Terms, terms
from tests.rehearsal.client import OGG, Client
from tests.rehearsal.conftest import read_schema
from tests.rehearsal.reference import PAGE, inserted

SERVER = Path(__file__).resolve().parents[2] / "bot" / "rehearsal"
REFUSALS = {"BadRequest", "Forbidden", "Conflict", "HtmlError", "NotFound", "TooLarge", "NotCarriedOut"}
NO_BUTTON = {"inline_keyboard": [[{"text": "Ja", "callback_data": "y", "style": "danger"}]]}


def owed(known: set[str], terms: Terms) -> list[str]:
    """The names whose fate is not told exactly once."""
    told = [*terms.honoured, *terms.harmless, *terms.refused]
    return sorted({name for name in {*known, *told, *terms.older} if told.count(name) != (name in known)} - terms.older)


@pytest.mark.parametrize("name", METHODS)
def test_of_each_parameter_is_told_what_becomes_of_it(name: str) -> None:
    method = METHODS[name]
    known = read_schema().parameters[method.name]
    assert owed(known, method.terms) == []
    assert not method.terms.older & known


@pytest.mark.parametrize("kinds", OBJECTS)
def test_of_each_field_that_comes_along_is_told_what_becomes_of_it(kinds: tuple[str, ...]) -> None:
    known = {field["name"] for kind in kinds for field in read_schema().types[kind]["annotations"]}
    assert owed(known, OBJECTS[kinds]) == []


def test_a_name_that_is_forgotten_made_up_or_told_twice_is_noticed() -> None:
    assert owed({"a", "b", "c"}, terms("a b x", refused="b", older="y")) == ["b", "c", "x"]


async def test_a_method_that_is_not_here_is_not_found(client: Client) -> None:
    others = read_schema().methods - {method.name for method in METHODS.values()}
    assert len(others) > 150
    for name in others:
        assert await client.call(name) == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}


async def test_what_is_not_carried_out_is_refused_and_nothing_happens(client: Client, fatma: Phone) -> None:
    for method in METHODS.values():
        for name in method.terms.refused:
            body = await client.call(method.name, chat_id=fatma.user.id, text="Dag", **{name: "1"})
            assert body == {
                "ok": False,
                "error_code": 501,
                "description": f"Not Implemented in rehearsal: {name} of {method.name}",
            }
    assert fatma.received == []


async def test_what_asks_for_nothing_is_no_reason_to_refuse(client: Client, fatma: Phone) -> None:
    given = {"business_connection_id": "", "message_effect_id": "0", "suggested_post_parameters": {}}
    assert await client.result("sendMessage", chat_id=fatma.user.id, text="Dag", **given)


async def test_what_telegram_does_not_know_is_ignored_as_telegram_does(client: Client, fatma: Phone) -> None:
    assert await client.result("sendMessage", chat_id=fatma.user.id, text="Dag", colour="blue", caption="of another method")


async def test_a_file_can_be_refused_as_well(client: Client, fatma: Phone) -> None:
    form = aiohttp.FormData({"chat_id": str(fatma.user.id)})
    form.add_field("document", OGG, filename="a.ogg")
    form.add_field("thumbnail", OGG, filename="b.jpg")
    async with client.session.post(f"{client.url}/bot{client.token}/sendDocument", data=form) as answer:
        assert (await answer.json())["description"] == "Not Implemented in rehearsal: thumbnail of sendDocument"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"reply_markup": NO_BUTTON}, "style of InlineKeyboardButton"),
        ({"reply_markup": json.dumps(NO_BUTTON)}, "style of InlineKeyboardButton"),
        ({"reply_markup": {"keyboard": [["Ja"]]}}, "keyboard of reply_markup"),
        ({"reply_markup": {"force_reply": True}}, "force_reply of reply_markup"),
        ({"reply_parameters": {"message_id": 1, "quote": "start"}}, "quote of reply_parameters"),
        ({"entities": [{"type": "text_mention", "offset": 0, "length": 3, "user": {"id": 1}}]}, "entity text_mention"),
    ],
)
async def test_what_comes_along_and_is_not_carried_out_is_refused(
    client: Client, fatma: Phone, given: dict[str, object], words: str
) -> None:
    refused = await client.refusal("sendMessage", chat_id=fatma.user.id, text="Dag", **given)
    assert refused == f"Not Implemented in rehearsal: {words}"


async def test_a_command_for_one_message_is_refused(client: Client) -> None:
    commands = [{"command": "stop", "description": "Stop", "is_ephemeral": True}]
    assert await client.refusal("setMyCommands", commands=commands) == "Not Implemented in rehearsal: is_ephemeral of BotCommand"


def test_the_tables_of_the_page_are_those_of_now() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == inserted(page), "write them again: python -m tests.rehearsal.reference"
    assert len(page.splitlines()) <= 350


def refusals() -> Iterator[tuple[str, list[str]]]:
    """Where the server refuses, and the constant pieces of what it says then."""
    for path in sorted(SERVER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REFUSALS and node.args:
                parts = [
                    one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant) and isinstance(one.value, str)
                ]
                yield f"{path.name}:{node.lineno}", [part for part in parts if len(part.strip()) > 2]


def test_each_refusal_of_the_server_stands_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    found = list(refusals())
    assert len(found) > 80
    assert [(where, part) for where, parts in found for part in parts if part.strip() not in page] == []
