"""What came in from Telegram, as we keep it: one table a kind, each read from the dict that Telegram sends."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiogram.types import Update

from bot.domain.inbound import Inbound, InboundKind
from bot.inbound.telegram import read
from tests.inbound.updates import (
    BOT,
    CHANNEL,
    FATMA,
    FILE,
    FORUM,
    GROUP,
    MARIEKE,
    PRIVATE,
    WHEN,
    in_forum,
    member,
    message,
    says,
    update,
)

SENT_AT = datetime.fromtimestamp(WHEN, UTC)
RECEIVED_AT = SENT_AT + timedelta(seconds=3)


def reading(raw: dict[str, Any]) -> Inbound:
    """The same from the dict as from the model that aiogram makes of it."""
    found = read(raw, "ba-1", received_at=RECEIVED_AT, username="weerklank_bot")
    assert read(Update.model_validate(raw), "ba-1", received_at=RECEIVED_AT, username="weerklank_bot") == found
    return found


def from_fatma(kind: InboundKind, **fields: Any) -> Inbound:
    """What Fatma's message becomes."""
    always: dict[str, Any] = {"sender": "510", "sender_language": "tr", "chat": "510", "message_id": "7", "occurred_at": SENT_AT}
    return Inbound(bot_account_id="ba-1", update_id="700", kind=kind, address_kind="telegram", **(always | fields))


def from_marieke(kind: InboundKind, **fields: Any) -> Inbound:
    """What Marieke's message in the forum becomes."""
    always = {"sender": "520", "sender_language": "", "chat": "-10021", "in_group": True, "is_forum": True}
    return from_fatma(kind, **(always | fields))


def for_the_record(word: str) -> Inbound:
    return Inbound(
        bot_account_id="ba-1",
        update_id="700",
        kind=InboundKind.IGNORED,
        occurred_at=RECEIVED_AT,
        address_kind="telegram",
        word=word,
    )


@pytest.mark.parametrize(
    ("text", "word", "rest"),
    [
        ("/start", "start", ""),
        ("/start abc_DEF-123", "start", "abc_DEF-123"),
        ("/STOP", "stop", ""),
        (" /stop ", "stop", ""),
        ("/vraag@weerklank_bot wanneer is het?", "vraag", "wanneer is het?"),
        ("/vraag@Weerklank_Bot", "vraag", ""),
        ("/vraag\nEerste regel\nTweede", "vraag", "Eerste regel\nTweede"),
        ("/توقف", "توقف", ""),
    ],
)
def test_a_command_is_its_word_and_what_follows(text: str, word: str, rest: str) -> None:
    assert reading(says(text=text)) == from_fatma(InboundKind.COMMAND, word=word, text=rest)


def test_a_command_to_another_bot_is_not_ours() -> None:
    assert reading(in_forum(text="/help@other_bot")) == for_the_record("other_bot")


def test_a_bot_that_does_not_know_its_name_takes_every_command() -> None:
    assert read(says(text="/help@other_bot"), "ba-1", received_at=RECEIVED_AT).word == "help"


@pytest.mark.parametrize("text", ["Dag", "/", "// niets", "/ stop", "1/2", "👍", "ja\n/stop", "x" * 4096])
def test_other_words_are_text_as_they_were_typed(text: str) -> None:
    assert reading(says(text=text)) == from_fatma(InboundKind.TEXT, text=text)


def test_half_a_character_becomes_a_question_mark() -> None:
    assert reading(says(text="ja \ud83d")).text == "ja ?"


def test_a_tap_carries_its_token_and_is_dated_by_us() -> None:
    query = {"id": "q1", "from": FATMA, "chat_instance": "1", "data": "token-1", "message": message(BOT, text="Helpt dit?")}
    assert reading(update(callback_query=query)) == from_fatma(InboundKind.TAP, token="token-1", occurred_at=RECEIVED_AT)


def test_a_tap_in_a_topic_says_which() -> None:
    under = message(BOT, FORUM, text="Wie pakt dit op?", message_thread_id=12, is_topic_message=True)
    query = {"id": "q1", "from": MARIEKE, "chat_instance": "1", "data": "token-1", "message": under}
    found = reading(update(callback_query=query))
    assert found == from_marieke(InboundKind.TAP, token="token-1", topic="12", occurred_at=RECEIVED_AT)


def test_a_tap_under_a_message_that_is_gone_still_counts() -> None:
    gone = {"chat": PRIVATE, "message_id": 7, "date": 0}
    query = {"id": "q1", "from": FATMA, "chat_instance": "1", "data": "token-1", "message": gone}
    assert reading(update(callback_query=query)) == from_fatma(InboundKind.TAP, token="token-1", occurred_at=RECEIVED_AT)


