"""Groups and forums as their people run them: who comes and goes, topics, and the change into a supergroup."""

from bot.rehearsal import forums
from bot.rehearsal.chats import TOPIC_COLOURS, BotAccount, Chat, Member, Standing, Topic, User
from bot.rehearsal.errors import NotPossible
from bot.rehearsal.world import World


class Gathering:
    """A group with somebody who owns it. `chat` is what methods of Phone want as `chat=`."""

    def __init__(self, world: World, chat: Chat, owner: User) -> None:
        self.world = world
        self.chat = chat
        self.owner = owner

    @classmethod
    def create(cls, world: World, owner: User, title: str, *, supergroup: bool = False, forum: bool = False) -> "Gathering":
        """Make a plain group, a supergroup, or a forum, which is a supergroup with topics."""
        return cls(world, world.add_group(owner, title, supergroup=supergroup, forum=forum), owner)

    @classmethod
    def of(cls, world: World, chat: Chat) -> "Gathering":
        """The group that is already there, with its owner."""
        owner_id = next(number for number, member in chat.members.items() if member.standing is Standing.CREATOR)
        return cls(world, chat, world.users[owner_id])

    def join(self, *people: User, by: User | None = None) -> None:
        """People come in, added by somebody or by themselves."""
        for person in people:
            self.world.move(self.chat, by or person, person, Member(Standing.MEMBER))
            self.world.post(self.chat, by or person, {"new_chat_members": [person.shown()]})

    def add_bot(self, bot: BotAccount, *, by: User | None = None, admin: bool = True, topics: bool = True) -> None:
        """Somebody adds the bot; as an administrator it may delete messages and, with `topics`, manage topics."""
        who = by or self.owner
        self.world.move(self.chat, who, bot.user, Member(Standing.MEMBER))
        self.world.post(self.chat, who, {"new_chat_members": [bot.user.shown()]})
        if admin:
            self.promote(bot, by=by, topics=topics)

    def promote(self, bot: BotAccount, *, by: User | None = None, topics: bool = True) -> None:
        """Make the bot an administrator."""
        rights = Member(Standing.ADMINISTRATOR, can_manage_topics=topics, can_delete_messages=True, can_pin_messages=True)
        self.world.move(self.chat, by or self.owner, bot.user, rights)

    def demote(self, bot: BotAccount, *, by: User | None = None) -> None:
        """Take the bot's rights away."""
        self.world.move(self.chat, by or self.owner, bot.user, Member(Standing.MEMBER))

    def remove(self, somebody: User, *, by: User | None = None) -> None:
        """Put a person or a bot out of the group."""
        self.world.post(self.chat, by or self.owner, {"left_chat_member": somebody.shown()})
        self.world.move(self.chat, by or self.owner, somebody, Member(Standing.KICKED))

    def leave(self, person: User) -> None:
        """A person goes."""
        self.world.post(self.chat, person, {"left_chat_member": person.shown()})
        self.world.move(self.chat, person, person, Member(Standing.LEFT))

    def open_topic(self, name: str, *, by: User | None = None) -> Topic:
        """Somebody opens a topic."""
        if not self.chat.forum:
            raise NotPossible("only a forum has topics")
        return forums.open_topic(self.world, self.chat, by or self.owner, name, TOPIC_COLOURS[0])

    def topic(self, name: str) -> Topic:
        """The newest topic of this name."""
        for topic in reversed(list(self.chat.topics.values())):
            if topic.name == name and not topic.deleted:
                return topic
        raise NotPossible(f"there is no topic {name!r}, but {[one.name for one in self.topics]}")

    @property
    def topics(self) -> list[Topic]:
        """The topics that are there, oldest first."""
        return [topic for topic in self.chat.topics.values() if not topic.deleted]

    def rename_topic(self, topic: Topic, name: str, *, by: User | None = None) -> None:
        """Somebody gives a topic another name."""
        forums.change_topic(self.world, self.chat, topic, by or self.owner, name=name)

    def close_topic(self, topic: Topic, *, by: User | None = None) -> None:
        """Somebody closes a topic."""
        forums.change_topic(self.world, self.chat, topic, by or self.owner, closed=True)

    def reopen_topic(self, topic: Topic, *, by: User | None = None) -> None:
        """Somebody opens a closed topic again."""
        forums.change_topic(self.world, self.chat, topic, by or self.owner, closed=False)

    def delete_topic(self, topic: Topic) -> None:
        """Somebody deletes a topic with all its messages; no bot is told."""
        forums.delete_topic(self.world, self.chat, topic)

    def upgrade(self, *, forum: bool = False) -> None:
        """The plain group becomes a supergroup (switching topics on does it too); `chat` is the new one from then on."""
        self.chat = forums.upgrade(self.world, self.chat, self.owner, forum=forum)
