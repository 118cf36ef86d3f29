"""Checks of names: actions and their arguments, outcomes, queries, events, flows, words."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.dialogue.actions import DONE, ActionSpec, QuerySpec, named
from bot.dialogue.finding import Finding, Pen
from bot.dialogue.model import Flow, Step
from bot.dialogue.parts import ActionCall
from bot.dialogue.text import placeholder
from bot.dialogue.ways import Map, path_of

Path_ = tuple[str | int, ...]


def naming_findings(chart: Map, flow: Flow, write: Pen) -> Iterator[Finding]:
    """All of them, for one flow."""
    yield from _events(chart, flow, write)
    for name, step in flow.steps.items():
        at: Path_ = ("steps", name)
        yield from _actions(chart, step.do, step.on, at, write)
        for key, reaction in step.reactions().items():
            yield from _actions(chart, reaction.do, reaction.on, (*at, *path_of(step, key)), write)
        yield from _query(chart, step, at, write)
        yield from _calls(chart, flow, step, at, write)
        yield from _borrowed(chart, flow, step, at, write)
        if step.wait_for and step.wait_for not in chart.vocabulary.events:
            yield write(
                "unknown_event", (*at, "wait_for"), f"There is no event '{step.wait_for}'.", _known(chart.vocabulary.events)
            )
        yield from _typed_words(chart, step, at, write)


def _typed_words(chart: Map, step: Step, at: Path_, write: Pen) -> Iterator[Finding]:
    groups: list[tuple[tuple[str, ...], Path_]] = [(choice.words, path_of(step, key)) for key, choice in step.fixed.items()]
    if step.choose:
        groups += [(option.words, ("choose", "options", key)) for key, option in step.choose.options.items()]
    for names, path in groups:
        for group in (group for group in names if group not in chart.book.words.words):
            what = f"words.yaml has no words '{group}'."
            yield write("unknown_words", (*at, *path, "words"), what, "Add them there, or correct the name.")


def _known(names: Mapping[str, object]) -> str:
    return "Known are: " + ", ".join(sorted(names)) + "." if names else "None is known."


def _events(chart: Map, flow: Flow, write: Pen) -> Iterator[Finding]:
    events = chart.vocabulary.events
    for event in flow.starts_on:
        if event not in events:
            yield write("unknown_event", ("starts_on",), f"There is no event '{event}'.", _known(events))
        elif missing := set(flow.takes) - events[event]:
            what = f"The event '{event}' does not give {', '.join(sorted(missing))}."
            yield write("not_given", ("takes",), what, "Take only what every event that starts it gives.")
    if flow.commands and (missing := set(flow.takes) - events.get("command", frozenset())):
        what = f"A command does not give {', '.join(sorted(missing))}."
        yield write("not_given", ("takes",), what, "Let another flow ask for it, and call this one.")


def _actions(chart: Map, actions: tuple[ActionCall, ...], on: dict[str, str], at: Path_, write: Pen) -> Iterator[Finding]:
    outcomes: set[str] = set()
    for number, action in enumerate(actions):
        path = (*at, "do", number)
        spec = chart.vocabulary.actions.get(action.name)
        if spec is None:
            yield write("unknown_action", path, f"There is no action '{action.name}'.", _known(chart.vocabulary.actions))
            continue
        outcomes |= spec.outcomes
        yield from _arguments(spec, action.args, path, write)
        for outcome in sorted(spec.outcomes - set(on)):
            what = f"'{action.name}' can end with '{outcome}', and there is no way on."
            yield write("outcome_missing", path, what, f"Add on: {{{outcome}: step}}.")
    for outcome in on:
        if outcome == DONE:
            yield write("reserved", (*at, "on", outcome), "'done' goes on by itself.", "Leave it out, and use go.")
        elif outcome not in outcomes and all(action.name in chart.vocabulary.actions for action in actions):
            what = f"No action here ends with '{outcome}'."
            yield write("unknown_outcome", (*at, "on", outcome), what, f"Known are: {', '.join(sorted(outcomes)) or 'none'}.")


def _arguments(spec: ActionSpec | QuerySpec, args: Mapping[str, Any], path: Path_, write: Pen) -> Iterator[Finding]:
    """A whole placeholder may hold anything; everything else is held against the arguments' types."""
    given = named(spec.args, args)
    open_ = {name for name, value in given.items() if placeholder(value) is not None}
    for name, value in given.items():
        if name not in open_ and isinstance(value, str) and "{" in value:
            what = f"'{spec.name}' gets a placeholder among other words in '{name}'."
            yield write("wrong_argument", path, what, 'Pass a value alone, as "{name}".')
    try:
        spec.args.model_validate(given)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            name = str(detail["loc"][0]) if detail["loc"] else ""
            if name in open_ and detail["type"] != "extra_forbidden":
                continue
            yield write("wrong_argument", path, *_argument_words(spec.name, spec.args, name, detail["type"], detail["msg"]))


