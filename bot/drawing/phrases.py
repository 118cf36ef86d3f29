"""What a picture says of steps and ways in words of its own."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from bot.dialogue.edges import Edge, Why
from bot.dialogue.graph import Graph, Node, Standing
from bot.dialogue.parts import ONLY, ActionCall

_UNITS = ((timedelta(days=1), "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute"))


def lasting(time: timedelta) -> str:
    """`14 days`: in the largest unit, up to days, that it is a whole number of."""
    for unit, name in _UNITS:
        if time % unit == timedelta():
            number = time // unit
            return f"{number} {name}" if number == 1 else f"{number} {name}s"
    return str(time)


def conditions(when: Mapping[str, Any]) -> str:
    """`reading is listen`."""
    return " and ".join(f"{name} is {_one_of(wanted)}" for name, wanted in when.items())


def _one_of(wanted: Any) -> str:
    return " or ".join(map(_scalar, wanted)) if isinstance(wanted, tuple) else _scalar(wanted)


def _scalar(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def action(call: ActionCall) -> str:
    """`record_reaction(kind: helps)`."""
    args = [_one_of(value) if name == ONLY else f"{name}: {_one_of(value)}" for name, value in call.args.items()]
    return f"{call.name}({', '.join(args)})" if args else call.name


def actions(calls: Iterable[ActionCall]) -> str:
    """One after the other, by their names."""
    return ", then ".join(call.name for call in calls)


def standing(node: Node) -> str:
    """What kind of step it is."""
    step = node.step
    match node.standing:
        case Standing.WAITS:
            return f"waits for {step.wait_for}"
        case Standing.CALLS:
            return f"calls {step.call}"
        case Standing.EACH if step.each:
            return f"for each of {step.each.in_}: calls {step.each.call}"
        case Standing.SILENT:
            return "ends" if step.end else "says nothing"
        case _:
            return f"{node.standing}, ends" if step.end else str(node.standing)


def why(edge: Edge, node: Node) -> str:
    """Why a conversation goes this way; empty where the button says it."""
    match edge.why:
        case Why.CHOICE:
            return f"if {conditions(edge.when)}" if edge.when else ""
        case Why.OUTCOME | Why.EVENT:
            return f"{'if' if edge.why is Why.OUTCOME else 'when'} {edge.name}"
        case Why.FOUND if node.step.query:
            return f"one of {node.step.query[0]}"
        case Why.ANSWER if node.step.answer:
            return f"answers: {', '.join(node.step.answer.kinds)}" + ", or skips" * node.step.answer.skippable
        case Why.UNTIL if edge.after:
            return f"after {lasting(edge.after)}"
        case _:
            return _plain(edge, node)


def _plain(edge: Edge, node: Node) -> str:
    nothing = "nothing found" if node.step.query else "none may be shown"
    back = "after all of them" if node.step.each else "comes back"
    return {Why.OTHERWISE: "otherwise", Why.NOTHING: nothing, Why.BACK: back, Why.GO: "then"}.get(edge.why, "")


def beginnings(graph: Graph) -> tuple[str, ...]:
    """What starts the flow."""
    flow = graph.flow
    found = [f"when {event}" for event in flow.starts_on] + [f"/{command}" for command in flow.commands]
    return (*found, *(f"called by {caller}" for caller in graph.callers)) or ("nothing starts it",)


def counted(number: int, one: str, several: str | None = None) -> str:
    """`1 step`, `2 steps`."""
    return f"{number} {one if number == 1 else several or one + 's'}"
