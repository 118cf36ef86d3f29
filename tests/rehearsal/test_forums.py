"""Topics: who may open them, what is said about them, and what a deleted one answers."""

import pytest

from bot.rehearsal.chats import Topic
from bot.rehearsal.errors import NotPossible
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.phones import Phone
from tests.rehearsal.client import Client


async def opened(client: Client, forum: Gathering, name: str = "Vraag") -> Topic:
    shown = await client.result("createForumTopic", chat_id=forum.chat.id, name=name)
    topic = forum.chat.topic(shown["message_thread_id"])
    assert topic is not None
    return topic


async def test_a_reply_in_a_topic_reaches_the_bot_with_its_thread(client: Client, forum: Gathering, marieke: Phone) -> None:
    topic = await opened(client, forum)
    await client.result("sendMessage", chat_id=forum.chat.id, text="Wie?", message_thread_id=topic.id)
    marieke.say("Ik", chat=forum.chat, topic=topic.id)
    message = (await client.result("getUpdates", offset=-1))[0]["message"]
    assert (message["message_thread_id"], message["is_topic_message"]) == (topic.id, True)
    assert message["reply_to_message"]["forum_topic_created"]["name"] == "Vraag"
    assert [one.text for one in marieke.messages_in(forum.chat, topic.id)][1:] == ["Wie?", "Ik"]


async def test_the_bot_hears_of_the_topic_it_opened_itself(client: Client, forum: Gathering) -> None:
    topic = await opened(client, forum)
    message = (await client.result("getUpdates", offset=-1))[0]["message"]
    assert message["message_id"] == message["message_thread_id"] == topic.id


@pytest.mark.parametrize("name", ["", "  "])
async def test_a_topic_needs_a_name(client: Client, forum: Gathering, name: str) -> None:
    assert await client.refusal("createForumTopic", chat_id=forum.chat.id, name=name) == "Bad Request: name must be non-empty"


async def test_a_name_is_cut_at_128(client: Client, forum: Gathering) -> None:
    assert (await opened(client, forum, "a" * 129)).name == "a" * 128


async def test_a_colour_must_be_one_of_six(client: Client, forum: Gathering) -> None:
    place = {"chat_id": forum.chat.id, "name": "Vraag"}
    assert await client.refusal("createForumTopic", **place, icon_color=5) == "Bad Request: TOPIC_ICON_COLOR_INVALID"
    assert await client.refusal("createForumTopic", **place, icon_color=-5) == "Bad Request: invalid icon color specified"


async def test_a_deleted_topic_is_not_found_but_typing_says_true(client: Client, forum: Gathering, marieke: Phone) -> None:
    topic = await opened(client, forum)
    await client.result("sendMessage", chat_id=forum.chat.id, text="Wie?", message_thread_id=topic.id)
    forum.delete_topic(topic)
    place = {"chat_id": forum.chat.id, "message_thread_id": topic.id}
    assert await client.refusal("sendMessage", **place, text="Nog?") == "Bad Request: message thread not found"
    assert await client.result("sendChatAction", **place, action="typing") is True
    for method in ("closeForumTopic", "reopenForumTopic", "deleteForumTopic", "editForumTopic"):
        assert await client.refusal(method, **place, name="x") == "Bad Request: TOPIC_ID_INVALID"
    assert marieke.messages_in(forum.chat, topic.id) == []
    with pytest.raises(NotPossible):
        marieke.say("Hoor je mij?", chat=forum.chat, topic=topic.id)


async def test_a_closed_topic_is_for_those_who_manage_topics(client: Client, forum: Gathering, marieke: Phone) -> None:
    topic = await opened(client, forum)
    place = {"chat_id": forum.chat.id, "message_thread_id": topic.id}
    await client.result("closeForumTopic", **place)
    assert await client.refusal("closeForumTopic", **place) == "Bad Request: TOPIC_NOT_MODIFIED"
    assert await client.result("sendMessage", **place, text="Afgerond")
    forum.promote(marieke.bot, topics=False)
    assert await client.refusal("sendMessage", **place, text="Nog iets") == "Bad Request: TOPIC_CLOSED"
    assert await client.result("reopenForumTopic", **place) is True
    assert [one.kind for one in marieke.messages_in(forum.chat, topic.id)] == [
        "forum_topic_created",
        "forum_topic_closed",
        "text",
        "forum_topic_reopened",
    ]


