"""What screens show, as JSON: messages, and who and what there is. For the page and for scripts beside it."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from bot.rehearsal.chats import Chat, ChatKind, Standing, User
from bot.rehearsal.faults import Fault
from bot.rehearsal.messages import Message
from bot.rehearsal.queries import Query
from bot.rehearsal.world import World


def key_of(chat: Chat) -> str:
    """The name of a chat: `bot:person` for a private one, its id for a group."""
    return str(chat.id) if chat.bot_id is None else f"{chat.bot_id}:{chat.id}"


def chat_of(world: World, key: str) -> Chat:
    """The chat of this name. Raises KeyError or ValueError."""
    bot_id, _, user_id = key.partition(":")
    if not user_id:
        return world.groups[int(bot_id)]
    found = world.private_chat(world.bot(int(bot_id)), world.users[int(user_id)])
    if found is None:
        raise KeyError(key)
    return found


def seen(world: World, message: Message) -> dict[str, Any]:
    """A message as a phone shows it. `service` is what the chat itself says, such as a topic that was opened."""
    stored = world.files.find(message.file_id or "")
    medium = message.content.get(message.kind)
    return {
        "id": message.id,
        "chat": key_of(message.chat),
        "kind": message.kind,
        "from": message.sender.first_name,
        "from_id": message.sender.id,
        "from_bot": message.from_bot,
        "anonymous": message.anonymous,
        "text": message.text,
        "entities": message.entities,
        "buttons": message.keyboard or [],
        "date": message.date,
        "edited_at": message.edited_at,
        "deleted": message.deleted,
        "reply_to": message.reply_to.id if message.reply_to is not None else None,
        "topic": message.thread_id,
        "service": medium if message.is_service else None,
        "file": f"/rehearsal/files/{stored.path}" if stored is not None else None,
        "file_name": stored.name if stored is not None else None,
        "duration": medium.get("duration") if isinstance(medium, dict) and message.kind == "voice" else None,
        "location": medium if message.kind == "location" else None,
        "contact": medium if message.kind == "contact" else None,
    }


def answered(query: Query) -> dict[str, Any]:
    """What a tap was answered with."""
    answer = asdict(query.answer) if query.answer is not None else {}
    return answer | {"query_id": query.id, "user_id": query.user.id, "chat": key_of(query.message.chat)}


def overview(world: World) -> dict[str, Any]:
    """Who and what there is: bots, people with their chats, groups with their topics, and the faults that wait."""
    people = [user for user in world.users.values() if not user.is_bot]
    return {
        "bots": [{"id": a.id, "name": a.user.first_name, "username": a.user.username} for a in world.bots.values()],
        "people": [_person(world, user) for user in people],
        "groups": [_group(chat) for chat in world.groups.values()],
        "faults": [_fault(fault) for fault in world.faults.waiting],
    }


def newest(world: World, chat: Chat, most: int, before: int | None = None) -> list[dict[str, Any]]:
    """The last `most` messages of a chat that are still there, those before message `before` if it is named; oldest first."""
    kept = (one for one in reversed(world.messages(chat)) if not one.deleted and (before is None or one.id < before))
    return [seen(world, one) for _, one in zip(range(most), kept, strict=False)][::-1]


def _person(world: World, user: User) -> dict[str, Any]:
    return {
        "id": user.id,
        "name": user.first_name,
        "language": user.language_code,
        "deactivated": user.deactivated,
        "chats": [
            {"key": key_of(chat), "bot_id": chat.bot_id, "blocked": chat.member(chat.bot_id or 0).standing is Standing.KICKED}
            for chat in world.private_chats(user)
        ],
    }


def _group(chat: Chat) -> dict[str, Any]:
    present: Iterable[int] = (number for number, member in chat.members.items() if member.present)
    return {
        "key": key_of(chat),
        "title": chat.title,
        "forum": chat.forum,
        "supergroup": chat.kind is ChatKind.SUPERGROUP,
        "migrated_to": str(chat.migrated_to) if chat.migrated_to is not None else None,
        "members": [*present],
        "topics": [{"id": t.id, "name": t.name, "closed": t.closed} for t in chat.topics.values() if not t.deleted],
    }


def _fault(fault: Fault) -> dict[str, Any]:
    return {
        "trouble": fault.trouble,
        "method": fault.method,
        "chat_id": fault.chat_id,
        "times": fault.times,
        "accepted": fault.accepted,
        "retry_after": fault.retry_after,
        "seconds": fault.seconds,
    }
