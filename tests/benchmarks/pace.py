"""28 a second, against a server that refuses the 31st message of any second."""

import asyncio
from dataclasses import replace

from bot.domain.bulletin import BulletinState
from bot.outbox.pace import account_pace
from tests.benchmarks.answering import Manner, Witness
from tests.benchmarks.figures import Figures
from tests.benchmarks.scale import Scale
from tests.benchmarks.server import Incorrect, Server
from tests.benchmarks.stores import Stores
from tests.benchmarks.town import BULLETIN, town

PER_SECOND = 28.0
REFUSED_ABOVE = 30
LATENCY = (0.02, 0.2)


async def measure(stores: Stores, server: Server, kind: str, scale: Scale) -> Figures:
    """Twice: the server counts what comes in when it leaves us and answers late; and it comes in late, by up to 45 ms."""
    return {
        "answers_late": await _run(stores, server, kind, scale, Manner(latency=LATENCY, per_second=REFUSED_ABOVE)),
        "comes_in_late": await _run(
            stores, server, kind, scale, Manner(latency=(0.015, 0.155), way_there=(0.005, 0.045), per_second=REFUSED_ABOVE)
        ),
    }


async def _run(stores: Stores, server: Server, kind: str, scale: Scale, manner: Manner) -> Figures:
    count = int((scale.pace_seconds + 2) * PER_SECOND * 1.1)
    async with stores.fresh(kind) as url, town(server, url, count, per_second=PER_SECOND) as place:
        async with place.house.units() as uow:
            await uow.bulletins.save(replace(await uow.bulletins.get(BULLETIN), state=BulletinState.SENDING))
        await place.plan(count)
        await server.behave(manner)
        stop = asyncio.Event()
        running = asyncio.create_task(place.house.dispatcher.run(stop))
        await asyncio.sleep(scale.pace_seconds + 2)
        stop.set()
        await running
        witness = await server.witness()
    if any(len(found) > 1 for found in witness.arrivals.values()):
        raise Incorrect("somebody got it twice")
    return _figures(witness, scale.pace_seconds)


def _figures(witness: Witness, seconds: int) -> Figures:
    arrivals = sorted(at for found in witness.arrivals.values() for at in found)
    start = arrivals[0] + 1.0  # the first second has the burst that follows a silence
    counted = sum(1 for at in arrivals if start <= at < start + seconds)
    most, first = 0, 0
    for last, at in enumerate(arrivals):
        while arrivals[first] <= at - 1.0:
            first += 1
        most = max(most, last - first + 1)
    return {
        "per_second": counted / seconds,
        "share_of_pace": counted / seconds / PER_SECOND,
        "refused_429": witness.refused,
        "most_in_any_second": most,
        "burst": account_pace(PER_SECOND).burst,
        "seconds": seconds,
    }
