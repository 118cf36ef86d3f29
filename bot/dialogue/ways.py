"""Every way on from a step, and the values that are there at its end: one picture for all checks of paths."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.dialogue.actions import Vocabulary
from bot.dialogue.book import FlowBook
from bot.dialogue.model import Step
from bot.dialogue.parts import ActionCall, Reaction

Names = frozenset[str]
NONE: Names = frozenset()


@dataclass(frozen=True, slots=True)
class Way:
    """`to` None: the file names no step here. `gives` are values beyond those at the step's entry."""

    to: str | None
    path: tuple[str | int, ...]
    """Where in the step it stands."""
    gives: Names = NONE
    waits: bool = False
    """The conversation stands still before it goes this way."""


@dataclass(frozen=True, slots=True)
class Map:
    """Where ways lead, by the files and by what the program knows."""

    book: FlowBook
    vocabulary: Vocabulary
    passing: Names = NONE
    """Flows that can come back to their caller without having waited."""

    def from_step(self, step: Step) -> Iterator[Way]:
        """Every way on."""
        if step.when:
            yield Way(step.otherwise or step.go, ("when",))
        yield from self._outcomes(step.do, step.on, NONE, ("on",), waits=False)
        told = self.told(step)
        if self.may_find_nothing(step):
            nothing = step.when_nothing_found or (None if step.answer or step.fixed else step.go)
            if nothing or not (step.answer or step.fixed):
                yield Way(nothing, ("choose",) if step.choose else ("choices",), told)
        if self.may_offer_nothing(step):
            yield Way(None, ("choices",), told)
        if step.waits:
            yield from self._waiting(step, told)
        elif step.each:
            yield Way(step.go, ("each",), told)
        elif step.call:
            called = self.book.flows.get(step.call)
            gives = frozenset(called.gives) if called else NONE
            yield Way(step.go, ("call",), told | gives, waits=called is not None and step.call not in self.passing)
        elif not step.end:
            yield Way(step.go, ("go",), told)

    def told(self, step: Step) -> Names:
        """What a step's own actions give, before it speaks."""
        return self.given(step.do)

    def given(self, actions: Sequence[ActionCall]) -> Names:
        """What these actions give when each ends with `done`."""
        specs = [self.vocabulary.actions.get(action.name) for action in actions]
        return NONE.union(*(spec.gives for spec in specs if spec))

    def found(self, query: str | None) -> Names:
        """What each item of a query has."""
        spec = self.vocabulary.queries.get(query or "")
        return spec.gives if spec else NONE

    def may_find_nothing(self, step: Step) -> bool:
        """Its buttons come from a query that can come back empty."""
        if step.query is None or step.each:
            return False
        spec = self.vocabulary.queries.get(step.query[0])
        return spec is None or not spec.always_finds

    def may_offer_nothing(self, step: Step) -> bool:
        """Nothing moves it on but buttons, each of which may be hidden or not found."""
        hidden = bool(step.fixed) and all(choice.when for choice in step.fixed.values())
        if not hidden or step.answer or step.wait_for or step.until:
            return False
        return step.found is None or (step.found.none is None and self.may_find_nothing(step))

    def chosen(self, step: Step, key: str) -> Names:
        """What a choice adds to the values, before its own actions."""
        gives = self.told(step)
        if step.answer:
            gives |= {step.answer.save_as, f"{step.answer.save_as}_media"}
        if key == "*" and step.found:
            gives |= self.found(step.found.from_)
        if key == "done" and step.choose:
            gives |= {step.choose.save_as, f"{step.choose.save_as}_labels"}
        return gives

    def comes_back(self, flow: str) -> bool:
        """Whether a called flow can come to its end without having waited."""
        steps = self.book.flows[flow].steps
        todo, been = [self.book.flows[flow].first], set[str]()
        while todo:
            name = todo.pop()
            if name in been or name not in steps:
                continue
            if steps[name].end:
                return True
            been.add(name)
            todo += [way.to for way in self.from_step(steps[name]) if way.to and not way.waits]
        return False

    def _waiting(self, step: Step, told: Names) -> Iterator[Way]:
        for key, reaction in step.reactions().items():
            yield from self._reaction(step, key, reaction)
        if step.answer:
            gives = {step.answer.save_as, f"{step.answer.save_as}_media"}
            gives |= {f"{step.answer.save_as}_about"} if step.teach_back else set()
            yield Way(step.go, ("answer",), told | gives, waits=True)
        if step.wait_for:
            yield Way(step.go, ("wait_for",), told | self.vocabulary.events.get(step.wait_for, NONE), waits=True)
        if step.until:
            yield Way(step.until.go, ("until",), told, waits=True)

    def _reaction(self, step: Step, key: str, reaction: Reaction) -> Iterator[Way]:
        path = path_of(step, key)
        before = self.chosen(step, key)
        yield from self._outcomes(reaction.do, reaction.on, before, (*path, "on"), waits=True)
        yield Way(reaction.go or step.go, path, before | self.given(reaction.do), waits=True)

    def _outcomes(
        self, actions: Sequence[ActionCall], on: dict[str, str], before: Names, path: tuple[str, ...], *, waits: bool
    ) -> Iterator[Way]:
        for action in actions:
            spec = self.vocabulary.actions.get(action.name)
            if spec is None:
                continue
            for outcome in sorted(spec.outcomes):
                if outcome in on:
                    yield Way(on[outcome], (*path, outcome), before | spec.gives_on.get(outcome, NONE), waits=waits)
            before |= spec.gives


def chart_of(book: FlowBook, vocabulary: Vocabulary) -> Map:
    """The map of a whole book: a flow passes when a way through it does, calls of passing flows included."""
    chart = Map(book, vocabulary)
    while (passing := frozenset(name for name in book.flows if chart.comes_back(name))) != chart.passing:
        chart = Map(book, vocabulary, passing)
    return chart


def path_of(step: Step, key: str) -> tuple[str, ...]:
    """Where in a step the reaction with this key stands."""
    if step.choose and key == "done":
        return ("choose", "done")
    if step.found:
        return ("choices",) if key == "*" else ("choices", "also", key)
    return ("choices", key)