@pytest.mark.parametrize(
    "rest", [{"inline_message_id": "i1", "data": "token-1"}, {"message": message(BOT), "game_short_name": "g"}]
)
def test_a_tap_that_is_not_on_our_buttons_is_kept_for_the_record(rest: dict[str, Any]) -> None:
    query = {"id": "q1", "from": FATMA, "chat_instance": "1", **rest}
    assert reading(update(callback_query=query)) == for_the_record("callback_query")


PHOTOS = [
    {"file_id": "small", "file_unique_id": "s", "width": 90, "height": 67, "file_size": 1_000},
    {"file_id": "large", "file_unique_id": "l", "width": 1280, "height": 960, "file_size": 90_000},
    {"file_id": "medium", "file_unique_id": "m", "width": 320, "height": 240, "file_size": 9_000},
]
VOICE, PHOTO, DOCUMENT = InboundKind.VOICE, InboundKind.PHOTO, InboundKind.DOCUMENT


@pytest.mark.parametrize(
    ("content", "kind", "fields"),
    [
        ({"voice": FILE | {"duration": 9, "file_size": 4321}}, VOICE, {"file_ref": "file-1", "seconds": 9, "size": 4321}),
        ({"voice": FILE | {"duration": 9}}, VOICE, {"file_ref": "file-1", "seconds": 9}),
        ({"audio": FILE | {"duration": 60, "file_size": 5}}, VOICE, {"file_ref": "file-1", "seconds": 60, "size": 5}),
        ({"photo": PHOTOS}, PHOTO, {"file_ref": "large", "size": 90_000}),
        ({"document": FILE | {"file_size": 12}}, DOCUMENT, {"file_ref": "file-1", "size": 12}),
        ({"video_note": FILE | {"length": 240, "duration": 8}}, DOCUMENT, {"file_ref": "file-1", "seconds": 8}),
    ],
    ids=["voice", "voice without size", "sound file", "photo", "document", "round video"],
)
@pytest.mark.parametrize("caption", ["", "Dit bedoel ik"])
def test_media_keep_their_name_and_their_caption(
    content: dict[str, Any], kind: InboundKind, fields: dict[str, Any], caption: str
) -> None:
    said = {"caption": caption} if caption else {}
    assert reading(says(**content, **said)) == from_fatma(kind, text=caption, **fields)


PLACE = {"latitude": 52.0, "longitude": 5.1}
POLL: dict[str, Any] = {
    "id": "p",
    "question": "?",
    "options": [],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
}
POLL |= {"type": "regular", "allows_multiple_answers": False, "allows_revoting": False, "members_only": False}
CLIP = FILE | {"width": 1, "height": 1, "duration": 1}


