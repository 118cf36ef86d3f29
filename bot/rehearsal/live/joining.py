"""Those who take part come in: by an invitation, and by tapping what a new parent or coordinator is asked."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from bot import operating
from bot.domain.actor import Role
from bot.domain.errors import Refused
from bot.rehearsal.chats import User
from bot.rehearsal.errors import NotPossible
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.live.room import Room
from bot.rehearsal.phones import Phone
from bot.texts.catalogs import Catalogs

PATIENCE = 20.0
"""Seconds of real time for one answer, on a machine that has just begun."""
_TAPS = {
    Role.COORDINATOR: ("coordinator_welcome.hello.choices.yes",),
    Role.PARENT: ("welcome.age.choices.adult", "welcome.reading.choices.read", "consent.ask.choices.yes"),
}


async def open_with(room: Room) -> None:
    """The duo with their forum, and the parents of the example, all at once as in a hall."""
    duo = [_phone(room, name, "nl") for name in room.coordinators]
    await _all_join(room, duo, Role.COORDINATOR)
    owner, *others = [phone.user for phone in duo]
    room.forum = Gathering.create(room.world, owner, await _coalition_name(room), forum=True)
    room.forum.join(*others, by=owner)
    room.forum.add_bot(room.account, by=owner, admin=True, topics=True)
    await _all_join(room, [_phone(room, name, language) for name, language in room.parents], Role.PARENT)
    room.opened = True
    room.touch()


async def add(room: Room, name: str, language: str, role: Role = Role.PARENT, *, taps: bool) -> User:
    """Somebody new with a phone, who opens an invitation; and (`taps`) answers by themselves what they are asked then, as far as
    it is known what that is: parents and coordinators.

    In a language that the coalition did not approve yet a parent stops where somebody has to choose another one.
    """
    phone = _phone(room, name, language)
    [link] = await operating.invite_in(room.house, room.trajectory_id, 1, role)
    phone.open_link(link["token"])
    room.touch()
    if taps and role in _TAPS:
        answering = asyncio.create_task(_answer_if_asked(room, phone, role))
        room.answering.add(answering)
        answering.add_done_callback(room.answering.discard)
    return phone.user


async def answer(catalogs: Catalogs, phone: Phone, role: Role) -> None:
    """Tap what somebody new is asked, each as soon as it is there, until the last tap is answered. Raises TimeoutError."""
    language = phone.user.language_code
    labels = [catalogs.render(key, language) for key in _TAPS[role]]
    if role is Role.PARENT:
        labels.insert(0, catalogs.own_name(language))
    for label in labels:
        await phone.wait_until(_shows(label), timeout=PATIENCE)
        # Counted only now: the question itself does not answer the tap.
        before = len(phone.messages)
        phone.tap(label)
        await phone.wait_until(_has_more_than(before), timeout=PATIENCE)


async def _answer_if_asked(room: Room, phone: Phone, role: Role) -> None:
    """Another flow may ask something else, and a bot that was killed nothing: then they stand where they are."""
    with suppress(TimeoutError, NotPossible, Refused):
        await answer(room.house.library.catalogs, phone, role)


def _phone(room: Room, name: str, language: str) -> Phone:
    return Phone.new(room.world, room.account, name, language_code=language)


async def _all_join(room: Room, phones: list[Phone], role: Role) -> None:
    """Whoever gets no answer, as the bot was killed meanwhile, simply has not joined yet."""
    if not phones:
        return
    links = await operating.invite_in(room.house, room.trajectory_id, len(phones), role)
    for phone, link in zip(phones, links, strict=True):
        phone.open_link(link["token"])
    await asyncio.gather(*(_answer_if_asked(room, phone, role) for phone in phones))


def _shows(label: str) -> Callable[[Phone], bool]:
    return lambda phone: any(label in row for message in phone.messages for row in message.buttons)


def _has_more_than(count: int) -> Callable[[Phone], bool]:
    return lambda phone: len(phone.messages) > count


async def _coalition_name(room: Room) -> str:
    async with room.house.units.reading() as uow:
        trajectory = await uow.trajectories.get(room.trajectory_id)
        return (await uow.coalitions.get(trajectory.coalition_id)).name
