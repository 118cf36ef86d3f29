"""python-telegram-bot, a client we did not write, understands every answer and finds no field it does not know."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters

from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.methods import HANDLERS
from bot.rehearsal.phones import Phone
from bot.rehearsal.server import RehearsalServer
from tests.rehearsal.client import OGG, PNG, TOKEN

# Required by the schema (Bot API 10.3), and younger than the 10.0 that python-telegram-bot 22.8 knows.
YOUNGER = {"can_send_welcome_messages"}
YES = InlineKeyboardMarkup(
    [[InlineKeyboardButton("👍 Ja", callback_data="yes"), InlineKeyboardButton("Site", url="https://example.org")]]
)


def unknown(found: Any) -> set[str]:
    """The fields python-telegram-bot does not know, anywhere in what it returned."""
    if isinstance(found, list | tuple):
        return {name for one in found for name in unknown(one)}
    if not isinstance(found, telegram.TelegramObject):
        return set()
    names = {name for kind in type(found).__mro__ for name in getattr(kind, "__slots__", ()) if not name.startswith("_")}
    inner = [getattr(found, name, None) for name in names - {"api_kwargs"}]
    nested = [one for one in inner if isinstance(one, telegram.TelegramObject | list | tuple)]
    return (set(found.api_kwargs) - YOUNGER).union(*map(unknown, nested))


@pytest.fixture
async def ptb(server: RehearsalServer) -> AsyncIterator[telegram.Bot]:
    async with telegram.Bot(TOKEN, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot") as bot:
        yield bot


def test_a_field_that_was_made_up_is_noticed() -> None:
    found = telegram.User.de_json({"id": 1, "first_name": "Fatma", "is_bot": False, "shoe_size": 38}, None)
    assert unknown([found]) == {"shoe_size"}


async def test_the_bot_learns_who_it_is(ptb: telegram.Bot) -> None:
    me = await ptb.get_me()
    assert me.username == "weerklank_bot"
    assert unknown(me) == set()


async def test_fatma_is_written_to_edited_answered_and_cleaned_up_after(ptb: telegram.Bot, fatma: Phone) -> None:
    chat_id = fatma.user.id
    sent = await ptb.send_message(chat_id, "<b>Dag</b> Fatma", parse_mode="HTML", reply_markup=YES, protect_content=True)
    query = fatma.tap("👍 Ja")
    found: list[Any] = [
        sent,
        await ptb.answer_callback_query(query.id, "Dank je wel", show_alert=True),
        await ptb.edit_message_text("Dag!", chat_id, sent.message_id, reply_markup=YES),
        await ptb.edit_message_reply_markup(chat_id, sent.message_id, reply_markup=None),
        await ptb.send_message(chat_id, "Nog iets", reply_parameters=ReplyParameters(sent.message_id)),
        await ptb.send_chat_action(chat_id, "typing"),
        await ptb.get_chat(chat_id),
        await ptb.delete_message(chat_id, sent.message_id),
        await ptb.get_updates(timeout=0),
    ]
    assert unknown(found) == set()
    assert found[2].text == "Dag!"
    assert found[4].reply_to_message.message_id == sent.message_id
    assert [message.text for message in fatma.received] == ["Nog iets"]
    assert query.answer is not None
    assert query.answer.show_alert


async def test_voice_pictures_and_documents_go_up_and_come_down(ptb: telegram.Bot, fatma: Phone) -> None:
    chat_id = fatma.user.id
    voice = await ptb.send_voice(chat_id, OGG, duration=4, caption="Luister")
    picture = await ptb.send_photo(chat_id, PNG, caption="<i>Plan</i>", parse_mode="HTML")
    document = await ptb.send_document(chat_id, b"%PDF-1.4", filename="verslag.pdf")
    assert voice.voice is not None
    again = await ptb.send_voice(chat_id, voice.voice.file_id)
    original = fatma.say("Mijn vraag")
    copied = await ptb.copy_message(chat_id, chat_id, original.id)
    file = await ptb.get_file(voice.voice.file_id)
    assert bytes(await file.download_as_bytearray()) == OGG
    assert (picture.photo[-1].width, picture.photo[-1].height) == (1, 1)
    assert document.document is not None
    assert document.document.mime_type == "application/pdf"
    assert unknown([voice, picture, document, again, copied, file]) == set()


async def test_a_forum_lives_its_whole_life(ptb: telegram.Bot, forum: Gathering, marieke: Phone) -> None:
    chat_id = forum.chat.id
    topic = await ptb.create_forum_topic(chat_id, "Vraag van een ouder")
    thread_id = topic.message_thread_id
    reply = marieke.say("Ik kijk ernaar", chat=forum.chat, topic=thread_id)
    found: list[Any] = [
        topic,
        await ptb.send_message(chat_id, "Wie pakt dit op?", message_thread_id=thread_id, reply_to_message_id=reply.id),
        await ptb.edit_forum_topic(chat_id, thread_id, name="Vraag, opgepakt"),
        await ptb.close_forum_topic(chat_id, thread_id),
        await ptb.reopen_forum_topic(chat_id, thread_id),
        await ptb.delete_forum_topic(chat_id, thread_id),
        await ptb.get_chat(chat_id),
        await ptb.get_chat_member(chat_id, marieke.user.id),
        await ptb.get_chat_member(chat_id, ptb.id),
        await ptb.get_chat_administrators(chat_id),
        await ptb.get_chat_member_count(chat_id),
        await ptb.leave_chat(chat_id),
        await ptb.get_updates(),
    ]
    assert unknown(found) == set()
    assert [member.status for member in found[9]] == ["creator", "administrator"]
    assert found[10] == 2


async def test_everything_people_send_is_understood(ptb: telegram.Bot, fatma: Phone, marieke: Phone) -> None:
    group = Gathering.create(fatma.world, marieke.user, "Koffie")
    group.add_bot(fatma.bot, topics=False)
    group.join(fatma.user)
    said = fatma.say("Kijk op https://example.org #hoop of mail a@b.nl, @marieke_w")
    fatma.edit(said, "Kijk maar")
    fatma.say("hierop", reply_to=said)
    fatma.send_file("voice", OGG, duration=2)
    fatma.send_file("photo", PNG, caption="hier")
    fatma.send_file("document", b"tekst", name="brief.txt")
    fatma.send_file("sticker", b"RIFF")
    fatma.send_location(52.09, 5.12)
    fatma.send_contact("+31612345678", "Wijkteam")
    fatma.forward(said)
    group.upgrade(forum=True)
    topic = group.open_topic("Nieuw")
    group.rename_topic(topic, "Nieuwer")
    group.close_topic(topic)
    group.reopen_topic(topic)
    group.leave(fatma.user)
    group.demote(fatma.bot)
    group.remove(fatma.bot.user)
    fatma.block()
    updates = await ptb.get_updates(allowed_updates=[])
    assert unknown(updates) == set()
    assert len(updates) == len(fatma.world.queues[ptb.id])


async def test_commands_are_kept_for_each_language(ptb: telegram.Bot) -> None:
    assert await ptb.set_my_commands([("stop", "Stoppen")], language_code="nl")
    commands = await ptb.get_my_commands(language_code="nl")
    assert [command.command for command in commands] == ["stop"]
    assert await ptb.get_my_commands() == ()
    assert await ptb.delete_my_commands(language_code="nl")
    assert await ptb.get_my_commands(language_code="nl") == ()
    assert unknown(commands) == set()


async def test_there_is_no_webhook(ptb: telegram.Bot, fatma: Phone) -> None:
    before = await ptb.get_webhook_info()
    assert await ptb.delete_webhook(drop_pending_updates=True)
    after = await ptb.get_webhook_info()
    assert (before.url, before.pending_update_count, after.pending_update_count) == ("", 1, 0)
    assert unknown([before, after]) == set()


def test_python_telegram_bot_knows_every_method_of_the_server() -> None:
    known = {name.lower().replace("_", "") for name in dir(telegram.Bot)}
    assert known >= HANDLERS.keys()
