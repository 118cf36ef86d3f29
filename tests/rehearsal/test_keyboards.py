"""Buttons: what fits under a message, and what happens when one is tapped."""

from typing import Any

import pytest

from bot.rehearsal.clock import ManualClock
from bot.rehearsal.errors import NotPossible
from bot.rehearsal.phones import Phone
from tests.rehearsal.client import Client

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def rows(*counts: int) -> dict[str, Any]:
    """A keyboard with so many buttons in each row."""
    return {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * count for count in counts]}


def one(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


@pytest.mark.parametrize(
    "keyboard",
    [
        rows(8),
        rows(*[4] * 25),
        one(text="Ja", callback_data="é" * 32),
        one(text="Site", url="https://example.org/a?b=c"),
        one(text="Kopieer", copy_text={"text": "030"}),
        rows(0),
        {"remove_keyboard": True},
    ],
)
async def test_what_fits_is_shown(client: Client, fatma: Phone, keyboard: dict[str, Any]) -> None:
    sent = await client.result("sendMessage", chat_id=fatma.user.id, text="Kies", reply_markup=keyboard)
    shown = keyboard.get("inline_keyboard", [[]]) != [[]]
    assert sent.get("reply_markup") == (keyboard if shown else None)


@pytest.mark.parametrize(
    ("keyboard", "words"),
    [
        (one(text="Ja", callback_data="a" * 65), "BUTTON_DATA_INVALID"),
        (one(text="Ja", callback_data="é" * 33), "BUTTON_DATA_INVALID"),
        (
            one(text="Ja", callback_data=""),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (one(text="Ja"), "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        (one(callback_data="y"), "can't parse inline keyboard button: Can't find field \"text\""),
        (one(text=" ", callback_data="y"), "inline keyboard button text must be non-empty"),
        (one(text="Site", url="geen adres"), "inline keyboard button URL 'geen adres' is invalid: Wrong HTTP URL"),
        (rows(9), "reply markup is too long"),
        (rows(*[5] * 20, 1), "reply markup is too long"),
        ({"inline_keyboard": [["Ja"]]}, "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
        ({"inline_keyboard": ["Ja"]}, 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
        ({"inline_keyboard": "Ja"}, 'field "inline_keyboard" must be of type Array'),
        (None, "object expected as reply markup"),
        (["Ja"], "object expected as reply markup"),
        ("{", "can't parse reply keyboard markup JSON object"),
    ],
)
async def test_what_does_not_fit_is_refused(client: Client, fatma: Phone, keyboard: Any, words: str) -> None:
    refused = await client.refusal("sendMessage", chat_id=fatma.user.id, text="Kies", reply_markup=keyboard)
    assert refused == f"Bad Request: {words}"
    assert fatma.received == []


async def test_a_tap_is_answered_and_fatma_sees_it(client: Client, fatma: Phone) -> None:
    await client.result("sendMessage", chat_id=fatma.user.id, text="Helpt dit?", reply_markup=one(text="Ja", callback_data="y"))
    query = fatma.tap("Ja")
    update = (await client.result("getUpdates", offset=-1))[0]["callback_query"]
    assert (update["id"], update["data"], update["from"]["language_code"]) == (query.id, "y", "tr")
    await client.result("answerCallbackQuery", callback_query_id=query.id, text="Dank je")
    assert (await fatma.wait_answer(query)).text == "Dank je"


async def test_an_answer_to_a_tap_holds_200(client: Client, fatma: Phone) -> None:
    await client.result("sendMessage", chat_id=fatma.user.id, text="?", reply_markup=rows(1))
    query = fatma.tap("x")
    assert (
        await client.refusal("answerCallbackQuery", callback_query_id=query.id, text="a" * 201) == "Bad Request: MESSAGE_TOO_LONG"
    )
    assert query.answer is None
    assert await client.result("answerCallbackQuery", callback_query_id=query.id, text="a" * 200)


async def test_an_answer_that_comes_too_late_is_refused(client: Client, fatma: Phone, clock: ManualClock) -> None:
    await client.result("sendMessage", chat_id=fatma.user.id, text="?", reply_markup=rows(1))
    query = fatma.tap("x")
    clock.advance(150)
    assert await client.refusal("answerCallbackQuery", callback_query_id=query.id) == TOO_OLD


async def test_an_answer_to_no_tap_is_refused(client: Client) -> None:
    assert await client.refusal("answerCallbackQuery", callback_query_id="12") == TOO_OLD


async def test_a_button_edited_away_can_still_be_tapped_by_a_slow_thumb(client: Client, fatma: Phone) -> None:
    sent = await client.result("sendMessage", chat_id=fatma.user.id, text="?", reply_markup=one(text="Ja", callback_data="y"))
    place = {"chat_id": fatma.user.id, "message_id": sent["message_id"]}
    await client.result("editMessageText", **place, text="Dank je")
    with pytest.raises(NotPossible, match="Fatma sees no button 'Ja'"):
        fatma.tap("Ja")
    fatma.tap_data(fatma.last, "y")
    await client.result("deleteMessage", **place)
    fatma.tap_data(fatma.world.messages(fatma.world.private_chat(fatma.bot, fatma.user) or forgotten())[1], "y")
    first, second = (update["callback_query"]["message"] for update in await client.result("getUpdates", offset=-2))
    assert first["text"] == "Dank je"
    assert second == {"chat": first["chat"], "message_id": sent["message_id"], "date": 0}


async def test_buttons_change_with_and_without_the_text(client: Client, fatma: Phone) -> None:
    sent = await client.result("sendMessage", chat_id=fatma.user.id, text="?", reply_markup=rows(1))
    place = {"chat_id": fatma.user.id, "message_id": sent["message_id"]}
    same = (
        "specified new message content and reply markup are exactly the same as a current content and reply markup of the message"
    )
    not_modified = f"Bad Request: message is not modified: {same}"
    assert await client.refusal("editMessageReplyMarkup", **place, reply_markup=rows(1)) == not_modified
    assert await client.refusal("editMessageText", **place, text=" ? ", reply_markup=rows(1)) == not_modified
    assert (await client.result("editMessageReplyMarkup", **place))["text"] == "?"
    assert fatma.last.buttons == []
    assert await client.refusal("editMessageReplyMarkup", **place) == not_modified
    edited = await client.result("editMessageText", **place, text="!", reply_markup=rows(2))
    assert edited["edit_date"] == fatma.world.date()
    assert fatma.last.buttons == [["x", "x"]]


def forgotten() -> Any:
    pytest.fail("the chat with Fatma is gone")
