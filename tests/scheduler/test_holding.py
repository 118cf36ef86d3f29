"""What a dispatcher holds of the ledger: no more than it can send soon, and not for longer than half a lease."""

import asyncio

from bot.domain.delivery import Purpose, State
from tests.people import BOT, LOTTE, PARENTS
from tests.scheduler.conftest import Town, person


async def test_what_waits_for_a_long_pause_is_given_back_and_said_anew(town: Town) -> None:
    """An account is paused for ten minutes when something has been claimed and rendered."""
    id_ = await town.plans(person(LOTTE), "hello")
    dispatcher = town.dispatcher()
    await dispatcher.run_once()
    assert await town.state(id_) is State.LEASED
    async with town.turns() as turn:
        await turn.limiter.pause(BOT.id, 600.0)
    town.lease_clock.move(20)
    await dispatcher.run_once()
    assert await town.state(id_) is State.LEASED
    town.lease_clock.move(15)
    await dispatcher.run_once()
    assert await town.state(id_) is State.PENDING
    paused_until = town.lease_clock.seconds + 565
    assert await dispatcher.drain() == 1
    assert town.lease_clock.seconds >= paused_until
    assert (await town.get(id_)).parts[0].attempts == 1


async def test_what_was_ready_when_it_got_quiet_waits_for_the_morning(town: Town) -> None:
    """Lotte has the first half of it at a minute to eight in the evening."""
    town.clock.move(hours=9.5, minutes=-10)
    news = await town.plans(person(LOTTE), "news", "more news", purpose=Purpose.BROADCAST)
    dispatcher = town.dispatcher()
    await dispatcher.run_once()
    town.clock.move(minutes=9)
    await dispatcher.run_once()
    while (await town.get(news)).parts[1].state is not State.LEASED:
        town.lease_clock.move(1)
        await asyncio.sleep(0)
        await dispatcher.run_once()
    town.clock.move(minutes=1)
    await dispatcher.drain()
    assert town.channel.texts() == ["news"]
    town.clock.move(hours=13)
    await dispatcher.drain()
    assert town.channel.texts() == ["news", "more news"]


async def test_only_what_the_latency_needs_is_in_the_air(town: Town) -> None:
    """The fake channel answers at once, so two places are enough for 28 a second; a lost process repeats two messages."""
    for parent in PARENTS * 3:
        await town.plans(person(parent), "hello")
    dispatcher = town.dispatcher()
    await dispatcher.drain()
    assert dispatcher._places(BOT.id) < 6
    assert len(town.channel.arrived) == 18
