"""Checks of where a conversation can go: dead ends, circles without a wait, steps that are never reached."""

from collections.abc import Iterator, Mapping

from bot.dialogue.finding import Finding, Pen
from bot.dialogue.model import Flow, Step
from bot.dialogue.ways import Map

Path = tuple[str | int, ...]
"""Where in a flow, by its keys."""


def path_findings(chart: Map, flow: Flow, write: Pen) -> Iterator[Finding]:
    """All of them, for one flow."""
    for name, step in flow.steps.items():
        yield from _dead_ends(chart, flow, name, step, write)
    yield from _replaced(flow, write)
    onward = {name: _next(chart, flow, step, waiting_too=True) for name, step in flow.steps.items()}
    reached = _reachable(onward, {flow.first})
    for name in flow.steps:
        if name not in reached:
            yield write("unreachable", ("steps", name), f"Nothing leads to the step '{name}'.", "Lead to it, or remove it.")
    ends = {name for name, step in flow.steps.items() if step.end}
    backward = {name: {other for other, to in onward.items() if name in to} for name in flow.steps}
    ending = _reachable(backward, ends)
    for name in flow.steps:
        if name in reached and name not in ending and onward[name]:
            mend = "Give it a way to a step with end: true, if need be by until."
            yield write("no_end", ("steps", name), f"From '{name}' the conversation can never end.", mend)
    at_once = {name: _next(chart, flow, step, waiting_too=False) for name, step in flow.steps.items()}
    for name in flow.steps:
        if name in _reachable(at_once, at_once[name]):
            mend = "Let it wait for somebody (choices, answer, wait_for) on the way."
            yield write("circle", ("steps", name), f"'{name}' comes back to itself without waiting.", mend)


def _next(chart: Map, flow: Flow, step: Step, *, waiting_too: bool) -> set[str]:
    return {way.to for way in chart.from_step(step) if way.to in flow.steps and (waiting_too or not way.waits) and way.to}


def _reachable(graph: Mapping[str, set[str]], start: set[str]) -> set[str]:
    todo, found = list(start), set[str]()
    while todo:
        if (name := todo.pop()) not in found:
            found.add(name)
            todo += graph.get(name, set())
    return found


def _dead_ends(chart: Map, flow: Flow, name: str, step: Step, write: Pen) -> Iterator[Finding]:
    seen: set[tuple[object, ...]] = set()
    for way in chart.from_step(step):
        path = ("steps", name, *way.path)
        if (way.to, path) in seen:
            continue
        seen.add((way.to, path))
        if way.to is None and way.path == ("choices",) and chart.may_offer_nothing(step):
            what = f"When none of the choices of '{name}' may be shown, there is no way on."
            yield write("dead_end", path, what, "Leave when out of one of them, or add until.")
        elif way.to is None and way.path[0] in {"choices", "choose"} and len(way.path) == 1 and not way.waits:
            mend = "Add none: step, the way on when there is nothing to choose."
            yield write("dead_end", path, f"When the query of '{name}' finds nothing, there is no way on.", mend)
        elif way.to is None:
            part = ".".join(str(piece) for piece in way.path)
            yield write("dead_end", path, f"There is no way on from '{name}' ({part}).", "Add go: step, or end: true.")
        elif way.to not in flow.steps:
            yield write(
                "unknown_step",
                write.where(*_words(path)),
                f"There is no step '{way.to}' in this flow.",
                "Correct the name, or add the step.",
            )


def _words(path: Path) -> Iterator[Path]:
    """Where the name of the next step may stand: at the way itself, or for the whole step."""
    step = path[:2]
    if path[2:] == ("when",):
        yield (*step, "otherwise")
    if "on" in path:
        yield path
    yield (*path, "go")
    yield (*step, "go")


def _replaced(flow: Flow, write: Pen) -> Iterator[Finding]:
    for old, new in flow.replaced_by.items():
        path = ("replaced_by", old)
        if flow.step(new) is None:
            yield write("replaced_by", path, f"'{old}' is replaced by '{new}', which is no step.", "Name a step that is there.")
        elif old in flow.steps:
            yield write("replaced_by", path, f"'{old}' is still a step.", "Remove the step, or this line.")
