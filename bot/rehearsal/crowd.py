"""People whom nobody plays: they answer what they are asked by tapping, so that one person can rehearse with a whole group."""

from collections.abc import Callable
from random import Random

from bot.rehearsal.chats import BotAccount, User
from bot.rehearsal.errors import NotPossible
from bot.rehearsal.messages import Message
from bot.rehearsal.phones import Phone
from bot.rehearsal.world import World

FIRST_CHOICES = 3
"""One of the first so many buttons is tapped."""
MOST_TAPS = 12
PATIENCE = 2.0
"""Seconds of real time after which a tap has brought no other question."""


async def answer(world: World, bot: BotAccount, user: User) -> int:
    """Tap through what stands open on one phone, until nothing more is asked; how many taps. Who it is decides what they tap."""
    phone, choice, taps = Phone(world, bot, user), Random(user.id), 0
    while taps < MOST_TAPS and (message := _asked(phone)) is not None:
        labels = [button["text"] for row in message.keyboard or [] for button in row if "callback_data" in button]
        try:
            phone.tap(choice.choice(labels[:FIRST_CHOICES]), message=message)
            taps += 1
            await phone.wait_until(_asked_after(message.id), timeout=PATIENCE)
        except (NotPossible, TimeoutError):
            break
    return taps


def _asked_after(last: int) -> Callable[[Phone], bool]:
    def holds(phone: Phone) -> bool:
        message = _asked(phone)
        return message is not None and message.id > last

    return holds


def _asked(phone: Phone) -> Message | None:
    """The question that nobody answered yet: the newest message, when it has buttons to tap."""
    newest = phone.messages[-1] if phone.messages else None
    tappable = newest is not None and newest.from_bot and any("callback_data" in b for row in newest.keyboard or [] for b in row)
    return newest if tappable else None
