"""A flow as nodes and edges, by the same map of ways as the checker uses, so that a picture cannot differ from what is checked.

A flow with mistakes in it has a graph too, as far as its file could be read: what is wrong stands at the node it belongs to.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.dialogue.actions import Vocabulary
from bot.dialogue.book import FlowBook, slots
from bot.dialogue.checker import check_flow, unready
from bot.dialogue.edges import Edge, Line, edges_of, label_of
from bot.dialogue.finding import Finding
from bot.dialogue.model import Flow, Step
from bot.dialogue.ways import Map, chart_of


class Standing(StrEnum):
    """What a conversation does at a step, after what it says there."""

    ASKS = "asks"
    WAITS = "waits"
    """For an event, or time."""
    CALLS = "calls"
    EACH = "each"
    """Calls a flow for every item of a query."""
    SAYS = "says"
    SILENT = "silent"
    """Only does something, or only decides."""


@dataclass(frozen=True, slots=True)
class Node:
    """A step."""

    name: str
    step: Step
    standing: Standing
    lines: tuple[Line, ...]
    """What it says, asks and reminds of."""
    options: tuple[Line, ...]
    """Of which several may be chosen."""
    edges: tuple[Edge, ...]
    findings: tuple[Finding, ...]

    @property
    def reached(self) -> bool:
        """Whether a way leads here, from the first step on."""
        return all(finding.code != "unreachable" for finding in self.findings)

    @property
    def texts(self) -> tuple[Line, ...]:
        """Everything here that has words in a language."""
        found = (*self.lines, *self.options, *(edge.label for edge in self.edges if edge.label))
        return tuple(line for line in dict.fromkeys(found) if line.key)


@dataclass(frozen=True, slots=True)
class Graph:
    """One flow."""

    flow: Flow
    nodes: tuple[Node, ...]
    findings: tuple[Finding, ...]
    """Those that are about no step of it."""
    planned: tuple[str, ...]
    """Actions and queries that are not built yet: it cannot start."""
    callers: tuple[str, ...]

    @property
    def ghosts(self) -> tuple[str, ...]:
        """Steps that are named and do not exist, in the order of the file."""
        named = [edge.to for node in self.nodes for edge in node.edges if edge.to is not None and not edge.there]
        return tuple(dict.fromkeys(named))

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """In the order of the file."""
        found = [*self.findings, *(finding for node in self.nodes for finding in node.findings)]
        return tuple(sorted(found, key=lambda finding: (finding.line, finding.code, finding.what)))


def calls_of(book: FlowBook) -> tuple[tuple[str, str], ...]:
    """Which flow calls which, by name, in the order of the files; also one that is not there."""
    found = [
        (name, called)
        for name, flow in book.flows.items()
        for step in flow.steps.values()
        if (called := step.each.call if step.each else step.call)
    ]
    return tuple(dict.fromkeys(found))


def graph_of(book: FlowBook, vocabulary: Vocabulary, name: str) -> Graph:
    """The graph of a flow of this book. Raises KeyError for one that is not in it."""
    flow, chart = book.flows[name], chart_of(book, vocabulary)
    findings = check_flow(chart, name)
    nodes = [_node(chart, flow, step, [finding for finding in findings if finding.step == step]) for step in flow.steps]
    others = tuple(finding for finding in findings if finding.step not in flow.steps)
    return Graph(flow, tuple(nodes), others, unready(book, vocabulary).get(name, ()), _callers(book, name))


def _node(chart: Map, flow: Flow, name: str, findings: list[Finding]) -> Node:
    step = flow.steps[name]
    said_by, source = chart.book.borrowed(step) or (f"{flow.flow}.{name}", step)
    texts = [Line(slot, text, f"{said_by}.{slot}") for slot, text, _ in slots(source)]
    lines = tuple(line for line in texts if line.slot in {"say", "ask"} or (line.slot == "remind" and source is step))
    choosable = step.choose.options if step.choose else {}
    options = tuple(label_of(flow, name, f"choices.{key}", option.label) for key, option in choosable.items())
    return Node(name, step, _standing(step), lines, options, edges_of(chart, flow, name), tuple(findings))


def _standing(step: Step) -> Standing:
    if step.waits:
        return Standing.ASKS if step.asks else Standing.WAITS
    if step.each or step.call:
        return Standing.EACH if step.each else Standing.CALLS
    return Standing.SAYS if step.text_of or step.say or step.ask or step.picture else Standing.SILENT


def _callers(book: FlowBook, name: str) -> tuple[str, ...]:
    return tuple(caller for caller, called in calls_of(book) if called == name)
