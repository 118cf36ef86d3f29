"""Checks that what binds a parent (`Binds`) is asked, or told, in words that a coalition approves before it speaks a language.

Nobody can take a question of consent, of erasing or of stopping out of these by accident: the way to the action is walked back to
the question that it follows on, through flows that are called too.
"""

from collections.abc import Iterator

from bot.dialogue.actions import Binds
from bot.dialogue.book import FlowBook, slots
from bot.dialogue.finding import Finding, Pen
from bot.dialogue.model import Flow
from bot.dialogue.parts import ActionCall
from bot.dialogue.ways import Map, path_of

_MARK = "Write safety: true at that step."
_START = ""
_BACK = {("call",), ("each",)}
"""Ways from a step that calls another flow, when that is over."""


def binding_findings(chart: Map, flow: Flow, write: Pen) -> Iterator[Finding]:
    """All of them, for one flow."""
    yield from _marks(flow, write)
    if flow.audience != "parent":
        return
    for name, step in flow.steps.items():
        for key, reaction in step.reactions().items():
            for action, _ in _binding(chart, reaction.do):
                if not _asks(flow, name):
                    what = f"'{action}' follows on '{name}', of which not every word is approved first."
                    yield write("unapproved", ("steps", name, *path_of(step, key)), what, _MARK)
        for action, binds in _binding(chart, step.do):
            if binds is Binds.TOLD and _tells(chart.book, flow, name):
                continue
            for of, question in sorted(_questions(chart, flow, name)):
                if not question:
                    mend = (
                        "Ask first, in a step with safety: true." if binds is Binds.ASKED else "Say it here, with safety: true."
                    )
                    yield write("unapproved", ("steps", name, "do"), f"'{action}' is done without a question.", mend)
                elif not _asks(chart.book.flows[of], question):
                    asked = question if of == flow.flow else f"{of}.{question}"
                    what = f"'{action}' follows on '{asked}', of which not every word is approved first."
                    yield write("unapproved", ("steps", name, "do"), what, _MARK)


def _marks(flow: Flow, write: Pen) -> Iterator[Finding]:
    for name, step in flow.steps.items():
        if step.safety and flow.audience != "parent":
            what = "What coordinators read is approved by nobody first."
            yield write("mismatch", ("steps", name, "safety"), what, "Leave it out here.")
        missing = [slot for slot in (step.safety if isinstance(step.safety, tuple) else ()) if getattr(step, slot) is None]
        for slot in missing:
            yield write(
                "mismatch", ("steps", name, "safety"), f"There is no {slot} in '{name}'.", f"Add {slot}, or leave it out."
            )


def _binding(chart: Map, actions: tuple[ActionCall, ...]) -> Iterator[tuple[str, Binds]]:
    for action in actions:
        spec = chart.vocabulary.actions.get(action.name)
        if spec is not None and spec.binds is not None:
            yield action.name, spec.binds


def _asks(flow: Flow, name: str) -> bool:
    """It is a question to a person, in words that are all approved first."""
    step = flow.steps[name]
    return step.asks and all(flow.wants_approval(name, slot) for slot, _, _ in slots(step) if slot != "picture")


def _tells(book: FlowBook, flow: Flow, name: str) -> bool:
    """What it says is approved first, borrowed or not."""
    step = flow.steps[name]
    if (source := book.borrowed(step)) is not None:
        of, _, origin = source[0].partition(".")
        return bool(source[1].say or source[1].ask) and all(
            book.flows[of].wants_approval(origin, slot) for slot in ("say", "ask") if getattr(source[1], slot)
        )
    said = "say" if step.say else "ask"
    return getattr(step, said) is not None and flow.wants_approval(name, said)


def _questions(chart: Map, flow: Flow, name: str, within: frozenset[str] = frozenset()) -> set[tuple[str, str]]:
    """Flow and step of whatever somebody last answered, or waited at, before this step; with `_START` for a way from the flow's
    own start on which nobody waits. `within` are the flows that this one is called by."""
    found: set[tuple[str, str]] = set()
    todo, been = [name], {name}
    while todo:
        at = todo.pop()
        if at == flow.first:
            found.add((flow.flow, _START))
        for before, step in flow.steps.items():
            ways = [way for way in chart.from_step(step) if way.to == at]
            called = chart.book.flows.get(step.call or (step.each.call if step.each else ""))
            if called is not None and any(way.path in _BACK for way in ways):
                found |= _last_of(chart, called, within | {flow.flow})
            elif any(way.waits for way in ways):
                found.add((flow.flow, before))
            if any(not way.waits for way in ways) and before not in been:
                been.add(before)
                todo.append(before)
    return found


def _last_of(chart: Map, flow: Flow, within: frozenset[str]) -> set[tuple[str, str]]:
    """The questions that a called flow ends with. That it may end without any is seen where it is called."""
    if flow.flow in within:
        return set()  # flows that call each other in a circle are refused by themselves
    ends = [name for name, step in flow.steps.items() if step.end]
    found = {one for name in ends for one in _questions(chart, flow, name, within)}
    return {one for one in found if one[1] != _START}
