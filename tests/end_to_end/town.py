"""What tests have people of the example town do, over HTTP; and how somebody is there already, when joining is not the story."""

from bot import operating, steering
from bot.domain.actor import Role
from bot.domain.consent import Purpose
from bot.domain.person import Address, Person
from bot.rehearsal.chats import BotAccount
from bot.rehearsal.demo.stage import TRAJECTORY, Somebody, Stage
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.messages import Message
from bot.rehearsal.phones import Phone
from bot.services.people import consenting, joining
from bot.services.work import Work
from bot.wiring import House

BULLETIN = "eerste-terugkoppeling"


def stranger(stage: Stage, name: str, language: str = "nl") -> Somebody:
    """Somebody with a phone, whom nobody invited."""
    stage.people[name] = Somebody(name, language, Phone.new(stage.world, stage.bot, name, language_code=language))
    return stage.people[name]


async def invitation(stage: Stage, role: Role = Role.PARENT) -> str:
    """The token of a new link."""
    [link] = await operating.invite_in(stage.house, TRAJECTORY, 1, role)
    return link["token"]


async def joined(stage: Stage, name: str, language: str = "nl", role: Role = Role.PARENT) -> Somebody:
    """Somebody who joined before the story begins."""
    somebody = stranger(stage, name, language)
    await join_in(stage.house, stage.bot, somebody, TRAJECTORY, role)
    return somebody


async def join_in(house: House, bot: BotAccount, somebody: Somebody, trajectory_id: str, role: Role = Role.PARENT) -> Person:
    """Joins as the conversation does it, without the conversation."""
    somebody.phone.world.start_chat(bot, somebody.phone.user)
    [link] = await operating.invite_in(house, trajectory_id, 1, role)
    async with house.work() as work:
        trajectory = await work.uow.trajectories.get(trajectory_id)
        [account] = await work.uow.coalitions.bot_accounts(trajectory.coalition_id)
        value = str(somebody.phone.user.id)
        address = Address(work.chance.id(), account.coalition_id, account.id, "telegram", value)
        await work.uow.people.save_address(address)
        guest = await joining.open_invitation(work, account, address, link["token"], somebody.language)
        if role is Role.PARENT:
            shown = await consenting.question(work, guest.actor, Purpose.UPDATES)
            await consenting.give(work, guest.actor, Purpose.UPDATES, shown)
        await joining.join(work, guest.actor)
        return await work.uow.people.get(guest.id)


async def person_of(work: Work, somebody: Somebody) -> Person | None:
    """The person as stored, by the address of their phone."""
    coalitions = await work.uow.coalitions.all()
    for account in [account for c in coalitions for account in await work.uow.coalitions.bot_accounts(c.id)]:
        address = await work.uow.people.find_address(account.id, "telegram", str(somebody.phone.user.id))
        if address is not None and address.person_id is not None:
            return await work.uow.people.find(address.person_id)
    return None


async def coordinators(stage: Stage) -> tuple[Somebody, Somebody]:
    """Marit and Bram are there, each in their own chat."""
    return await joined(stage, "Marit", role=Role.COORDINATOR), await joined(stage, "Bram", role=Role.COORDINATOR)


async def forum(stage: Stage, *, topics: bool = True) -> Gathering:
    """Marit and Bram sit in a group, in which Marit put the bot: a forum, or a plain group without topics."""
    marit, bram = await coordinators(stage)
    stage.forum = Gathering.create(stage.world, marit.phone.user, "Spiegelgesprek Voorbeeldstad", forum=topics)
    stage.forum.join(bram.phone.user, by=marit.phone.user)
    stage.forum.add_bot(stage.bot, by=marit.phone.user, admin=topics, topics=topics)
    await stage.settle()
    return stage.forum


async def asks(stage: Stage, parent: Somebody, words: str) -> None:
    """A parent asks a question, as one does: by just typing it after /vraag."""
    await stage.say(parent, "/vraag")
    await stage.say(parent, words)
    stage.expect(parent, "question.send.say")


def in_group(stage: Stage, topic: int | None = None) -> list[Message]:
    """What the group (or one topic) shows of the bot."""
    assert stage.forum is not None
    viewer = stage.people["Marit"].phone
    return [message for message in viewer.messages_in(stage.forum.chat, topic) if message.from_bot]


def group_says(stage: Stage, key: str, topic: int | None = None) -> list[Message]:
    """What the group was told by this text."""
    pattern = stage.pattern(key, "nl")
    return [message for message in in_group(stage, topic) if pattern.search(message.text)]


def words(messages: list[Message]) -> str:
    """All that messages say, without invisible marks."""
    marks = dict.fromkeys((0x2066, 0x2067, 0x2068, 0x2069, 0x200F, 0x200E), None)
    return "\n---\n".join(message.text for message in messages).translate(marks)


def nothing_new(somebody: Somebody) -> bool:
    """Nothing came since the story last looked."""
    return not somebody.fresh()


async def sends(stage: Stage, bulletin_id: str = BULLETIN) -> None:
    """The bulletin is sent off; who gets it when is the house's business."""
    await steering.bulletin_in(stage.house, "send", bulletin_id)
    await stage.settle()


async def set_aside(stage: Stage) -> int:
    """How many things that came in could not be handled."""
    async with stage.house.work() as work:
        return len(await work.uow.inbox.set_aside())
