"""A card is edited in place; the first time it is a message like any other, and may come twice like any other."""

from bot.domain.delivery import PartKind, State
from tests.fakes.channel import AMBIGUOUS
from tests.people import LOTTE
from tests.scheduler.conftest import Town, person


async def test_a_card_that_may_have_arrived_is_made_once_more_and_that_is_listed(town: Town) -> None:
    town.channel.will_say("how it stands", AMBIGUOUS)
    shown = await town.plans_parts(person(LOTTE), (PartKind.EDIT, "how it stands", "stand"))
    dispatcher = town.dispatcher()
    await dispatcher.drain()
    town.clock.move(seconds=10)
    await dispatcher.drain()
    [part] = (await town.get(shown)).parts
    assert (part.state, part.ambiguous) == (State.SENT, 1)
    assert town.channel.texts() == ["how it stands"] * 2


async def test_of_a_card_there_is_never_a_third_copy(town: Town) -> None:
    town.channel.will_say("how it stands", AMBIGUOUS, AMBIGUOUS)
    shown = await town.plans_parts(person(LOTTE), (PartKind.EDIT, "how it stands", "stand"))
    dispatcher = town.dispatcher()
    for _ in range(3):
        await dispatcher.drain()
        town.clock.move(seconds=10)
    assert await town.state(shown) is State.UNCERTAIN
    assert len(town.channel.arrived) == 2


async def test_a_card_that_was_in_the_air_when_its_process_died_is_listed_as_well(town: Town) -> None:
    shown = await town.plans_parts(person(LOTTE), (PartKind.EDIT, "how it stands", "stand"))
    town.channel.hold()
    dying = town.dispatcher()
    while not town.channel.calls:
        await dying.run_once()
        await town.waits.wait(0.0, dying._awake)
    await dying._flights.abandon()
    town.lease_clock.move(200)
    town.channel._held = None
    await town.dispatcher().drain()
    town.clock.move(seconds=10)
    await town.dispatcher().drain()
    [part] = (await town.get(shown)).parts
    assert (part.state, part.ambiguous) == (State.SENT, 1)


async def test_a_card_that_is_there_may_be_edited_as_often_as_it_takes(town: Town) -> None:
    await town.plans_parts(person(LOTTE), (PartKind.EDIT, "how it stood", "stand"))
    dispatcher = town.dispatcher()
    await dispatcher.drain()
    town.channel.will_say("how it stands", AMBIGUOUS, AMBIGUOUS)
    edited = await town.plans_parts(person(LOTTE), (PartKind.EDIT, "how it stands", "stand"))
    for _ in range(4):
        await dispatcher.drain()
        town.clock.move(seconds=10)
    [part] = (await town.get(edited)).parts
    assert (part.state, part.ambiguous) == (State.SENT, 0)
    assert [call.kind for call in town.channel.calls] == [PartKind.SEND, *[PartKind.EDIT] * 3]
