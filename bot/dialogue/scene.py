"""What a turn looks at: the files and the person. Pure questions about a state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.dialogue.book import FlowBook
from bot.dialogue.commands import ButtonChoice
from bot.dialogue.events import PersonFacts
from bot.dialogue.model import Flow, Step
from bot.dialogue.names import Args, Conditions
from bot.dialogue.pages import pages, shown_of, words_of_next
from bot.dialogue.parts import NEXT_PAGE, FoundChoices, Reaction
from bot.dialogue.state import DialogueState, Frame, Values
from bot.dialogue.text import Text, placeholder
from bot.domain.wording import Value, text, ticked

PERSON_FACTS = ("reading", "language", "state", "place")
"""What `when` may always look at."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The files and the person."""

    book: FlowBook
    person: PersonFacts

    def flow(self, frame: Frame) -> Flow:
        return self.book.flows[frame.flow]

    def step(self, state: DialogueState) -> Step:
        return self.flow(state.top).steps[state.top.step]


def known(scene: Scene, values: Values) -> Values:
    """A flow's values and what is known of the person."""
    facts = {name: str(getattr(scene.person, name)) for name in PERSON_FACTS}
    return {**values, **facts}


def holds(scene: Scene, values: Values, conditions: Conditions) -> bool:
    """Whether every condition is met; a value that is not there meets none."""
    there = known(scene, values)
    return all(
        name in there and any(_same(there[name], one) for one in (wanted if isinstance(wanted, tuple) else (wanted,)))
        for name, wanted in conditions.items()
    )


def _same(value: object, wanted: object) -> bool:
    return isinstance(value, bool) is isinstance(wanted, bool) and value == wanted


def filled(scene: Scene, values: Values, args: Args) -> dict[str, Any]:
    """Arguments with each `"{name}"` replaced by that value; one whose value is not there is left out."""
    there = known(scene, values)
    result: dict[str, Any] = {}
    for name, given in args.items():
        wanted = placeholder(given)
        if wanted is None:
            result[name] = list(given) if isinstance(given, tuple) else given
        elif wanted in there:
            result[name] = there[wanted]
    return result


def reaction(step: Step, chosen: str | None) -> Reaction | None:
    """What follows on a choice; None when the step has no such choice (any more)."""
    if chosen is None:
        return None
    if step.choose and chosen == "done":
        return step.choose.done
    return step.fixed.get(chosen) or (step.found if chosen.isdigit() else None)


def buttons(scene: Scene, state: DialogueState) -> tuple[ButtonChoice, ...]:
    """What has a button now, in the order of the buttons."""
    step, top = scene.step(state), state.top
    prefix = f"{top.flow}.{top.step}"
    shown: list[ButtonChoice] = []
    if step.found:
        found = _found(step.found, state)
        shown += shown_of(found, state.page, step.found.most)
        if pages(found, step.found.most) > 1:
            following = shown_of(found, state.page + 1, step.found.most)
            shown.append(ButtonChoice(NEXT_PAGE, words_of_next(step.found.more, [each.label for each in following]), ("more",)))
    if step.choose:
        if step.choose.label:
            label = step.choose.label
            shown += [_tick(ButtonChoice(str(n), _found_label(label, item)), state) for n, item in enumerate(state.options, 1)]
        for key, option in step.choose.options.items():
            if holds(scene, top.values, option.when):
                label_ = _label(option.label, top.values, f"{prefix}.choices.{key}")
                shown.append(_tick(ButtonChoice(key, label_, option.words or (key,)), state))
        shown.append(ButtonChoice("done", _label(step.choose.done.label, top.values, f"{prefix}.done"), ("done",)))
    for key, choice in step.fixed.items():
        if holds(scene, top.values, choice.when):
            shown.append(ButtonChoice(key, _label(choice.label, top.values, f"{prefix}.choices.{key}"), choice.words or (key,)))
    if step.answer and step.answer.skippable:
        shown.append(ButtonChoice("skip", text("common.skip"), ("skip",)))
    if step.back and top.trail:
        shown.append(ButtonChoice("back", text("common.back"), ("back",)))
    return tuple(shown)


def open_choices(scene: Scene, state: DialogueState) -> tuple[ButtonChoice, ...]:
    """What may be chosen now: the buttons, and what stands on other pages, which is chosen by its words or an older message."""
    shown, found = buttons(scene, state), scene.step(state).found
    there = {button.choice for button in shown}
    return (*shown, *(each for each in (_found(found, state) if found else ()) if each.choice not in there))


def _found(found: FoundChoices, state: DialogueState) -> list[ButtonChoice]:
    return [
        ButtonChoice(str(n), _found_label(found.label, item), typed=tuple(item.get(found.typed or "", ())))
        for n, item in enumerate(state.options, 1)
    ]


def _label(label: Text, values: Mapping[str, Any], key: str) -> Value:
    """With the values that it names: it is also rendered apart from its message, when it was tapped or its words are typed."""
    name = label.placeholder
    if name is None:
        return text(key, **{each: values[each] for each in sorted(label.names) if each in values})
    value: Value = values.get(name, "")
    return value


def _found_label(label: Text, item: Values) -> Value:
    value: Value = item.get(label.placeholder or "", "")
    return value


def _tick(button: ButtonChoice, state: DialogueState) -> ButtonChoice:
    return ButtonChoice(button.choice, ticked(button.label), button.words) if button.choice in state.picked else button


def needed(scene: Scene, state: DialogueState, texts: Iterable[Text]) -> Values:
    """The values that these texts name, and only those: what was never said is not stored beside a message."""
    wanted = frozenset[str]().union(*(each.names for each in texts))
    values = state.top.values
    return {name: values[name] for name in sorted(wanted) if name in values}
