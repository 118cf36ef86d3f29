"""aiogram, the client our own bot is made of, pointed at the server: each method once."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import BotCommand, BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters

from bot.rehearsal.faults import Fault, Trouble
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.methods import HANDLERS
from bot.rehearsal.phones import Phone
from bot.rehearsal.server import RehearsalServer
from tests.rehearsal.client import OGG, PNG, TOKEN

YES = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Ja", callback_data="y")]])


@pytest.fixture
async def aiogram(server: RehearsalServer) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(server.url))
    async with Bot(TOKEN, session=session).context() as bot:
        yield bot


def test_aiogram_knows_every_method_of_the_server() -> None:
    assert {name.replace("_", "") for name in dir(Bot)} >= HANDLERS.keys()


async def test_a_parent_is_served_in_private(aiogram: Bot, fatma: Phone) -> None:
    chat_id = fatma.user.id
    assert (await aiogram.get_me()).username == "weerklank_bot"
    sent = await aiogram.send_message(chat_id, "<b>Dag</b>", parse_mode="HTML", reply_markup=YES)
    query = fatma.tap("Ja")
    assert await aiogram.answer_callback_query(query.id)
    await aiogram.edit_message_text("Dag!", chat_id=chat_id, message_id=sent.message_id, reply_markup=YES)
    await aiogram.edit_message_reply_markup(chat_id=chat_id, message_id=sent.message_id)
    await aiogram.send_message(chat_id, "Nog", reply_parameters=ReplyParameters(message_id=sent.message_id))
    voice = await aiogram.send_voice(chat_id, BufferedInputFile(OGG, "tone.ogg"), duration=2)
    await aiogram.send_photo(chat_id, BufferedInputFile(PNG, "plan.png"))
    await aiogram.send_document(chat_id, BufferedInputFile(b"x", "brief.txt"))
    await aiogram.copy_message(chat_id, chat_id, sent.message_id)
    assert voice.voice is not None
    file = await aiogram.get_file(voice.voice.file_id)
    assert file.file_path is not None
    fetched = await aiogram.download_file(file.file_path)
    assert fetched is not None
    assert fetched.read() == OGG
    assert await aiogram.send_chat_action(chat_id, "typing")
    assert await aiogram.delete_message(chat_id, sent.message_id)
    assert (await aiogram.get_chat(chat_id)).first_name == "Fatma"
    assert [message.kind for message in fatma.received] == ["text", "voice", "photo", "document", "text"]


async def test_coordinators_are_served_in_their_forum(aiogram: Bot, forum: Gathering, marieke: Phone) -> None:
    chat_id = forum.chat.id
    topic = (await aiogram.create_forum_topic(chat_id, "Vraag")).message_thread_id
    await aiogram.send_message(chat_id, "Wie?", message_thread_id=topic)
    assert await aiogram.edit_forum_topic(chat_id, topic, name="Opgepakt")
    assert await aiogram.close_forum_topic(chat_id, topic)
    assert await aiogram.reopen_forum_topic(chat_id, topic)
    assert await aiogram.delete_forum_topic(chat_id, topic)
    assert (await aiogram.get_chat_member(chat_id, marieke.user.id)).status == "creator"
    assert len(await aiogram.get_chat_administrators(chat_id)) == await aiogram.get_chat_member_count(chat_id) == 2
    assert await aiogram.leave_chat(chat_id)
    kinds = [update.event_type for update in await aiogram.get_updates()]
    assert kinds == ["message", "my_chat_member", "message", "my_chat_member", *["message"] * 4, "my_chat_member"]


async def test_the_account_is_looked_after(aiogram: Bot) -> None:
    commands = [BotCommand(command="stop", description="Stoppen")]
    assert await aiogram.set_my_commands(commands, language_code="nl")
    kept = await aiogram.get_my_commands(language_code="nl")
    assert [(one.command, one.description) for one in kept] == [("stop", "Stoppen")]
    assert await aiogram.delete_my_commands(language_code="nl")
    assert await aiogram.delete_webhook(drop_pending_updates=True)
    assert (await aiogram.get_webhook_info()).url == ""


async def test_each_refusal_is_the_error_aiogram_has_for_it(aiogram: Bot, fatma: Phone) -> None:
    group = Gathering.create(fatma.world, fatma.user, "Koffie")
    group.add_bot(fatma.bot)
    old = group.chat.id
    group.upgrade()
    with pytest.raises(TelegramMigrateToChat):
        await aiogram.send_message(old, "Dag")
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await aiogram.send_message(4, "Dag")
    fatma.world.faults.add(Fault(Trouble.TOO_MANY, retry_after=3))
    with pytest.raises(TelegramRetryAfter) as refusal:
        await aiogram.send_message(fatma.user.id, "Dag")
    assert refusal.value.retry_after == 3
    fatma.world.faults.add(Fault(Trouble.BAD_GATEWAY))
    with pytest.raises(TelegramServerError):
        await aiogram.send_message(fatma.user.id, "Dag")
    fatma.world.faults.add(Fault(Trouble.RESET))
    with pytest.raises(TelegramNetworkError):
        await aiogram.send_message(fatma.user.id, "Dag")
    fatma.block()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await aiogram.send_message(fatma.user.id, "Dag")


async def test_a_token_nobody_has_is_unauthorized(server: RehearsalServer) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(server.url))
    async with Bot("4200001:nobody-has-this", session=session).context() as stranger:
        with pytest.raises(TelegramUnauthorizedError):
            await stranger.get_me()
