"""Anything may happen in any order while bulletins go out: it adds up, nobody is disturbed, and what was cancelled stops.

A few runs in `make test`, a thousand of fifty steps in `make chaos`.
"""

import asyncio
import shutil
import tempfile
from collections import Counter
from collections.abc import Coroutine
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from bot.config import Settings
from bot.domain.bulletin import BulletinState
from bot.domain.errors import WeerklankError
from bot.domain.person import Person
from bot.outbox.outcome import Fate, Outcome, Why
from bot.services.delivery import sending, steering
from bot.services.people import joining, leaving
from bot.wiring import Library, read_library
from tests.chaos.model_town import BULLETINS, ModelTown, everybody, load_town, model_town
from tests.outbox.test_quiet import ZONES

TROUBLES = (
    Outcome(Fate.NOT_DELIVERED, Why.TOO_FAST, retry_after=3.0),
    Outcome(Fate.NOT_DELIVERED, Why.NETWORK),
    Outcome(Fate.NOT_DELIVERED, Why.REFUSED),
    Outcome(Fate.NOT_DELIVERED, Why.BLOCKED),
    Outcome(Fate.AMBIGUOUS),
)
people = st.sampled_from(everybody())
bulletins = st.sampled_from(BULLETINS)
SHORT = settings(max_examples=6, stateful_step_count=30)
LONG = settings(max_examples=1000, stateful_step_count=50)


class Weeks(RuleBasedStateMachine):
    """Some weeks in which two bulletins go to six parents."""

    template: ClassVar[Path]
    library: ClassVar[Library]
    seen: ClassVar[Counter[str]] = Counter()
    """How often what a run is about came up, over all runs."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory(prefix="weerklank-model-")
        file = Path(self.folder.name) / "weerklank.db"
        shutil.copy(self.template, file)
        self.opened = model_town(file, self.library)
        self.town: ModelTown = self.runner.run(self.opened.__aenter__())

    def do(self, what: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(what)

    @initialize(bulletin=bulletins)
    def one_is_sent(self, bulletin: str) -> None:
        self.send(bulletin)

    @rule(bulletin=bulletins)
    def send(self, bulletin: str) -> None:
        async def act() -> None:
            async with self.town.house.work() as work:
                broadcast = await sending.send(work, self.town.actor, bulletin)
            self.town.recipients[bulletin] = broadcast.recipients

        with suppress(WeerklankError):  # it was sent before, or everybody left
            self.do(act())

    @rule(bulletin=bulletins)
    def pause(self, bulletin: str) -> None:
        self._steer(steering.pause, bulletin)

    @rule(bulletin=bulletins)
    def resume(self, bulletin: str) -> None:
        self._steer(steering.resume, bulletin)

    @precondition(lambda self: self.town.recipients)
    @rule(bulletin=bulletins)
    def cancel(self, bulletin: str) -> None:
        if self._steer(steering.cancel, bulletin):
            went = self.do(self.town.under_way(bulletin))
            self.town.allowed[bulletin] = went
            self.seen["cancelled halfway"] += bool(went)

    def _steer(self, how: Any, bulletin: str) -> bool:
        async def act() -> None:
            async with self.town.house.work() as work:
                await how(work, self.town.actor, bulletin)

        try:
            self.do(act())
        except WeerklankError:  # not in this state
            return False
        return True

    @rule(count=st.integers(1, 8))
    def some_messages_go(self, count: int) -> None:
        self.do(self.town.opens())
        self.do(self.town.turns(count))

    @rule(count=st.integers(1, 4))
    def some_more_go(self, count: int) -> None:
        self.do(self.town.turns(count))

    @rule()
    def all_that_may_go_goes(self) -> None:
        self.do(self.town.opens())
        self.do(self.town.dispatcher.drain())

    @rule(troubles=st.lists(st.sampled_from(TROUBLES), min_size=1, max_size=4))
    def calls_will_fail(self, troubles: list[Outcome]) -> None:
        self.town.phones.troubles.extend(troubles)

    @rule(turns=st.integers(1, 5))
    def the_process_is_killed(self, turns: int) -> None:
        self.do(self.town.opens())
        self.do(self.town.dies(turns))

    @rule(hours=st.sampled_from((0.02, 1, 5, 11, 24, 72)))
    def time_passes(self, hours: float) -> None:
        self.town.time_passes(hours)

    @rule(person=people, zone=st.sampled_from(ZONES))
    def somebody_lives_elsewhere(self, person: Person, zone: str) -> None:
        self.do(self.town.lives_in(person, zone))

    @rule(person=people, days=st.integers(1, 3))
    def somebody_pauses(self, person: Person, days: int) -> None:
        until = self.town.clock.now() + timedelta(days=days)
        self._says(leaving.pause, person, until)

    @rule(person=people)
    def somebody_goes_on(self, person: Person) -> None:
        self._says(leaving.resume, person)

    @rule(person=people)
    def somebody_stops(self, person: Person) -> None:
        self._says(leaving.stop, person)

    @rule(person=people)
    def somebody_comes_back(self, person: Person) -> None:
        self._says(joining.come_back, person)

    def _says(self, what: Any, person: Person, *more: Any) -> None:
        async def act() -> None:
            async with self.town.house.work() as work:
                await what(work, person.actor, *more)

        with suppress(WeerklankError):  # not in this state
            self.do(act())

    @invariant()
    def it_adds_up(self) -> None:
        self.do(self.town.adds_up())

    def teardown(self) -> None:
        try:
            self.do(self._ends())
        finally:
            self.do(self.opened.__aexit__(None, None, None))
            self.runner.close()
            self.folder.cleanup()

    async def _ends(self) -> None:
        """Nothing is left hanging: it went, it waits with its reason, or it is said why not."""
        before = sum(self.town.copies.values())
        async with self.town.house.work() as work:
            for bulletin in BULLETINS:
                if (await work.uow.bulletins.get(bulletin)).state is BulletinState.PAUSED:
                    await steering.resume(work, self.town.actor, bulletin)
        await self.town.comes_to_rest()
        assert await self.town.unsettled() == []
        async with self.town.house.work() as work:
            for bulletin in self.town.recipients:
                found = await steering.status(work, self.town.actor, bulletin)
                explained = sum(found.reasons.values())
                assert explained >= sum(n for state, n in found.counts.items() if state != "sent"), found
                self.seen.update(found.counts)
        self.seen["runs"] += 1
        self.seen["messages"] += sum(self.town.copies.values())
        self.seen["messages before the end"] += before
        self.seen["twice"] += sum(1 for copies in self.town.copies.values() if copies == 2)


@pytest.mark.parametrize("length", [pytest.param(SHORT, id="short"), pytest.param(LONG, id="long", marks=pytest.mark.chaos)])
def test_whatever_happens_it_adds_up(
    length: settings, sqlite_template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Weeks.template = tmp_path / "town.db"
    shutil.copy(sqlite_template, Weeks.template)
    Weeks.library = read_library(Settings())
    asyncio.run(load_town(f"sqlite:///{Weeks.template}", Weeks.library))
    # The same runs every time, so that a failure is somebody's change; kept examples would differ between machines.
    fixed = settings(length, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    Weeks.seen.clear()
    run_state_machine_as_test(Weeks, settings=fixed)
    if length is LONG:
        with capsys.disabled():
            print(f"\n{dict(Weeks.seen)}")
    assert Weeks.seen["messages before the end"] > 0
    assert length is SHORT or all(
        Weeks.seen[what] for what in ("twice", "uncertain", "cancelled", "cancelled halfway", "blocked")
    )
