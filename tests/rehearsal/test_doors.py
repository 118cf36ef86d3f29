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
    assert await client.refusal("copyMessage", **service) == "Bad Request: the message can't be copied"


async def test_somebody_who_was_never_here_has_left(client: Client, world: World, forum: Gathering) -> None:
    place = {"chat_id": forum.chat.id}
    assert (await client.result("getChatMember", **place, user_id=world.add_user("Amal").id))["status"] == "left"
    assert await client.refusal("getChatMember", **place, user_id=5) == "Bad Request: member not found"
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
        ([{"command": "a" * 33, "description": "x"}], "command length must not exceed 32"),
        ([{"command": "", "description": "x"}], "command must be non-empty"),
        ([{"command": "stop", "description": ""}], "command description must be non-empty"),
        ([{"command": "stop", "description": "x" * 257}], "command description length must not exceed 256"),
        ([{"command": "stop", "description": "x"}] * 101, "BOT_COMMANDS_TOO_MUCH"),
        ([{"command": "/ ", "description": "x"}], "command must be non-empty"),
        (["stop"], "can't parse BotCommand: expected an Object"),
        ([{"command": "stop"}], "can't parse BotCommand: Can't find field \"description\""),
        ("[", "can't parse commands JSON object"),
        ("{}", "expected an Array of BotCommand"),
        (None, "expected an Array of BotCommand"),
    ],
)
async def test_commands_that_do_not_fit_are_refused(client: Client, commands: Any, words: str) -> None:
    assert await client.refusal("setMyCommands", commands=commands) == f"Bad Request: {words}"


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        ("{", "can't parse BotCommandScope JSON object"),
        ("[]", "can't parse BotCommandScope: BotCommandScope must be an Object"),
        ({}, "can't parse BotCommandScope: Can't find field \"type\""),
        ({"type": "everybody"}, "can't parse BotCommandScope: Unsupported type specified"),
        ({"type": "chat"}, "can't parse BotCommandScope: Can't find field \"chat_id\""),
        ({"type": "chat", "chat_id": ""}, "can't parse BotCommandScope: Empty chat_id specified"),
        ({"type": "chat", "chat_id": 99}, "chat not found"),
        ({"type": "chat_member", "chat_id": 99}, "can't parse BotCommandScope: Can't find field \"user_id\""),
        ({"type": "chat_member", "chat_id": 99, "user_id": -1}, "can't parse BotCommandScope: Invalid user_id specified"),
    ],
)
async def test_a_scope_that_is_none_is_refused(client: Client, scope: Any, words: str) -> None:
    for method in ("setMyCommands", "getMyCommands", "deleteMyCommands"):
        assert await client.refusal(method, scope=scope) == f"Bad Request: {words}"


async def test_commands_are_kept_by_scope_and_language(client: Client, fatma: Phone) -> None:
    only_hers = {"scope": {"type": "chat", "chat_id": str(fatma.user.id)}, "language_code": "tr"}
    assert await client.result("setMyCommands", commands=[{"command": "/dur", "description": " Dur "}], **only_hers) is True
    assert await client.result("getMyCommands", **only_hers) == [{"command": "dur", "description": "Dur"}]
    assert await client.result("getMyCommands", scope={"type": "default"}) == []
    assert await client.result("setMyCommands", **only_hers) is True
    assert await client.result("getMyCommands", **only_hers) == []
    assert await client.refusal("getMyCommands", language_code="turkish") == "Bad Request: invalid language code specified"


async def test_what_is_not_named_is_told_in_each_methods_own_words(client: Client, fatma: Phone) -> None:
    chat = {"chat_id": fatma.user.id}
    nothing = "Bad Request: message identifier is not specified"
    assert await client.refusal("editMessageText", text="x") == nothing
    assert await client.refusal("editMessageText", text="x", message_id=1) == "Bad Request: chat_id is empty"
    assert await client.refusal("editMessageText", text="x", **chat) == "Bad Request: message to edit not found"
    assert await client.refusal("editMessageReplyMarkup") == nothing
    assert await client.refusal("deleteMessage", message_id=1) == "Bad Request: chat identifier is not specified"
    assert await client.refusal("copyMessage", message_id=1, **chat) == 'Bad Request: parameter "from_chat_id" is required'
    words = await client.refusal("copyMessage", from_chat_id=fatma.user.id, **chat)
    assert words == "Bad Request: message to copy not found"