def _argument_words(action: str, model: type[BaseModel], name: str, kind: str, message: str) -> tuple[str, str]:
    names = ", ".join(model.model_fields) or "none"
    if kind == "extra_forbidden":
        return f"'{action}' has no argument '{name or '(one value)'}'.", f"Its arguments are: {names}."
    if kind == "missing":
        return f"'{action}' needs the argument '{name}'.", f"Its arguments are: {names}."
    return f"'{action}': the argument '{name}' is wrong: {message}.", "Give a value of the right kind."


def _query(chart: Map, step: Step, at: Path_, write: Pen) -> Iterator[Finding]:
    if step.query is None:
        return
    name, args = step.query
    path = (*at, "each" if step.each else "choose" if step.choose else "choices")
    spec = chart.vocabulary.queries.get(name)
    if spec is None:
        yield write("unknown_query", path, f"There is no query '{name}'.", _known(chart.vocabulary.queries))
        return
    yield from _arguments(spec, args, path, write)
    label = step.found.label if step.found else step.choose.label if step.choose else None
    wanted = {label.placeholder} if label else set()
    wanted |= {step.found.typed} if step.found and step.found.typed else set()
    wanted |= {"code"} if step.found and step.voice == "choices" else set()
    wanted |= {step.choose.value} if step.choose else set()
    wanted |= {step.choose.ticked} if step.choose and step.choose.ticked else set()
    for value in sorted(str(one) for one in wanted if one not in spec.gives):
        what = f"'{name}' finds nothing called '{value}'." if value != "None" else "A query's label is one placeholder."
        yield write("not_given", (*path, "label"), what, f"Each item has: {', '.join(sorted(spec.gives))}.")


def _calls(chart: Map, flow: Flow, step: Step, at: Path_, write: Pen) -> Iterator[Finding]:
    called = step.each.call if step.each else step.call
    if called is None:
        return
    path = (*at, "each" if step.each else "call")
    other = chart.book.flows.get(called)
    if other is None:
        yield write("unknown_flow", path, f"There is no flow '{called}'.", "Correct the name, or write the flow.")
        return
    if other.audience != flow.audience:
        what = f"'{called}' is for a {other.audience}, this flow for a {flow.audience}."
        yield write("audience", path, what, "Write a flow for these readers.")
    for name in sorted(set(step.with_) - set(other.takes)):
        what = f"'{called}' does not take '{name}'."
        yield write("wrong_argument", (*at, "with", name), what, f"It takes: {', '.join(other.takes) or 'nothing'}.")


def _borrowed(chart: Map, flow: Flow, step: Step, at: Path_, write: Pen) -> Iterator[Finding]:
    """The texts of another step: they are there, in the languages of those who read them here, and need no query."""
    if step.borrowed is None:
        return
    path, found = (*at, "text_of"), chart.book.borrowed(step)
    if found is None:
        yield write(
            "unknown_text",
            path,
            f"There is no step '{step.text_of}'.",
            "Name a flow and a step of it: flow.step, perhaps with .say or .ask.",
        )
        return
    name, source = found
    if not (source.say or source.ask):
        yield write("unknown_text", path, f"'{step.text_of}' says nothing of its own.", "Name a step with a text.")
    if source.query:
        yield write("mismatch", path, f"The buttons of '{name}' come from a query.", "Name a step with buttons of its own.")
    if flow.audience == "parent" and chart.book.flows[step.borrowed[0]].audience != "parent":
        what = f"'{name}' is for coordinators, and not in every language of parents."
        yield write("audience", path, what, "Name a step of a flow for parents.")
