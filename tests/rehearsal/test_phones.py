"""The people themselves: what their phones show, wait for, and will not do."""

import asyncio

import pytest

from bot.rehearsal.chats import BotAccount
from bot.rehearsal.errors import NotPossible
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.phones import Phone
from bot.rehearsal.world import World
from tests.rehearsal.client import PNG, Client


async def test_a_link_sends_start_with_its_payload_as_a_command(client: Client, fatma: Phone) -> None:
    message = (await client.result("getUpdates"))[0]["message"]
    assert message["text"] == "/start welkom"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"] == {"id": fatma.user.id, "is_bot": False, "first_name": "Fatma", "language_code": "tr"}


async def test_fatma_sees_text_buttons_and_changes_in_order(client: Client, fatma: Phone) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Ja", "callback_data": "y"}, {"text": "Nee", "callback_data": "n"}]]}
    first = await client.result("sendMessage", chat_id=fatma.user.id, text="<b>Dag</b>", parse_mode="HTML")
    second = await client.result("sendMessage", chat_id=fatma.user.id, text="Helpt dit?", reply_markup=keyboard)
    await client.result("editMessageText", chat_id=fatma.user.id, message_id=second["message_id"], text="Dank je")
    await client.result("deleteMessage", chat_id=fatma.user.id, message_id=first["message_id"])
    assert [message.text for message in fatma.messages] == ["/start welkom", "Dank je"]
    assert fatma.last.earlier[0]["text"] == "Helpt dit?"
    assert fatma.last.edited_at == fatma.world.date()


async def test_each_message_is_read_once_and_in_order(client: Client, fatma: Phone) -> None:
    for text in ("een", "twee"):
        await client.result("sendMessage", chat_id=fatma.user.id, text=text)
    assert [(await fatma.next_message()).text for _ in range(2)] == ["een", "twee"]
    waiting = asyncio.create_task(fatma.next_message())
    await client.result("sendMessage", chat_id=fatma.user.id, text="drie")
    assert (await waiting).text == "drie"


async def test_a_phone_waits_for_words_later_than_a_message(client: Client, fatma: Phone) -> None:
    await client.result("sendMessage", chat_id=fatma.user.id, text="Dag Fatma")
    said = fatma.say("Dag")
    waiting = asyncio.create_task(fatma.wait_for("Fatma", after=said))
    await client.result("sendMessage", chat_id=fatma.user.id, text="Fatma, nog iets")
    assert (await waiting).text == "Fatma, nog iets"


async def test_who_waits_in_vain_is_told_what_the_phone_shows(fatma: Phone) -> None:
    with pytest.raises(TimeoutError, match=r"Fatma waited 0 s for 'Dag'; the phone shows \['/start welkom'\]"):
        await fatma.wait_for("Dag", timeout=0)


async def test_a_changed_message_reaches_the_bot_as_an_edit(client: Client, fatma: Phone) -> None:
    said = fatma.say("Ik bedol")
    fatma.edit(said, "Ik bedoel")
    update = (await client.result("getUpdates", offset=-1))[0]
    assert (update["edited_message"]["message_id"], update["edited_message"]["text"]) == (said.id, "Ik bedoel")


async def test_ten_thousand_characters_come_as_three_messages(client: Client, fatma: Phone) -> None:
    fatma.say("😀" * 5000)
    lengths = [len(update["message"]["text"]) for update in await client.result("getUpdates", offset=-3)]
    assert lengths == [2048, 2048, 904]


async def test_a_forwarded_message_names_who_said_it(client: Client, fatma: Phone, marieke: Phone) -> None:
    marieke.forward(fatma.say("Lees dit"))
    message = (await client.result("getUpdates", offset=-1))[0]["message"]
    assert message["forward_origin"]["sender_user"]["first_name"] == "Fatma"
    assert message["text"] == "Lees dit"


async def test_a_parent_deletes_their_words_and_no_bot_is_told(client: Client, fatma: Phone) -> None:
    fatma.delete(fatma.say("Toch niet"))
    assert [message.text for message in fatma.messages] == ["/start welkom"]
    assert len(await client.result("getUpdates")) == 2


def test_what_a_phone_will_not_do(world: World, bot: BotAccount, fatma: Phone, marieke: Phone, forum: Gathering) -> None:
    amal = Phone.new(world, bot, "Amal")
    said = fatma.say("Dag")
    topic = forum.open_topic("Vraag")
    forum.close_topic(topic)
    for attempt in (
        lambda: amal.say("Dag"),
        lambda: amal.last,
        amal.block,
        lambda: fatma.last,
        lambda: fatma.say(" "),
        lambda: fatma.say("Mag ik erin?", chat=forum.chat),
        lambda: fatma.tap("Ja"),
        lambda: fatma.download(said),
        lambda: marieke.edit(said, "x"),
        lambda: marieke.delete(said),
        lambda: marieke.say("Nog", chat=forum.chat, topic=topic.id),
        lambda: world.change_block(forum.chat, blocked=True),
    ):
        with pytest.raises(NotPossible):
            attempt()
    fatma.block()
    with pytest.raises(NotPossible, match="Fatma has blocked the bot"):
        fatma.say("Hoor je mij?")
    marieke.deactivate()
    with pytest.raises(NotPossible):
        marieke.say("Hallo")


def test_two_bots_each_have_their_own_chat_with_fatma(world: World, fatma: Phone) -> None:
    other = Phone(world, world.add_bot("4200002:another", username="other_bot", first_name="Ander"), fatma.user)
    other.open_link()
    assert [message.text for message in fatma.messages] == ["/start welkom"]
    assert [message.text for message in other.messages] == ["/start"]


async def test_a_picture_from_fatma_keeps_its_words(client: Client, fatma: Phone) -> None:
    fatma.send_file("photo", PNG, caption="De speeltuin")
    message = (await client.result("getUpdates", offset=-1))[0]["message"]
    assert message["caption"] == "De speeltuin"
    assert len(message["photo"]) == 1