async def test_without_the_right_the_bot_leaves_others_topics_alone(client: Client, forum: Gathering, marieke: Phone) -> None:
    topic = forum.open_topic("Van ons")
    forum.demote(marieke.bot)
    place = {"chat_id": forum.chat.id, "message_thread_id": topic.id}
    refusals = {
        "createForumTopic": "not enough rights to create a topic",
        "editForumTopic": "not enough rights to edit the topic",
        "closeForumTopic": "not enough rights to close or open the topic",
        "reopenForumTopic": "not enough rights to close or open the topic",
        "deleteForumTopic": "not enough rights to delete the topic",
    }
    for method, words in refusals.items():
        assert await client.refusal(method, **place, name="x") == f"Bad Request: {words}"


async def test_a_topic_has_a_number_and_a_colour_of_its_own(client: Client, forum: Gathering) -> None:
    place = {"chat_id": forum.chat.id}
    words = await client.refusal("editForumTopic", **place, message_thread_id=0, name="x")
    assert words == "Bad Request: invalid forum topic identifier specified"
    assert await client.result("createForumTopic", **place, name="Vraag", icon_color=0)
    assert await client.refusal("createForumTopic", **place, icon_color=-5) == "Bad Request: name must be non-empty"


async def test_only_a_forum_has_topics(client: Client, marieke: Phone) -> None:
    group = Gathering.create(marieke.world, marieke.user, "Koffie", supergroup=True)
    group.add_bot(marieke.bot)
    assert await client.refusal("createForumTopic", chat_id=group.chat.id, name="x") == "Bad Request: the chat is not a forum"
    sent = await client.result("sendMessage", chat_id=group.chat.id, text="Dag", message_thread_id=7)
    assert "message_thread_id" not in sent
    with pytest.raises(NotPossible):
        group.open_topic("x")


async def test_a_new_name_is_told_and_the_same_name_refused(client: Client, forum: Gathering, marieke: Phone) -> None:
    topic = await opened(client, forum)
    place = {"chat_id": forum.chat.id, "message_thread_id": topic.id}
    assert await client.result("editForumTopic", **place, name="Opgepakt") is True
    assert await client.result("editForumTopic", **place) is True
    assert await client.refusal("editForumTopic", **place, name="Opgepakt") == "Bad Request: TOPIC_NOT_MODIFIED"
    assert forum.topic("Opgepakt") is topic
    assert marieke.messages_in(forum.chat)[-1].content == {"forum_topic_edited": {"name": "Opgepakt"}}
    with pytest.raises(NotPossible, match="Opgepakt"):
        forum.topic("Vraag")


async def test_a_bot_that_is_a_plain_member_hears_only_what_is_meant_for_it(client: Client, marieke: Phone) -> None:
    group = Gathering.create(marieke.world, marieke.user, "Koffie")
    group.add_bot(marieke.bot, admin=False)
    sent = await client.result("sendMessage", chat_id=group.chat.id, text="Dag allemaal")
    marieke.say("Mooi weer", chat=group.chat)
    marieke.say("/help", chat=group.chat)
    marieke.say("Hoi @weerklank_bot", chat=group.chat)
    to_reply = next(one for one in marieke.messages_in(group.chat) if one.id == sent["message_id"])
    marieke.say("Jij ook", chat=group.chat, reply_to=to_reply)
    heard = [update["message"].get("text") for update in await client.result("getUpdates", offset=-3)]
    assert heard == ["/help", "Hoi @weerklank_bot", "Jij ook"]
