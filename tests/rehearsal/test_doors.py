"""Who may be written to: each closed door in the real server's words."""

from typing import Any

import pytest

from bot.rehearsal.chats import BotAccount
from bot.rehearsal.clock import ManualClock
from bot.rehearsal.errors import NotPossible
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.phones import Phone
from bot.rehearsal.world import World
from tests.rehearsal.client import Client


async def said_to(client: Client, chat_id: int, **more: Any) -> str:
    return await client.refusal("sendMessage", chat_id=chat_id, text="Dag", **more)


async def test_who_blocked_the_bot_is_not_reached_until_they_come_back(client: Client, fatma: Phone) -> None:
    fatma.block()
    assert await said_to(client, fatma.user.id) == "Forbidden: bot was blocked by the user"
    fatma.unblock()
    assert await client.result("sendMessage", chat_id=fatma.user.id, text="Welkom terug")
    updates = [update["my_chat_member"] for update in await client.result("getUpdates") if "my_chat_member" in update]
    standings = [(update["old_chat_member"]["status"], update["new_chat_member"]["status"]) for update in updates]
    assert standings == [("member", "kicked"), ("kicked", "member")]
    assert updates[0]["from"]["id"] == updates[0]["chat"]["id"] == fatma.user.id


async def test_pressing_start_again_takes_the_block_away(client: Client, fatma: Phone) -> None:
    fatma.block()
    fatma.open_link("terug")
    kinds = [next(iter(update.keys() - {"update_id"})) for update in await client.result("getUpdates")]
    assert kinds == ["message", "my_chat_member", "my_chat_member", "message"]


async def test_a_deleted_account_is_not_reached(client: Client, fatma: Phone) -> None:
    fatma.deactivate()
    assert await said_to(client, fatma.user.id) == "Forbidden: user is deactivated"


async def test_a_stranger_is_no_chat(client: Client, world: World) -> None:
    assert await said_to(client, world.add_user("Onbekend").id) == "Bad Request: chat not found"
    assert await said_to(client, 99) == "Bad Request: chat not found"
    assert await said_to(client, -100999) == "Bad Request: chat not found"
    assert await client.refusal("sendMessage", text="Dag") == "Bad Request: chat_id is empty"


async def test_somebody_met_in_a_group_must_start_the_bot_first(client: Client, world: World, forum: Gathering) -> None:
    amal = world.add_user("Amal")
    forum.join(amal)
    assert await said_to(client, amal.id) == "Forbidden: bot can't initiate conversation with a user"


async def test_a_bot_does_not_write_to_a_bot(client: Client, bot: BotAccount) -> None:
    assert await said_to(client, bot.id) == "Forbidden: the bot can't send messages to the bot"


async def test_a_group_that_put_the_bot_out_is_closed(client: Client, marieke: Phone, forum: Gathering) -> None:
    forum.remove(marieke.bot.user)
    assert await said_to(client, forum.chat.id) == "Forbidden: bot was kicked from the supergroup chat"
    plain = Gathering.create(marieke.world, marieke.user, "Koffie")
    plain.add_bot(marieke.bot, admin=False)
    plain.remove(marieke.bot.user)
    assert await said_to(client, plain.chat.id) == "Forbidden: bot was kicked from the group chat"


async def test_a_group_the_bot_left_is_closed(client: Client, forum: Gathering) -> None:
    assert await client.result("leaveChat", chat_id=forum.chat.id) is True
    assert await said_to(client, forum.chat.id) == "Forbidden: bot is not a member of the supergroup chat"
    update = (await client.result("getUpdates", offset=-1))[0]["my_chat_member"]
    assert (update["old_chat_member"]["status"], update["new_chat_member"]["status"]) == ("administrator", "left")


async def test_a_private_chat_cannot_be_left(client: Client, fatma: Phone) -> None:
    words = await client.refusal("leaveChat", chat_id=fatma.user.id)
    assert words == "Bad Request: chat member status can't be changed in private chats"


async def test_an_upgraded_group_tells_where_it_went(client: Client, marieke: Phone) -> None:
    group = Gathering.create(marieke.world, marieke.user, "Duo")
    group.add_bot(marieke.bot)
    old = group.chat.id
    group.upgrade()
    body = await client.call("sendMessage", chat_id=old, text="Dag")
    assert body == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": group.chat.id},
    }
    first, second = (update["message"] for update in await client.result("getUpdates", offset=-2))
    assert (first["chat"]["id"], first["migrate_to_chat_id"]) == (old, group.chat.id)
    assert (second["chat"]["id"], second["migrate_from_chat_id"]) == (group.chat.id, old)
    assert await client.result("sendMessage", chat_id=group.chat.id, text="Hier dan")
    with pytest.raises(NotPossible):
        group.upgrade()