@pytest.mark.parametrize(
    ("word", "content"),
    [
        ("sticker", {"sticker": FILE | {"type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}}),
        ("location", {"location": PLACE}),
        ("venue", {"location": PLACE, "venue": {"location": PLACE, "title": "Buurthuis", "address": "Linde 1"}}),
        ("contact", {"contact": {"phone_number": "+31", "first_name": "Ans"}}),
        ("poll", {"poll": POLL}),
        ("dice", {"dice": {"emoji": "🎲", "value": 3}}),
        ("video", {"video": CLIP}),
        ("animation", {"animation": CLIP, "document": FILE}),
        ("story", {"story": {"chat": PRIVATE, "id": 1}}),
    ],
)
def test_what_we_cannot_take_in_is_named(word: str, content: dict[str, Any]) -> None:
    assert reading(says(**content)) == from_fatma(InboundKind.UNSUPPORTED, word=word)


def test_a_video_keeps_its_words() -> None:
    assert reading(says(video=CLIP, caption="Kijk")) == from_fatma(InboundKind.UNSUPPORTED, word="video", text="Kijk")


FROM_HER_SISTER = {"type": "hidden_user", "sender_user_name": "Elif", "date": WHEN}


@pytest.mark.parametrize("text", ["Lees dit eens", "/stop"])
def test_what_somebody_forwards_is_text_that_commands_nothing(text: str) -> None:
    assert reading(says(text=text, forward_origin=FROM_HER_SISTER)) == from_fatma(InboundKind.TEXT, text=text, forwarded=True)


def test_an_edit_has_the_new_words_and_its_own_time() -> None:
    edited = update(edited_message=message(text="/beter gezegd", edit_date=WHEN + 60))
    later = SENT_AT + timedelta(seconds=60)
    assert reading(edited) == from_fatma(InboundKind.EDITED, text="/beter gezegd", occurred_at=later)


def test_an_edited_caption_is_an_edit_too() -> None:
    assert reading(update(edited_message=message(photo=PHOTOS, caption="Nieuw"))) == from_fatma(InboundKind.EDITED, text="Nieuw")


def test_a_live_location_that_moves_is_no_news() -> None:
    assert reading(update(edited_message=message(location=PLACE))) == for_the_record("edited_message")


TOPIC = {"message_thread_id": 12, "is_topic_message": True}
ROOT = message(BOT, FORUM, forum_topic_created={"name": "Vraag van Lijster", "icon_color": 7322096}) | {"message_id": 12}
EARLIER = message(BOT, FORUM, text="Een ouder vraagt iets") | {"message_id": 13}


@pytest.mark.parametrize(
    ("content", "topic", "reply_to"),
    [
        ({}, None, None),
        ({"reply_to_message": EARLIER}, None, "13"),
        ({"reply_to_message": EARLIER, "message_thread_id": 13}, None, "13"),
        ({**TOPIC}, "12", None),
        ({**TOPIC, "reply_to_message": ROOT}, "12", None),
        ({**TOPIC, "reply_to_message": EARLIER}, "12", "13"),
    ],
    ids=["General", "reply in General", "thread of replies is no topic", "topic", "topic's root is no reply", "reply in a topic"],
)
def test_a_topic_and_a_reply_are_told_apart(content: dict[str, Any], topic: str | None, reply_to: str | None) -> None:
    assert reading(in_forum(text="Ja", **content)) == from_marieke(InboundKind.TEXT, text="Ja", topic=topic, reply_to=reply_to)


def test_a_reply_in_private_names_its_message() -> None:
    assert reading(says(text="Ja", reply_to_message=message(BOT, text="?") | {"message_id": 5})).reply_to == "5"


@pytest.mark.parametrize(
    ("news", "kind"),
    [("forum_topic_closed", InboundKind.TOPIC_CLOSED), ("forum_topic_reopened", InboundKind.TOPIC_REOPENED)],
)
def test_a_topic_is_closed_and_opened_again(news: str, kind: InboundKind) -> None:
    assert reading(in_forum(**{news: {}}, **TOPIC)) == from_marieke(kind, topic="12")


def test_a_topic_that_we_closed_ourselves_is_no_news() -> None:
    assert reading(update(message=message(BOT, FORUM, forum_topic_closed={}, **TOPIC))) == for_the_record("bot")


def test_a_group_that_becomes_a_supergroup_says_its_new_id_once() -> None:
    moved = reading(update(message=message(MARIEKE, GROUP, migrate_to_chat_id=-10021)))
    assert moved == from_marieke(InboundKind.GROUP_MOVED, chat="-41", is_forum=False, word="-10021")
    assert reading(in_forum(migrate_from_chat_id=-41)) == for_the_record("migrate_from_chat_id")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ({"text": "Ze is welkom"}, ""),
        ({"voice": FILE | {"duration": 3}, "caption": "luister"}, ""),
        ({"text": "/vragen"}, "vragen"),
    ],
    ids=["words", "voice", "command"],
)
def test_of_who_speaks_as_the_group_only_the_place_is_kept(content: dict[str, Any], word: str) -> None:
    found = reading(update(message=message(BOT, FORUM, sender_chat=FORUM, message_thread_id=9, is_topic_message=True, **content)))
    assert (found.kind, found.chat, found.topic, found.word) == (InboundKind.ANONYMOUS, str(FORUM["id"]), "9", word)
    assert (found.sender, found.text, found.file_ref) == ("", "", "")


def test_a_group_moves_also_when_its_admin_is_anonymous() -> None:
    moved = message(BOT, GROUP, migrate_to_chat_id=-10021, sender_chat=GROUP)
    assert reading(update(message=moved)).kind is InboundKind.GROUP_MOVED


@pytest.mark.parametrize(
    ("chat", "old", "new", "kind"),
    [
        (PRIVATE, "member", "kicked", InboundKind.LEFT),
        (PRIVATE, "kicked", "member", InboundKind.RETURNED),
        (FORUM, "left", "member", InboundKind.GROUP_JOINED),
        (FORUM, "left", "administrator", InboundKind.GROUP_JOINED),
        (FORUM, "kicked", "restricted_in", InboundKind.GROUP_JOINED),
        (GROUP, "left", "member", InboundKind.GROUP_JOINED),
        (FORUM, "administrator", "left", InboundKind.GROUP_LEFT),
        (FORUM, "member", "kicked", InboundKind.GROUP_LEFT),
        (FORUM, "member", "restricted_out", InboundKind.GROUP_LEFT),
    ],
)
def test_what_becomes_of_us_in_a_chat(chat: dict[str, Any], old: str, new: str, kind: InboundKind) -> None:
    found = reading(member(chat, old, new))
    where = {"chat": str(chat["id"]), "in_group": chat is not PRIVATE, "is_forum": chat is FORUM}
    assert found == from_fatma(kind, message_id=None, **where)


@pytest.mark.parametrize(
    ("chat", "old", "new"),
    [
        (FORUM, "member", "administrator"),
        (FORUM, "administrator", "member"),
        (FORUM, "left", "kicked"),
        (CHANNEL, "left", "administrator"),
    ],
)
def test_other_changes_of_us_are_no_news(chat: dict[str, Any], old: str, new: str) -> None:
    assert reading(member(chat, old, new)) == for_the_record("my_chat_member")


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (update(message=message(BOT, FORUM, text="Ik ben ook een bot")), "bot"),
        (update(message=message(MARIEKE, FORUM, text="Namens een kanaal", sender_chat=CHANNEL)), "sender_chat"),
        (update(edited_message=message(BOT, FORUM, text="Anoniem", sender_chat=FORUM)), "sender_chat"),
        (update(message=message(None, CHANNEL, text="Nieuws")), "channel_post"),
        (update(channel_post=message(None, CHANNEL, text="Nieuws")), "channel_post"),
        (in_forum(new_chat_members=[FATMA]), "new_chat_members"),
        (in_forum(left_chat_member=FATMA), "left_chat_member"),
        (in_forum(new_chat_title="Duo"), "new_chat_title"),
        (in_forum(pinned_message=EARLIER), "pinned_message"),
        (in_forum(forum_topic_created={"name": "Vraag", "icon_color": 7322096}), "forum_topic_created"),
        (in_forum(forum_topic_edited={"name": "Vraag"}), "forum_topic_edited"),
        (in_forum(general_forum_topic_hidden={}), "general_forum_topic_hidden"),
        (says(something_new={"of": "2030"}), "unknown"),
        (update(poll=POLL), "poll"),
        (update(something_new={"of": "2030"}), "something_new"),
    ],
)
def test_what_nobody_said_is_kept_for_the_record(raw: dict[str, Any], word: str) -> None:
    assert reading(raw) == for_the_record(word)


