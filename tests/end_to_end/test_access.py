"""Nobody outside the coalition, and no parent, reaches anything of the coordinators' desk: by a command, a button that they saw
elsewhere, one of yesterday, or one that they made up.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from bot.rehearsal.demo.stage import Somebody, Stage
from bot.rehearsal.messages import Message
from bot.rehearsal.phones import Phone
from bot.storage.tables.conversations import conversations
from bot.storage.tables.schema import metadata
from tests.end_to_end.elsewhere import Elsewhere
from tests.end_to_end.town import asks, in_group, joined, person_of, sends, set_aside, stranger

BESIDE = {"inbox", "conversations", "buttons", "follow_ups", "deliveries", "parts", "addresses", "data_keys", "audit"}
"""Tables in which the attempt itself leaves a trace, and the answer that it gets."""
BESIDE_TOO = {"account_paces", "lane_paces", "poll_leases", "heartbeats"}


async def stored(stage: Stage) -> dict[str, list[Any]]:
    """Everything that coordinators work on."""
    found = {}
    async with stage.house.units.store.reading() as connection:
        for table in metadata.sorted_tables:
            if table.name not in BESIDE | BESIDE_TOO:
                rows = await connection.execute(sa.select(table).order_by(*table.primary_key.columns))
                found[table.name] = [tuple(row) for row in rows]
        # What Marit is in the middle of is hers.
        marit = await _id_of(stage, stage.people["Marit"])
        rows = await connection.execute(sa.select(conversations).where(conversations.c.person_id == marit))
        found["conversations"] = sorted(tuple(row) for row in rows)
    return found


async def _id_of(stage: Stage, somebody: Somebody) -> str:
    async with stage.house.work() as work:
        person = await person_of(work, somebody)
        assert person is not None
        return person.id


async def theirs(stage: Stage, *outsiders: Somebody) -> list[str]:
    """Coordinators' flows of which these people have had a conversation."""
    flows = stage.house.library.book.flows
    found = []
    async with stage.house.work() as work:
        for somebody in outsiders:
            person = await person_of(work, somebody)
            for name, flow in flows.items():
                if flow.audience == "coordinator" and person and await work.uow.conversations.newest(person.id, name):
                    found.append(f"{somebody.name}: {name}")
    return found


async def former_coordinator(stage: Stage, somebody: Somebody) -> None:
    """Their roles are gone, as when they left."""
    async with stage.house.work() as work:
        person = await person_of(work, somebody)
        assert person is not None
        await work.uow.people.save(replace(person, roles=frozenset()))


def commands(stage: Stage) -> list[str]:
    """Every word, in Dutch and English, that is a command for whoever works along, and for no parent."""
    book = stage.house.library.book
    staff = {command for flow in book.flows.values() if flow.audience == "coordinator" for command in flow.commands}
    parents = {command for flow in book.flows.values() if flow.audience == "parent" for command in flow.commands}
    words = {command: book.words.commands.get(command, {}) for command in staff - parents}
    return sorted({word for name, of in words.items() for word in (name, *of.get("nl", ()), *of.get("en", ()))})


def buttons(messages: list[Message]) -> Iterator[str]:
    for message in messages:
        for row in message.keyboard or []:
            yield from (button["callback_data"] for button in row if "callback_data" in button)


async def busy_desk(stage: Stage) -> list[str]:
    """Marit has given every command, in her own chat and in the group; what all buttons carry that she saw there."""
    marit = stage.people["Marit"]
    lotte = await joined(stage, "Sem")
    await asks(stage, lotte, "Is de koffie-ochtend ook in juli?")
    await sends(stage)
    await stage.pass_time(minutes=20)
    for word in commands(stage):
        marit.phone.say(f"/{word}")
        marit.phone.say(f"/{word}", chat=stage.forum.chat if stage.forum else None)
        await stage.settle()
    topics = [topic.id for topic in stage.forum.topics] if stage.forum else []
    seen = [*marit.phone.received, *in_group(stage), *(message for topic in topics for message in in_group(stage, topic))]
    return sorted({*buttons(seen)})


async def test_no_command_of_coordinators_does_anything_for_anybody_else(stage: Stage, elsewhere: Elsewhere) -> None:
    parent, nobody = await joined(stage, "Lotte"), stranger(stage, "Kees")
    noor = Somebody("Noor here", "nl", Phone(stage.world, stage.bot, elsewhere.noor.phone.user))
    stage.world.start_chat(stage.bot, noor.phone.user)
    stage.world.start_chat(stage.bot, nobody.phone.user)
    bram = stage.people["Bram"]
    await former_coordinator(stage, bram)
    before = await stored(stage)
    assert len(commands(stage)) > 10
    for word in commands(stage):
        for somebody in (parent, nobody, bram, noor):
            somebody.phone.say(f"/{word}")
        bram.phone.say(f"/{word}", chat=stage.forum.chat if stage.forum else None)
        await stage.settle()
    assert await theirs(stage, parent, bram) == []
    assert await stored(stage) == before
    assert await set_aside(stage) == 0


@pytest.mark.parametrize("thoroughly", [False, pytest.param(True, marks=pytest.mark.chaos)])
async def test_no_button_of_coordinators_does_anything_for_anybody_else(
    stage: Stage, elsewhere: Elsewhere, *, thoroughly: bool
) -> None:
    """Each is tapped by a parent and by one of the four others in turn; in `make chaos` by all."""
    tokens = await busy_desk(stage)
    assert len(tokens) > 20
    parent, nobody, bram = await joined(stage, "Lotte"), stranger(stage, "Kees"), stage.people["Bram"]
    noor = Somebody("Noor here", "nl", Phone(stage.world, stage.bot, elsewhere.noor.phone.user))
    for somebody in (parent, nobody, bram, noor):
        stage.world.start_chat(stage.bot, somebody.phone.user)
        await stage.say(somebody, "Hallo")
    await stage.say(elsewhere.noor, "/help")
    await former_coordinator(stage, bram)
    before = await stored(stage)
    others = (nobody, bram, noor, elsewhere.noor)
    for number, data in enumerate([*tokens, "made-up", "x" * 64, "0", f"{tokens[0]}a", tokens[0][:-1]]):
        for somebody in (parent, *(others if thoroughly else others[number % 4 : number % 4 + 1])):
            somebody.phone.tap_data(somebody.phone.received[-1], data)
        if number % 10 == 0:
            await stage.settle()
    await stage.settle()
    assert await theirs(stage, parent) == []
    assert await stored(stage) == before
    assert await set_aside(stage) == 0


async def test_a_former_coordinators_own_buttons_are_over(stage: Stage, elsewhere: Elsewhere) -> None:
    bram = stage.people["Bram"]
    await joined(stage, "Lotte")
    await stage.say(bram, "/stuur")
    [ask] = [message for message in bram.phone.received if message.keyboard][-1:]
    await former_coordinator(stage, bram)
    before = await stored(stage)
    for data in buttons([ask]):
        bram.phone.tap_data(ask, data)
        await stage.settle()
    await stage.say(bram, "Nu sturen")
    assert await stored(stage) == before
    assert await set_aside(stage) == 0