async def test_what_is_not_there_cannot_be_edited_deleted_copied_or_replied_to(client: Client, fatma: Phone) -> None:
    place = {"chat_id": fatma.user.id, "message_id": 99}
    assert await client.refusal("editMessageText", **place, text="x") == "Bad Request: message to edit not found"
    assert await client.refusal("editMessageReplyMarkup", **place) == "Bad Request: message to edit not found"
    assert await client.refusal("deleteMessage", **place) == "Bad Request: message to delete not found"
    assert await client.refusal("deleteMessage", chat_id=fatma.user.id) == "Bad Request: message identifier is not specified"
    words = await client.refusal("copyMessage", **place, from_chat_id=fatma.user.id)
    assert words == "Bad Request: message to copy not found"
    reply = {"message_id": 99}
    assert await said_to(client, fatma.user.id, reply_parameters=reply) == "Bad Request: message to be replied not found"
    assert await said_to(client, fatma.user.id, reply_parameters="{") == "Bad Request: can't parse reply parameters JSON object"
    kind = reply | {"allow_sending_without_reply": True}
    assert "reply_to_message" not in await client.result("sendMessage", chat_id=fatma.user.id, text="Dag", reply_parameters=kind)


async def test_only_ones_own_text_can_be_edited(client: Client, fatma: Phone) -> None:
    theirs = fatma.say("Van mij")
    words = await client.refusal("editMessageText", chat_id=fatma.user.id, message_id=theirs.id, text="x")
    assert words == "Bad Request: message can't be edited"
    voice = await client.result("sendVoice", chat_id=fatma.user.id, voice=fatma.send_file("voice", b"OggS").file_id)
    words = await client.refusal("editMessageText", chat_id=fatma.user.id, message_id=voice["message_id"], text="x")
    assert words == "Bad Request: there is no text in the message to edit"


async def test_after_two_days_a_message_stays(client: Client, fatma: Phone, clock: ManualClock) -> None:
    sent = await client.result("sendMessage", chat_id=fatma.user.id, text="Dag")
    clock.advance(48 * 3600 + 1)
    words = await client.refusal("deleteMessage", chat_id=fatma.user.id, message_id=sent["message_id"])
    assert words == "Bad Request: message can't be deleted for everyone"


async def test_other_peoples_words_in_a_group_are_deleted_by_administrators(
    client: Client, forum: Gathering, marieke: Phone
) -> None:
    said = marieke.say("Even weg", chat=forum.chat)
    place = {"chat_id": forum.chat.id, "message_id": said.id}
    forum.demote(marieke.bot)
    assert await client.refusal("deleteMessage", **place) == "Bad Request: message can't be deleted"
    forum.promote(marieke.bot)
    assert await client.result("deleteMessage", **place) is True
    assert said not in marieke.messages_in(forum.chat)


async def test_what_is_protected_or_said_by_the_chat_itself_is_not_copied(client: Client, fatma: Phone, forum: Gathering) -> None:
    sent = await client.result("sendMessage", chat_id=fatma.user.id, text="Geheim", protect_content=True)
    place = {"chat_id": fatma.user.id, "from_chat_id": fatma.user.id, "message_id": sent["message_id"]}
    assert await client.refusal("copyMessage", **place) == "Bad Request: message has protected content and can't be forwarded"
    service = {"chat_id": fatma.user.id, "from_chat_id": forum.chat.id, "message_id": 1}
    assert await client.refusal("copyMessage", **service) == "Bad Request: message can't be copied"


async def test_somebody_who_was_never_here_has_left(client: Client, world: World, forum: Gathering) -> None:
    place = {"chat_id": forum.chat.id}
    assert (await client.result("getChatMember", **place, user_id=world.add_user("Amal").id))["status"] == "left"
    assert await client.refusal("getChatMember", **place, user_id=5) == "Bad Request: user not found"
    assert await client.refusal("getChatMember", **place, user_id=0) == "Bad Request: invalid user_id specified"


async def test_a_private_chat_has_no_administrators(client: Client, fatma: Phone) -> None:
    words = await client.refusal("getChatAdministrators", chat_id=fatma.user.id)
    assert words == "Bad Request: there are no administrators in the private chat"


async def test_an_action_must_be_one_the_server_knows(client: Client, fatma: Phone) -> None:
    words = await client.refusal("sendChatAction", chat_id=fatma.user.id, action="dancing")
    assert words == "Bad Request: wrong parameter action in request"


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        ([{"command": "Stop!", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "a" * 33, "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "", "description": "x"}], "command must be non-empty"),
        ([{"command": "stop", "description": ""}], "command description must be non-empty"),
        ([{"command": "stop", "description": "x" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "stop", "description": "x"}] * 101, "BOT_COMMANDS_TOO_MUCH"),
        (["stop"], "can't parse BotCommand: Object expected"),
        ("[", "can't parse commands JSON object"),
        (None, "expected an Array of BotCommand"),
    ],
)
async def test_commands_that_do_not_fit_are_refused(client: Client, commands: Any, words: str) -> None:
    assert await client.refusal("setMyCommands", commands=commands) == f"Bad Request: {words}"
