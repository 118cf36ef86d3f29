"""What people can do over HTTP, by name: the body of each is read here, the doing is Phone's and Gathering's."""

import base64
from collections.abc import Callable
from typing import Any

from bot.rehearsal import webm
from bot.rehearsal.arguments import Arguments
from bot.rehearsal.chats import BotAccount, Chat, User
from bot.rehearsal.errors import NotPossible
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.messages import Message
from bot.rehearsal.phones import Phone
from bot.rehearsal.screens import seen
from bot.rehearsal.world import World


def phone(world: World, user_id: int, given: Arguments) -> Phone:
    """The phone of a person, whose private chat is with `bot_id`, or with the only bot account there is."""
    return Phone(world, bot(world, given), world.users[user_id])


def chat(world: World, given: Arguments) -> Chat | None:
    """The group named by `chat_id`; None for the private chat."""
    number = given.number("chat_id")
    return world.groups[number] if number < 0 else None


def gathered(gathering: Gathering) -> dict[str, Any]:
    """A group with its topics."""
    return {"chat_id": gathering.chat.id, "topics": [topic.shown() for topic in gathering.topics]}


def bot(world: World, given: Arguments) -> BotAccount:
    """The bot account that is meant: `bot_id`, or the only one there is."""
    if given.number("bot_id"):
        return world.bot(given.number("bot_id"))
    if len(world.bots) != 1:
        raise NotPossible("say which bot: bot_id")
    return next(iter(world.bots.values()))


def _message(phone: Phone, given: Arguments, name: str) -> Message:
    where = chat(phone.world, given) or phone.world.private_chat(phone.bot, phone.user)
    found = phone.world.message(where, given.number(name)) if where is not None else None
    if found is None:
        raise NotPossible(f"there is no message {given.number(name)} in this chat")
    return found


def _place(phone: Phone, given: Arguments) -> dict[str, Any]:
    reply_to = _message(phone, given, "reply_to") if given.has("reply_to") else None
    return {"chat": chat(phone.world, given), "topic": given.number("topic") or None, "reply_to": reply_to}


def _start(phone: Phone, given: Arguments) -> Any:
    return seen(phone.world, phone.open_link(given.text("payload")))


def _say(phone: Phone, given: Arguments) -> Any:
    return seen(phone.world, phone.say(given.text("text"), **_place(phone, given)))


def _file(phone: Phone, given: Arguments) -> Any:
    """kind (voice, photo, document, sticker), content (base64; a voice note also as WebM), name, caption, duration."""
    content = base64.b64decode(given.text("content"), validate=True)
    kind = given.text("kind")
    message = phone.send_file(
        kind,
        webm.to_ogg(content) if kind == "voice" and webm.is_webm(content) else content,
        name=given.text("name"),
        caption=given.text("caption"),
        duration=given.number("duration"),
        **_place(phone, given),
    )
    return seen(phone.world, message)


def _forward(phone: Phone, given: Arguments) -> Any:
    return seen(phone.world, phone.forward(_message(phone, given, "message_id")))


def _edit(phone: Phone, given: Arguments) -> Any:
    phone.edit(_message(phone, given, "message_id"), given.text("text"))
    return True


def _tap(phone: Phone, given: Arguments) -> Any:
    """label, and message_id to say in which message; the answer comes at /rehearsal/queries/{query_id}."""
    message = _message(phone, given, "message_id") if given.has("message_id") else None
    return {"query_id": phone.tap(given.text("label"), message=message, chat=chat(phone.world, given)).id}


def _delete(phone: Phone, given: Arguments) -> Any:
    phone.delete(_message(phone, given, "message_id"))
    return True


def _block(phone: Phone, _: Arguments) -> Any:
    phone.block()
    return True


def _unblock(phone: Phone, _: Arguments) -> Any:
    phone.unblock()
    return True


def _deactivate(phone: Phone, _: Arguments) -> Any:
    phone.deactivate()
    return True


PHONE: dict[str, Callable[[Phone, Arguments], Any]] = {
    "start": _start,
    "say": _say,
    "file": _file,
    "forward": _forward,
    "edit": _edit,
    "delete": _delete,
    "tap": _tap,
    "block": _block,
    "unblock": _unblock,
    "deactivate": _deactivate,
}


def _user(gathering: Gathering, given: Arguments, name: str = "user_id") -> User:
    return gathering.world.users[given.number(name)]


def _by(gathering: Gathering, given: Arguments) -> User:
    return _user(gathering, given, "by") if given.has("by") else gathering.owner


def _add_bot(gathering: Gathering, given: Arguments) -> None:
    rights = {name: given.truth(name) if given.has(name) else True for name in ("admin", "topics")}
    gathering.add_bot(bot(gathering.world, given), by=_by(gathering, given), **rights)


def _open_topic(gathering: Gathering, given: Arguments) -> None:
    gathering.open_topic(given.text("name"), by=_by(gathering, given))


def _delete_topic(gathering: Gathering, given: Arguments) -> None:
    topic = gathering.chat.topic(given.number("topic"))
    if topic is None:
        raise NotPossible("there is no such topic")
    gathering.delete_topic(topic)


GATHERING: dict[str, Callable[[Gathering, Arguments], None]] = {
    "join": lambda gathering, given: gathering.join(_user(gathering, given)),
    "leave": lambda gathering, given: gathering.leave(_user(gathering, given)),
    "remove": lambda gathering, given: gathering.remove(_user(gathering, given), by=_by(gathering, given)),
    "add_bot": _add_bot,
    "open_topic": _open_topic,
    "delete_topic": _delete_topic,
    "upgrade": lambda gathering, given: gathering.upgrade(forum=given.truth("forum")),
}
