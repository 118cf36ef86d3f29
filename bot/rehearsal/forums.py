"""What happens in a forum, whoever does it: topics open, change and disappear, and groups become supergroups."""

from bot.rehearsal.chats import Chat, ChatKind, Topic, User
from bot.rehearsal.errors import NotPossible
from bot.rehearsal.world import World


def open_topic(world: World, chat: Chat, creator: User, name: str, colour: int) -> Topic:
    """Open a topic; the service message that says so gives it its id."""
    message = world.post(chat, creator, {"forum_topic_created": {"name": name, "icon_color": colour}}, opens_topic=True)
    topic = chat.topics[message.id] = Topic(message.id, name, colour, creator.id)
    return topic


def change_topic(
    world: World, chat: Chat, topic: Topic, actor: User, *, name: str | None = None, closed: bool | None = None
) -> None:
    """Rename, close or reopen a topic, with the service message that says so."""
    if name is not None:
        topic.name = name
        world.post(chat, actor, {"forum_topic_edited": {"name": name}}, thread_id=topic.id)
    if closed is not None:
        topic.closed = closed
        word = "forum_topic_closed" if closed else "forum_topic_reopened"
        world.post(chat, actor, {word: {}}, thread_id=topic.id)


def delete_topic(world: World, chat: Chat, topic: Topic) -> None:
    """Delete a topic and every message in it. Telegram tells no bot."""
    topic.deleted = True
    for message in world.messages(chat):
        if message.thread_id == topic.id:
            world.delete(message)


def upgrade(world: World, chat: Chat, actor: User, *, forum: bool = False) -> Chat:
    """A group becomes a supergroup with another id; both chats say so in a service message."""
    if chat.kind is not ChatKind.GROUP or chat.migrated_to is not None:
        raise NotPossible("only a plain group can become a supergroup")
    new = world.add_group(actor, chat.title, supergroup=True, forum=forum)
    new.members = dict(chat.members)
    world.post(chat, actor, {"migrate_to_chat_id": new.id})
    chat.migrated_to = new.id
    world.post(new, actor, {"migrate_from_chat_id": chat.id})
    return new
