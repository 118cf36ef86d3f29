"""A bulletin that everybody gets by way of their own conversation, and what they tap under its first question."""

import asyncio
import time

import sqlalchemy as sa

from bot.domain.actor import operator
from bot.services.delivery import sending
from bot.storage.tables.bulletins import reactions
from tests.benchmarks.answering import Manner, Witness
from tests.benchmarks.figures import Figures
from tests.benchmarks.scale import Scale
from tests.benchmarks.server import Incorrect, Server
from tests.benchmarks.stores import Stores
from tests.benchmarks.talking import PATIENCE, answer_times, figures, open_for_business, tap
from tests.benchmarks.town import BULLETIN, COALITION, Town, town

PER_SECOND = 1_000.0
EVERY = 0.05


async def measure(stores: Stores, server: Server, kind: str, scale: Scale) -> Figures:
    """Opened bulletins a second, from the plan until the question with its buttons is there; then taps one by one; then all the
    others at once, until the last reaction is on the disk."""
    async with stores.fresh(kind) as url, town(server, url, scale.reactions, per_second=PER_SECOND) as place:
        await server.behave(Manner())
        async with open_for_business(place.house):
            began = time.monotonic()
            async with place.house.work() as work:
                await sending.send(work, operator(COALITION), BULLETIN)
            witness = await _asked(server, place)
            opened = scale.reactions / (max(found[-1] for found in witness.arrivals.values()) - began)
            messages = len(next(iter(witness.arrivals.values())))
            if any(len(found) != messages for found in witness.arrivals.values()):
                raise Incorrect("not everybody got as many messages")
            taps = [(chat, tap(chat, tokens[-1][0])) for chat, tokens in sorted(witness.buttons.items())]
            few = len(taps) // 4
            times = await answer_times(server, taps[:few], every=EVERY, after=messages)
            began = time.monotonic()
            await server.send_updates(*(update for _, update in taps[few:]))
            await _kept(place, len(taps))
            seconds = time.monotonic() - began
    return {
        "bulletins_opened_per_second": opened,
        "messages_each": messages,
        "one_by_one": figures(times),
        "reactions_per_second": (len(taps) - few) / seconds,
        "reactions": len(taps),
    }


async def _asked(server: Server, place: Town) -> Witness:
    """Everybody has the question, and the dispatcher nothing more to say."""
    until = time.monotonic() + 10 * PATIENCE
    while time.monotonic() < until:
        witness = await server.witness()
        if len(witness.buttons) == place.parents:
            return witness
        await asyncio.sleep(0.2)
    raise Incorrect(f"{place.parents - len(witness.buttons)} did not get the question")


async def _kept(place: Town, count: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        async with place.house.store.reading() as connection:
            found = (await connection.execute(sa.select(sa.func.count()).select_from(reactions))).scalar_one()
        if found >= count:
            if found > count:
                raise Incorrect(f"{found} reactions kept of {count}")
            return
        await asyncio.sleep(0.02)
    raise Incorrect(f"{found} reactions kept of {count}")
