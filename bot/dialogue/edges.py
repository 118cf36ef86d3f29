"""The ways on from a step as a picture shows them: why a conversation goes there, and what stands on the button."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum

from bot.dialogue.model import Flow, Step
from bot.dialogue.names import Conditions
from bot.dialogue.parts import ActionCall
from bot.dialogue.text import Text
from bot.dialogue.ways import Map, Way


class Why(StrEnum):
    """What makes a conversation go a way."""

    CHOICE = "choice"
    FOUND = "found"
    """One of the things that a query found is chosen."""
    DONE = "done"
    """Several are chosen."""
    ANSWER = "answer"
    EVENT = "event"
    UNTIL = "until"
    OUTCOME = "outcome"
    """An action did not end with `done`."""
    OTHERWISE = "otherwise"
    NOTHING = "nothing"
    """The query found nothing."""
    BACK = "back"
    """Come back from a called flow."""
    GO = "go"


@dataclass(frozen=True, slots=True)
class Line:
    """A text of a step: `slot` as in its key. A label that is one placeholder has no key, and stands in every language alike."""

    slot: str
    text: Text
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A way on. `to` None: the file names no step; `there` False: the step that it names does not exist."""

    step: str
    to: str | None
    why: Why
    path: tuple[str | int, ...]
    """Where in the step it stands, as in `Way`."""
    name: str = ""
    """Of the choice, the outcome or the event."""
    there: bool = True
    label: Line | None = None
    does: tuple[ActionCall, ...] = ()
    """What a choice has done before it goes on."""
    when: Conditions = field(default_factory=dict)
    """A choice that is only offered when these hold."""
    after: timedelta | None = None
    """How long is waited, for `until`."""

    @property
    def leads_nowhere(self) -> bool:
        return self.to is None or not self.there


def edges_of(chart: Map, flow: Flow, name: str) -> tuple[Edge, ...]:
    """Every way on from a step, once."""
    found = [_edge(flow, name, way) for way in chart.from_step(flow.steps[name])]
    return tuple({(edge.path, edge.why, edge.to): edge for edge in found}.values())


_BY_PART = {
    "when": Why.OTHERWISE,
    "answer": Why.ANSWER,
    "wait_for": Why.EVENT,
    "until": Why.UNTIL,
    "each": Why.BACK,
    "call": Why.BACK,
    "go": Why.GO,
}


def _edge(flow: Flow, name: str, way: Way) -> Edge:
    step, part = flow.steps[name], str(way.path[0])
    edge = Edge(name, way.to, _BY_PART.get(part, Why.NOTHING), way.path, there=way.to is None or way.to in flow.steps)
    if way.path[-2:-1] == ("on",):
        return replace(edge, why=Why.OUTCOME, name=str(way.path[-1]))
    if part in {"choices", "choose"} and way.waits:
        return _chosen(flow, step, edge)
    if part == "until" and step.until:
        return replace(edge, after=step.until.after)
    return replace(edge, name=step.wait_for or "") if part == "wait_for" else edge


def _chosen(flow: Flow, step: Step, edge: Edge) -> Edge:
    if step.choose:
        label = label_of(flow, edge.step, "done", step.choose.done.label)
        return replace(edge, why=Why.DONE, name="done", label=label, does=step.choose.done.do)
    if step.found and edge.path == ("choices",):
        label = Line("found", step.found.label)
        return replace(edge, why=Why.FOUND, name="*", label=label, does=step.found.do)
    choice = step.fixed[str(edge.path[-1])]
    label = label_of(flow, edge.step, f"choices.{edge.path[-1]}", choice.label)
    return replace(edge, why=Why.CHOICE, name=str(edge.path[-1]), label=label, does=choice.do, when=choice.when)


def label_of(flow: Flow, step: str, slot: str, text: Text) -> Line:
    """A button's label."""
    return Line(slot, text, None if text.placeholder else f"{flow.flow}.{step}.{slot}")
