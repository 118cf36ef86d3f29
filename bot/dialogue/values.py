"""Checks of values: what a placeholder names must be there on every way to it."""

from collections.abc import Iterable, Iterator
from typing import Any

from bot.dialogue.book import slots
from bot.dialogue.finding import Finding, Pen
from bot.dialogue.model import Flow, Step
from bot.dialogue.names import Conditions
from bot.dialogue.parts import ActionCall
from bot.dialogue.scene import PERSON_FACTS
from bot.dialogue.text import Text, placeholder
from bot.dialogue.ways import NONE, Map, Names, path_of

COUNTED = frozenset({"each_number", "each_total"})
"""What `each` adds to an item's values."""
Path_ = tuple[str | int, ...]


def at_entry(chart: Map, flow: Flow) -> dict[str, Names]:
    """The values that are there at each step on every way to it. Steps that nothing leads to are left out."""
    found: dict[str, Names] = {flow.first: frozenset(flow.takes)}
    todo = [flow.first]
    while todo:
        name = todo.pop()
        for way in chart.from_step(flow.steps[name]):
            if way.to not in flow.steps or way.to is None:
                continue
            there = found[name] | way.gives
            before = found.get(way.to)
            after = there if before is None else before & there
            if after != before:
                found[way.to] = after
                todo.append(way.to)
    return found


def value_findings(chart: Map, flow: Flow, write: Pen) -> Iterator[Finding]:
    """All of them, for one flow."""
    anywhere = _anywhere(chart, flow)
    reserved = chart.vocabulary.always | set(PERSON_FACTS)
    for name in flow.takes:
        if name in reserved:
            yield write("reserved", ("takes",), f"'{name}' is always there and cannot be taken.", "Leave it out, or rename it.")
    for name, there in at_entry(chart, flow).items():
        step, at = flow.steps[name], ("steps", name)
        yield from _conditions(step, anywhere, at, write)
        for saved, path in _saved(step):
            if saved in reserved:
                yield write("reserved", (*at, *path), f"'{saved}' is the name of something else.", "Save it under another name.")
        yield from _args_of(chart, step.do, there, (*at, "do"), write)
        told = there | chart.told(step)
        yield from _texts(chart, step, told, at, write)
        for key, reaction in step.reactions().items():
            path = (*at, *path_of(step, key), "do")
            yield from _args_of(chart, reaction.do, there | chart.chosen(step, key), path, write)
        if step.query:
            path = (*at, "each" if step.each else "choose" if step.choose else "choices")
            yield from _args(step.query[1], told, path, write)
        yield from _call(chart, step, told, at, write)
        if step.end and (missing := set(flow.gives) - told):
            what = f"At this end {_listed(missing)} is not there, and the flow gives it."
            yield write("placeholder", (*at, "end"), what, "See that every way to an end has it.")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in sorted(names))


def _anywhere(chart: Map, flow: Flow) -> Names:
    """Every value that is there on some way."""
    ways = [way.gives for step in flow.steps.values() for way in chart.from_step(step)]
    told = [chart.told(step) for step in flow.steps.values()]
    return NONE.union(flow.takes, PERSON_FACTS, *ways, *told)


def _conditions(step: Step, anywhere: Names, at: Path_, write: Pen) -> Iterator[Finding]:
    conditions: list[tuple[Conditions, Path_]] = [(step.when, ("when",))]
    conditions += [(choice.when, (*path_of(step, key), "when")) for key, choice in step.fixed.items()]
    if step.choose:
        conditions += [(option.when, ("choose", "options", key, "when")) for key, option in step.choose.options.items()]
    for condition, path in conditions:
        for name in sorted(set(condition) - anywhere):
            what = f"Nothing gives '{name}', so this never holds."
            yield write("condition", (*at, *path, name), what, f"Always known are: {', '.join(PERSON_FACTS)}.")


def _saved(step: Step) -> Iterator[tuple[str, Path_]]:
    if step.answer:
        yield step.answer.save_as, ("answer", "save_as")
    if step.choose:
        yield step.choose.save_as, ("choose", "save_as")


def _texts(chart: Map, step: Step, there: Names, at: Path_, write: Pen) -> Iterator[Finding]:
    for slot, text, is_button in slots(step):
        if missing := text.names - there - chart.vocabulary.always:
            what = f"{_listed(missing)} is not there on every way to this {'button' if is_button else 'text'}."
            yield write(
                "placeholder", (*at, *_in_step(step, slot)), what, "Take it, or let an action give it before, on all of them."
            )
    if found := chart.book.borrowed(step):
        said_by, source = found
        wanted = [text for _, text, _ in slots(source.model_copy(update={"remind": None}))]
        wanted += [choice.label for choice in source.fixed.values()]
        if missing := frozenset[str]().union(*(text.names for text in wanted)) - there - chart.vocabulary.always:
            what = f"'{said_by}' says {_listed(missing)}, which is not there on every way."
            yield write("placeholder", (*at, "text_of"), what, "Take it, or let an action give it before, on all of them.")
    labels: list[tuple[Text, Path_]] = [(choice.label, path_of(step, key)) for key, choice in step.fixed.items()]
    if step.choose:
        labels += [(option.label, ("choose", "options", key)) for key, option in step.choose.options.items()]
        labels.append((step.choose.done.label, ("choose", "done")))
    for label, path in labels:
        if (name := label.placeholder) and name not in there:
            yield write("placeholder", (*at, *path), f"'{name}' is not there on every way.", "Let an action give it.")
    for key, named in (("picture", None if step.drawing else step.picture), ("media", step.media), ("in", step.in_)):
        if (name := placeholder(named)) and name not in there | set(PERSON_FACTS):
            yield write("placeholder", (*at, key), f"'{name}' is not there on every way.", "Let an action give it.")


def _in_step(step: Step, slot: str) -> tuple[str, ...]:
    first, _, key = slot.partition(".")
    if first == "done":
        return ("choose", "done")
    if first == "choices":
        return ("choose", "options", key) if step.choose and key in step.choose.options else path_of(step, key)
    return (first,)


def _args_of(chart: Map, actions: Iterable[ActionCall], there: Names, at: Path_, write: Pen) -> Iterator[Finding]:
    for number, action in enumerate(actions):
        yield from _args(action.args, there, (*at, number), write)
        there |= chart.given([action])


def _args(args: dict[str, Any], there: Names, path: Path_, write: Pen) -> Iterator[Finding]:
    wanted = {name for value in args.values() if (name := placeholder(value))}
    if missing := wanted - there - set(PERSON_FACTS):
        yield write(
            "placeholder", path, f"{_listed(missing)} is not there on every way.", "Take it, or let something give it before."
        )


def _call(chart: Map, step: Step, there: Names, at: Path_, write: Pen) -> Iterator[Finding]:
    yield from _args(step.with_, there, (*at, "with"), write)
    called = chart.book.flows.get((step.each.call if step.each else step.call) or "")
    if called is None:
        return
    given = there | set(step.with_)
    if step.each:
        prefix = f"{step.each.as_}_" if step.each.as_ else ""
        given |= {f"{prefix}{name}" for name in chart.found(step.each.in_)} | COUNTED
    if missing := set(called.takes) - given:
        what = f"'{called.flow}' takes {_listed(missing)}, which is not there."
        yield write("not_given", (*at, "each" if step.each else "call"), what, "Pass it by with.")
