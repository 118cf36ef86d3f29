"""`GET /metrics`, for Prometheus. Numbers only: labels are names of ours (a state, a tick, a bot account), never a person's.

What stands in the database is the same from every process: take the highest, not the sum. The rest is this process's own.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.services.reporting.backlog import Backlog
from bot.serving.pulse import Pulse

log = logging.getLogger(__name__)

BACKLOG_SECONDS = 5.0
"""How long the database may take; after that the page says what this process knows by itself."""
CALL_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 30.0, 60.0)
"""Seconds: from a server beside us to the time after which a call counts as ambiguous."""
HANDLING_BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 5.0)


class Metrics:
    """Of one process, in a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._outcomes = Counter(
            "weerklank_calls",
            "Calls to a channel, by what came of them; too_fast is a 429.",
            ["bot_account", "outcome"],
            registry=self._registry,
        )
        self._call_seconds = Histogram(
            "weerklank_call_seconds", "How long a call to a channel took.", buckets=CALL_BUCKETS, registry=self._registry
        )
        self._handled = Counter(
            "weerklank_inbox_handled", "Inbox rows that were handled, or failed.", ["result"], registry=self._registry
        )
        self._handling_seconds = Histogram(
            "weerklank_handling_seconds", "How long handling a row took.", buckets=HANDLING_BUCKETS, registry=self._registry
        )
        self._tick_failures = Counter("weerklank_tick_failures", "Ticks that failed.", ["tick"], registry=self._registry)
        for result in ("handled", "failed"):
            self._handled.labels(result)
        ProcessCollector(registry=self._registry)

    def called(self, bot_account_id: str, outcome: str, seconds: float) -> None:
        """A call came back. `outcome` is a name of `bot.outbox.outcome`."""
        self._outcomes.labels(bot_account_id, outcome).inc()
        self._call_seconds.observe(seconds)

    def handled(self, *, well: bool, seconds: float) -> None:
        """An inbox row was handled, or failed."""
        self._handled.labels("handled" if well else "failed").inc()
        self._handling_seconds.observe(seconds)

    def tick_failed(self, tick: str) -> None:
        self._tick_failures.labels(tick).inc()

    def page(self, backlog: Backlog | None, ticks: Mapping[str, float], polls: Mapping[str, float]) -> bytes:
        """The text that Prometheus reads. Without `backlog` the database did not answer."""
        now = CollectorRegistry()
        now.register(_Now(backlog, ticks, polls))
        return generate_latest(self._registry) + generate_latest(now)


class MetricsPage:
    """Answers with everything as it is now. `ticks` and `received` are pulses: of ticks, and of bot accounts."""

    def __init__(self, metrics: Metrics, ask: Callable[[], Awaitable[Backlog]], ticks: Pulse, received: Pulse) -> None:
        self._metrics, self._ask, self._ticks, self._received = metrics, ask, ticks, received

    async def answer(self, _: web.Request) -> web.Response:
        """Always 200: what cannot be known is left out, and `weerklank_database_up` says so."""
        backlog: Backlog | None = None
        try:
            async with asyncio.timeout(BACKLOG_SECONDS):
                backlog = await self._ask()
        except Exception as error:
            log.warning("how much waits is not known: %s", type(error).__name__)
        page = self._metrics.page(backlog, _ages(self._ticks), _ages(self._received))
        return web.Response(body=page, headers={"Content-Type": CONTENT_TYPE_LATEST})


class _Now(Collector):
    """What is looked up when somebody asks."""

    def __init__(self, backlog: Backlog | None, ticks: Mapping[str, float], polls: Mapping[str, float]) -> None:
        self._backlog, self._ticks, self._polls = backlog, ticks, polls

    def collect(self) -> Iterator[Metric]:
        up = 0 if self._backlog is None else 1
        yield GaugeMetricFamily("weerklank_database_up", "Whether the database answered.", value=up)
        yield _by("weerklank_tick_age_seconds", "Since a tick last went well.", "tick", self._ticks)
        yield _by("weerklank_poll_age_seconds", "Since Telegram last gave us updates, or none.", "bot_account", self._polls)
        if self._backlog is None:
            return
        yield _by("weerklank_inbox_rows", "Inbox rows to handle, or set aside.", "state", self._backlog.inbox)
        yield GaugeMetricFamily(
            "weerklank_inbox_lag_seconds", "How long the oldest row to handle has been there.", value=self._backlog.inbox_seconds
        )
        yield _by("weerklank_parts", "Parts of deliveries that are not sent yet.", "state", self._backlog.parts)
        yield GaugeMetricFamily(
            "weerklank_due_age_seconds", "How long the part that is longest due has been due.", value=self._backlog.due_seconds
        )
        yield GaugeMetricFamily(
            "weerklank_deliveries_waiting",
            "Deliveries that wait for something, such as an approved text.",
            value=self._backlog.waiting,
        )


def _by(name: str, words: str, label: str, values: Mapping[str, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, words, labels=[label])
    for key, value in sorted(values.items()):
        family.add_metric([key], value)
    return family


def _ages(pulse: Pulse) -> dict[str, float]:
    return {part: sign.age for part, sign in pulse.signs().items()}
