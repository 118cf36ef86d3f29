"""How long somebody waits for an answer while a broadcast goes out, and when nothing else happens."""

from bot.domain.actor import operator
from bot.services.delivery import sending
from tests.benchmarks.answering import Manner
from tests.benchmarks.figures import Figures
from tests.benchmarks.scale import Scale
from tests.benchmarks.server import Incorrect, Server
from tests.benchmarks.stores import Stores
from tests.benchmarks.talking import PATIENCE, answer_times, command, figures, open_for_business
from tests.benchmarks.town import BULLETIN, COALITION, Town, chat, town

PER_SECOND = 28.0
MANNER = Manner(latency=(0.05, 0.05))
EVERY = 0.15


async def measure(stores: Stores, server: Server, kind: str, scale: Scale) -> Figures:
    """Everything runs: polling, handling, opening, dispatching. From the update until the answer comes in at the server."""
    async with stores.fresh(kind) as url, town(server, url, scale.broadcast, per_second=PER_SECOND) as place:
        await server.behave(MANNER)
        async with open_for_business(place.house):
            idle = await _ask(server, place, scale.broadcast, scale.replies)
            async with place.house.work() as work:
                await sending.send(work, operator(COALITION), BULLETIN)
            await server.arrival(chat(0), 1, PATIENCE)
            busy = await _ask(server, place, scale.broadcast + scale.replies, scale.replies)
        witness = await server.witness()
    going = sum(1 for one in place.chats if witness.arrivals.get(one))
    if going >= scale.broadcast:
        raise Incorrect("the broadcast was over before the last answer")
    found: Figures = {"idle": figures(idle), "during_a_broadcast": figures(busy), "broadcast_reached_meanwhile": going}
    return found | {"p95_to_idle_p95": found["during_a_broadcast"]["p95_ms"] / found["idle"]["p95_ms"]}


async def _ask(server: Server, place: Town, first: int, count: int) -> list[float]:
    """Parents who joined just now, and so get no broadcast that was planned before, each ask for help once."""
    await place.add_parents(first, count)
    asking = [chat(first + one) for one in range(count)]
    return await answer_times(server, [(one, command(one, "/help")) for one in asking], every=EVERY)
