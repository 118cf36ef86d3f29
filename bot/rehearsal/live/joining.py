"""Those who take part come in: by an invitation, and by tapping what a new parent or coordinator is asked."""

import asyncio
from collections.abc import Callable

from bot import operating
from bot.domain.actor import Role
from bot.rehearsal.chats import User
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.live.room import Room
from bot.rehearsal.phones import Phone

COORDINATORS = ("Marit", "Bram")
PARENTS = (
    ("Lotte", "nl"),
    ("Fatma", "tr"),
    ("Amal", "ar"),
    ("Zofia", "pl"),
    ("Grace", "en"),
    ("Sem", "nl"),
    ("Emine", "tr"),
    ("Hassan", "ar"),
    ("Kasia", "pl"),
    ("Bilal", "nl"),
    ("Mehmet", "tr"),
    ("Esther", "nl"),
)
"""Invented, in every language of the example; twelve, so that a report has something to tell above the threshold."""
GROUP = "Spiegelgesprek"
PATIENCE = 20.0
"""Seconds of real time for one answer, on a machine that has just begun."""
_TAPS = {
    Role.COORDINATOR: ("coordinator_welcome.hello.choices.yes",),
    Role.PARENT: ("welcome.age.choices.adult", "consent.ask.choices.yes", "welcome.reading.choices.read"),
}


async def open_with(room: Room) -> None:
    """The duo with their forum, and the parents of the example, all at once as in a hall."""
    coordinators = [await add(room, name, "nl", Role.COORDINATOR) for name in COORDINATORS]
    owner, *others = coordinators
    coalition = (await _coalition_name(room)) or GROUP
    forum = Gathering.create(room.world, owner, coalition, forum=True)
    forum.join(*others, by=owner)
    forum.add_bot(room.account, by=owner, admin=True, topics=True)
    room.forum = forum
    if room.guided:
        await asyncio.gather(*(add(room, name, language) for name, language in PARENTS))
    room.opened = True
    room.touch()


async def add(room: Room, name: str, language: str, role: Role = Role.PARENT, *, taps: bool = True) -> User:
    """Somebody new with a phone, who opens an invitation; and (`taps`) answers what they are asked then."""
    phone = Phone.new(room.world, room.account, name, language_code=language)
    [link] = await operating.invite_in(room.house, room.trajectory_id, 1, role)
    phone.open_link(link["token"])
    room.touch()
    if taps:
        await _answer(room, phone, language, role)
    return phone.user


async def _answer(room: Room, phone: Phone, language: str, role: Role) -> None:
    catalogs = room.house.library.catalogs
    labels = [catalogs.render(key, language) for key in _TAPS.get(role, ())]
    if role is Role.PARENT:
        labels.insert(0, catalogs.own_name(language))
    for label in labels:
        before = len(phone.messages)
        await phone.wait_until(_shows(label), timeout=PATIENCE)
        phone.tap(label)
        await phone.wait_until(_has_more_than(before), timeout=PATIENCE)


def _shows(label: str) -> Callable[[Phone], bool]:
    return lambda phone: any(label in row for message in phone.messages for row in message.buttons)


def _has_more_than(count: int) -> Callable[[Phone], bool]:
    return lambda phone: len(phone.messages) > count


async def _coalition_name(room: Room) -> str:
    async with room.house.units.reading() as uow:
        trajectory = await uow.trajectories.get(room.trajectory_id)
        return (await uow.coalitions.get(trajectory.coalition_id)).name
