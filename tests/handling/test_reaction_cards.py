"""Cards of reactions in the coordinators' group: what they say, when they change, and that neither shows one parent."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.dialogue.loader import read_book
from bot.domain.coalition import Group
from bot.domain.delivery import Delivery, Part
from bot.domain.person import Person
from bot.domain.reaction import ReactionKind
from bot.handling import cards, reaction_cards
from bot.services.delivery import sending
from bot.services.hearing import reactions
from tests.fakes.clock import MONDAY_MORNING
from tests.people import AMINA, BOT, FATMA, KASIA, LOTTE, NOOR, PARENTS, SANNE, VOORBEELDSTAD, YUSUF, parent
from tests.services.conftest import PLAYGROUP, Town

GROUP = Group("group", VOORBEELDSTAD.id, BOT.id, "-100", is_forum=True)
ROOT = Path(__file__).parents[2]
MORE = tuple(parent(f"Ouder{number}") for number in range(6))


@pytest.fixture
async def out(town: Town) -> Town:
    """A bulletin is out to twelve parents, and coordinators have a group."""
    town.rows.groups[GROUP.id] = GROUP
    for person in MORE:
        town.put(person)
    await sending.send(town.work, NOOR.actor, "full")
    return town


async def say(town: Town, kind: ReactionKind, *people: Person) -> None:
    for person in people:
        await reactions.record(town.work, person.actor, "full", PLAYGROUP.id, kind)


async def look(town: Town) -> list[Delivery]:
    """What the next look has the group told."""
    before = set(town.rows.deliveries)
    await reaction_cards.look(town.work, VOORBEELDSTAD)
    return [delivery for id_, delivery in town.rows.deliveries.items() if id_ not in before]


def part_of(delivery: Delivery) -> Part:
    [part] = delivery.parts
    return part


async def test_below_the_threshold_there_is_no_card(out: Town) -> None:
    await say(out, ReactionKind.HELPS, FATMA, LOTTE, SANNE, KASIA)
    assert await look(out) == []


async def test_a_card_says_steps_and_has_doors(out: Town) -> None:
    await say(out, ReactionKind.HELPS, FATMA, LOTTE, SANNE, KASIA, AMINA)
    await say(out, ReactionKind.NOT, YUSUF)
    [card] = await look(out)
    values = part_of(card).content.values
    assert [values[name] for name in ("helps", "a_little", "not_helping", "reactions_told", "words_told")] == [
        "5+",
        "–",
        "–",
        "5+",
        "–",
    ]
    assert [door.flow for door in out.rows.doors.values()] == ["move_proposal", "read_words", "propose_in"]
    assert card.recipient.id == GROUP.id


async def test_what_parents_do_never_changes_a_card_the_clock_does(out: Town) -> None:
    """Within an hour nothing happens, whoever reacts in it; at the next one it does."""
    out.clock.set(MONDAY_MORNING.replace(minute=0, second=0))
    assert await look(out) == []
    await say(out, ReactionKind.HELPS, FATMA, LOTTE, SANNE, KASIA, AMINA)
    for _ in range(5):
        out.clock.move(minutes=10)
        assert await look(out) == []
    out.clock.move(minutes=10)
    assert len(await look(out)) == 1


async def test_one_more_within_a_step_changes_nothing_and_neither_does_a_changed_mind(out: Town) -> None:
    await say(out, ReactionKind.HELPS, *PARENTS)
    assert len(await look(out)) == 1
    await say(out, ReactionKind.NOT, AMINA, MORE[0])
    out.clock.move(hours=1)
    assert await look(out) == []


async def test_a_whole_step_edits_the_card_in_place_with_the_same_doors(out: Town) -> None:
    await say(out, ReactionKind.HELPS, *PARENTS)
    [first] = await look(out)
    doors = dict(out.rows.doors)
    await say(out, ReactionKind.A_LITTLE, *MORE)
    out.clock.move(hours=1)
    [second] = await look(out)
    assert part_of(first).card == part_of(second).card
    assert part_of(second).content.values["a_little"] == "5+"
    assert out.rows.doors == doors


async def test_words_are_counted_in_steps_too(out: Town) -> None:
    await say(out, ReactionKind.HELPS, *PARENTS)
    for person in PARENTS[:4]:
        await reactions.add_words(out.work, person.actor, "full", PLAYGROUP.id, "Graag.", may_show=True)
    [card] = await look(out)
    assert part_of(card).content.values["words_told"] == "–"
    await reactions.add_words(out.work, PARENTS[4].actor, "full", PLAYGROUP.id, "Graag.", may_show=True)
    out.clock.move(hours=1)
    [card] = await look(out)
    assert part_of(card).content.values["words_told"] == "5+"
    assert "Graag" not in str(card)


async def test_by_night_without_a_group_and_after_four_weeks_nothing_is_told(out: Town) -> None:
    await say(out, ReactionKind.HELPS, *PARENTS)
    out.clock.set(MONDAY_MORNING.replace(hour=21))
    assert await look(out) == []
    out.clock.set(MONDAY_MORNING + timedelta(days=29))
    assert await look(out) == []
    out.clock.set(MONDAY_MORNING + timedelta(days=30))
    out.rows.groups.clear()
    assert await look(out) == []


async def test_six_cards_a_minute_and_the_rest_a_minute_later(town: Town) -> None:
    town.rows.groups[GROUP.id] = GROUP
    for number in range(14):
        assert await cards.show(town.work, GROUP, f"card:{number}", ("common.words_gone",), {})
    due = [delivery.due_at - MONDAY_MORNING for delivery in town.rows.deliveries.values()]
    minute = timedelta(minutes=1)
    assert due == [0 * minute] * 6 + [minute] * 6 + [2 * minute] * 2


def test_every_door_leads_to_a_flow_that_takes_what_it_gives() -> None:
    book, mistakes = read_book(ROOT / "flows")
    assert mistakes == []
    for flow, values in {
        "move_proposal": {"proposal_id"},
        "read_words": {"bulletin_id", "subject"},
        "propose_in": {"trajectory_id"},
    }.items():
        assert set(book.flows[flow].takes) == values
