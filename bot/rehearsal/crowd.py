"""People whom nobody plays: they answer what they are asked by tapping, so that one person can rehearse with a whole group."""

from random import Random

from bot.rehearsal.chats import BotAccount, User
from bot.rehearsal.errors import NotPossible
from bot.rehearsal.messages import Message
from bot.rehearsal.phones import Phone
from bot.rehearsal.world import World

FIRST_CHOICES = 3
"""One of the first so many buttons is tapped."""
MOST_TAPS = 12
PATIENCE = 3.0
"""Seconds of real time after which a tap brings no other question any more."""


async def answer(world: World, bot: BotAccount, user: User) -> int:
    """Tap through what stands open on one phone, until nothing more is asked; how many taps. Who it is decides what they tap."""
    phone, choice, tapped = Phone(world, bot, user), Random(user.id), set[int]()
    while len(tapped) < MOST_TAPS and (message := _asked(phone, tapped)) is not None:
        labels = [button["text"] for row in message.keyboard or [] for button in row if "callback_data" in button]
        tapped.add(message.id)
        try:
            phone.tap(choice.choice(labels[:FIRST_CHOICES]), message=message)
            # What comes may be a word of thanks first, and the next question after it.
            await phone.wait_until(lambda phone: _asked(phone, tapped) is not None, timeout=PATIENCE)
        except (NotPossible, TimeoutError):
            break
    return len(tapped)


def _asked(phone: Phone, tapped: set[int]) -> Message | None:
    """The newest question that nobody answered yet: buttons go once one of them was tapped."""
    open_ = (message for message in reversed(phone.received) if message.id not in tapped and message.keyboard)
    return next((message for message in open_ if any("callback_data" in b for row in message.keyboard or [] for b in row)), None)
