"""Finds what would go wrong in a conversation before a person does (Invariant 8)."""

from collections.abc import Iterator

from bot.dialogue.actions import Vocabulary
from bot.dialogue.binding import binding_findings
from bot.dialogue.book import FlowBook
from bot.dialogue.cadence_check import cadence_findings
from bot.dialogue.finding import Finding, Pen
from bot.dialogue.naming import naming_findings
from bot.dialogue.paths import path_findings
from bot.dialogue.shapes import shape_findings
from bot.dialogue.values import value_findings
from bot.dialogue.ways import Map, chart_of

__all__ = ["Finding", "check", "check_flow", "unready"]


def check(book: FlowBook, vocabulary: Vocabulary) -> list[Finding]:
    """Everything, by file and line. A book without findings works: no conversation of it can get stuck."""
    chart = chart_of(book, vocabulary)
    found = [finding for name in book.flows for finding in _within(chart, name)]
    found += _between_flows(book)
    found += _own_texts(book)
    found += cadence_findings(book, vocabulary)
    return _in_order(found)


def check_flow(chart: Map, name: str) -> list[Finding]:
    """What `check` says of one flow, for who looks at one of many."""
    return _in_order([*_within(chart, name), *(finding for finding in _between_flows(chart.book) if finding.of == name)])


def _in_order(found: list[Finding]) -> list[Finding]:
    return sorted(dict.fromkeys(found), key=lambda one: (str(one.file), one.line, one.code, one.what))


def _within(chart: Map, name: str) -> Iterator[Finding]:
    flow, write = chart.book.flows[name], Pen(chart.book, name)
    yield from naming_findings(chart, flow, write)
    yield from path_findings(chart, flow, write)
    yield from value_findings(chart, flow, write)
    yield from shape_findings(chart.book, flow, write)
    yield from binding_findings(chart, flow, write)


def unready(book: FlowBook, vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Flows that cannot start yet, with the planned actions and queries that they (or flows they call) use."""
    found: dict[str, tuple[str, ...]] = {}
    for name in book.flows:
        planned: set[str] = set()
        for flow in _closure(book, name):
            for step in book.flows[flow].steps.values():
                used = {action.name for do in (step.do, *(one.do for one in step.reactions().values())) for action in do}
                planned |= {one for one in used if (spec := vocabulary.actions.get(one)) and spec.planned}
                if step.query and (query := vocabulary.queries.get(step.query[0])) and query.planned:
                    planned.add(query.name)
        if planned:
            found[name] = tuple(sorted(planned))
    return found


def _calls(book: FlowBook, name: str) -> set[str]:
    steps = book.flows[name].steps.values()
    called = {step.call for step in steps} | {step.each.call for step in steps if step.each}
    return {one for one in called if one in book.flows and one is not None}


def _closure(book: FlowBook, name: str) -> set[str]:
    found, todo = set[str](), [name]
    while todo:
        if (flow := todo.pop()) not in found:
            found.add(flow)
            todo += _calls(book, flow)
    return found


def _between_flows(book: FlowBook) -> Iterator[Finding]:
    commands: dict[tuple[str, str], str] = {}
    for name, flow in book.flows.items():
        write = Pen(book, name)
        for called in _calls(book, name):
            if name in _closure(book, called):
                step = next(s for s, one in flow.steps.items() if called in {one.call, one.each.call if one.each else None})
                what = f"'{name}' calls '{called}', which leads back to '{name}'."
                yield write("recursion", ("steps", step), what, "Go to a step instead, or start the other flow by an event.")
        theirs = (flow.roles or ("coordinator",)) if flow.audience == "coordinator" else ("parent",)
        for command in flow.commands:
            # Two flows may have one command when nobody's role is in both.
            others = [other for role in theirs if (other := commands.setdefault((role, command), name)) != name]
            for other in dict.fromkeys(others):
                what = f"The command '{command}' starts '{other}' too."
                yield write("ambiguous", ("commands",), what, "Give one of them another command.")


def _own_texts(book: FlowBook) -> Iterator[Finding]:
    steps = [step for flow in book.flows.values() for step in flow.steps.values()]
    needed = {
        "not_understood": any(step.asks for step in steps),
        "too_long": any(step.answer for step in steps),
        "skip": any(step.answer and step.answer.skippable for step in steps),
        "back": any(step.back for step in steps),
    }
    for name in (name for name, wanted in needed.items() if wanted and name not in book.common.texts):
        what = f"The text common.{name} is missing."
        yield Pen(book, "common")("missing_text", ("texts",), what, "The flow language needs it: add it under texts.")