async def test_a_plain_group_can_be_read_by_who_was_put_out(client: Client, marieke: Phone) -> None:
    group = Gathering.create(marieke.world, marieke.user, "Koffie")
    group.add_bot(marieke.bot, admin=False)
    group.remove(marieke.bot.user)
    place = {"chat_id": group.chat.id}
    assert (await client.result("getChat", **place))["title"] == "Koffie"
    assert (await client.result("getChatMember", **place, user_id=marieke.bot.id))["status"] == "kicked"
    kicked = "Forbidden: bot was kicked from the group chat"
    assert await client.refusal("getChatMember", **place, user_id=marieke.user.id) == kicked
    assert await client.refusal("getChatAdministrators", **place) == kicked


async def test_who_is_in_an_upgraded_group_is_asked_where_it_went(client: Client, marieke: Phone) -> None:
    group = Gathering.create(marieke.world, marieke.user, "Duo")
    group.add_bot(marieke.bot)
    sent = await client.result("sendMessage", chat_id=group.chat.id, text="Dag")
    old = {"chat_id": group.chat.id}
    group.upgrade()
    upgraded = "Bad Request: group chat was upgraded to a supergroup chat"
    assert await client.refusal("getChatMemberCount", **old) == upgraded
    assert await client.result("getChat", **old)
    assert await client.result("editMessageText", **old, message_id=sent["message_id"], text="Dag!")


async def test_in_private_only_two_are_members(client: Client, fatma: Phone, marieke: Phone) -> None:
    place = {"chat_id": fatma.user.id}
    assert (await client.result("getChatMember", **place, user_id=fatma.user.id))["status"] == "member"
    assert await client.refusal("getChatMember", **place, user_id=marieke.user.id) == "Bad Request: member not found"


async def test_other_bots_are_administrators_when_asked_for(client: Client, world: World, forum: Gathering) -> None:
    forum.add_bot(world.add_bot("4200002:another", username="other_bot", first_name="Ander"))
    place = {"chat_id": forum.chat.id}
    assert len(await client.result("getChatAdministrators", **place)) == 2
    assert len(await client.result("getChatAdministrators", **place, return_bots=True)) == 3


async def test_of_a_supergroup_no_old_message_goes_and_no_beginning(
    client: Client, forum: Gathering, marieke: Phone, clock: ManualClock
) -> None:
    place = {"chat_id": forum.chat.id}
    topic = (await client.result("createForumTopic", **place, name="Vraag"))["message_thread_id"]
    said = marieke.say("Oud", chat=forum.chat)
    kept = "Bad Request: message can't be deleted"
    assert await client.refusal("deleteMessage", **place, message_id=topic) == kept
    assert await client.refusal("deleteMessage", **place, message_id=1) == kept
    clock.advance(48 * 3600)
    assert await client.refusal("deleteMessage", **place, message_id=said.id) == kept


async def test_a_reply_names_its_message(client: Client, fatma: Phone) -> None:
    words = await said_to(client, fatma.user.id, reply_parameters={"quote_position": 0, "allow_sending_without_reply": True})
    assert words == 'Bad Request: can\'t find field "message_id"'
    assert await said_to(client, fatma.user.id, reply_parameters=[]) == "Bad Request: object expected as reply parameters"
    assert await client.result("sendMessage", chat_id=fatma.user.id, text="Dag", reply_parameters={})


async def test_in_private_there_is_no_topic(client: Client, fatma: Phone) -> None:
    assert await said_to(client, fatma.user.id, message_thread_id=7) == "Bad Request: message thread not found"


async def test_an_action_is_looked_at_before_its_chat(client: Client, fatma: Phone) -> None:
    words = await client.refusal("sendChatAction", chat_id=99, action="dancing")
    assert words == "Bad Request: wrong parameter action in request"
    for action in ("cancel", "record_audio", "upload_audio", "pick_up_location", "TYPING"):
        assert await client.result("sendChatAction", chat_id=fatma.user.id, action=action) is True