@pytest.mark.parametrize(
    "raw",
    [
        update(),
        update(message={"message_id": "seven"}),
        update(message="Dag"),
        update(message=message(text="Dag") | {"date": "yesterday"}),
        update(message=message(text="Dag", edit_date=10**18)),
        update(callback_query={"id": "q1"}),
        update(my_chat_member={"chat": PRIVATE, "from": FATMA, "date": WHEN}),
    ],
)
def test_what_cannot_be_read_still_has_its_id(raw: dict[str, Any]) -> None:
    assert read(raw, "ba-1", received_at=RECEIVED_AT) == for_the_record("unreadable")


def without(raw: dict[str, Any], right: str) -> dict[str, Any]:
    """The same from a server that does not know this right yet."""
    change = raw["my_chat_member"]
    member = {name: value for name, value in change["new_chat_member"].items() if name != right}
    return update(my_chat_member=change | {"new_chat_member": member})


def test_a_server_that_leaves_out_a_right_still_tells_that_we_were_added() -> None:
    older = without(member(FORUM, "left", "administrator", MARIEKE), "can_send_welcome_messages")
    found = read(older, "ba-1", received_at=RECEIVED_AT)
    assert found == from_marieke(InboundKind.GROUP_JOINED, message_id=None)


@pytest.mark.parametrize(
    ("odd", "fields"),
    [
        ({"reply_to_message": {"message_id": 5, "sticker": {}}}, {"reply_to": "5"}),
        ({"sticker": {}}, {}),
        ({"forward_origin": {"type": "new"}}, {"forwarded": True}),
    ],
)
def test_one_odd_detail_does_not_cost_the_words(odd: dict[str, Any], fields: dict[str, Any]) -> None:
    found = read(in_forum(text="Ik heb een vraag", **TOPIC, **odd), "ba-1", received_at=RECEIVED_AT)
    assert found == from_marieke(InboundKind.TEXT, text="Ik heb een vraag", topic="12", **fields)


def test_one_odd_detail_does_not_cost_the_tap() -> None:
    query = {"id": "q1", "from": FATMA, "chat_instance": "1", "data": "token-1", "message": message(BOT, sticker={})}
    found = read(update(callback_query=query), "ba-1", received_at=RECEIVED_AT)
    assert found == from_fatma(InboundKind.TAP, token="token-1", occurred_at=RECEIVED_AT)


def test_without_an_id_there_is_nothing_to_keep_it_by() -> None:
    with pytest.raises(TypeError, match="without an id"):
        read({"message": message(text="Dag")}, "ba-1", received_at=RECEIVED_AT)


def test_what_fatma_says_is_not_in_the_repr() -> None:
    assert "geheim" not in repr(reading(says(text="geheim")))
    assert "510" not in repr(reading(says(text="geheim")))
