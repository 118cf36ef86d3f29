"""Everything of a flows folder: flows, texts without a flow, those of the report, words people type, cadences."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from bot.dialogue.model import Flow, Step
from bot.dialogue.names import Name, Names
from bot.dialogue.parts import Part
from bot.dialogue.text import Text
from bot.domain.cadence import OUR_NORMS, CadenceRule, Norms
from bot.files.lines import Lines
from bot.texts.source import SourceText

WordsByLanguage = dict[str, tuple[str, ...]]
OWN_BUTTONS = frozenset({"skip", "back"})
"""Texts of `common.yaml` that the language itself puts on buttons."""


class Common(Part):
    """Texts without a flow: `texts` for parents and strangers, `coordinators` for coordinators. A name stands in one of them."""

    texts: dict[Name, Text] = Field(default={})
    coordinators: dict[Name, Text] = Field(default={})
    safety: Names = ()
    """Names of those texts that are approved before a language is spoken."""

    @model_validator(mode="after")
    def _known(self) -> Self:
        for name in self.safety:
            if name not in self.texts:
                raise ValueError(f"'{name}' is not one of the texts.")
        return self


class Page(Part):
    """Texts of the report, which coordinators have made: `flows/report.yaml`."""

    texts: dict[Name, Text] = Field(default={})


class Words(Part):
    """What people type, by what it means and by language: all languages' files together (`typed_words`)."""

    words: dict[Name, WordsByLanguage] = Field(default={})
    commands: dict[Name, WordsByLanguage] = Field(default={})
    stop: WordsByLanguage = Field(default={})
    danger: WordsByLanguage = Field(default={})


@dataclass(frozen=True)
class FlowBook:
    """What was read, and where it stands: `where` has the lines of each flow and of each of the other files."""

    flows: Mapping[str, Flow] = field(default_factory=dict)
    common: Common = field(default_factory=Common)
    page: Page = field(default_factory=Page)
    words: Words = field(default_factory=Words)
    norms: Norms = OUR_NORMS
    rules: tuple[CadenceRule, ...] = ()
    """What `cadence.yaml` says, in its order."""
    where: Mapping[str, Lines] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """The drawings of `pictures/`, by the names of their files."""

    def started_by(self, event: str) -> tuple[str, ...]:
        """Names of the flows that this event starts."""
        return tuple(name for name, flow in self.flows.items() if event in flow.starts_on)

    def texts(self) -> dict[str, SourceText]:
        """Every text by its key, in the order of the files."""
        found = [text for name in self.flows for text in self._texts_of(name)]
        found += [_common(name, text, "parent") for name, text in self.common.texts.items()]
        found += [_common(name, text, "coordinator") for name, text in self.common.coordinators.items()]
        found += [_source(f"report.{name}", text, "coordinator", is_button=False) for name, text in self.page.texts.items()]
        return {text.key: text for text in found}

    def safety(self) -> tuple[str, ...]:
        """Keys of the texts that a coalition approves before it speaks a language, in the order of the files."""
        marked = [
            f"{name}.{step_name}.{slot}"
            for name, flow in self.flows.items()
            for step_name, step in flow.steps.items()
            for slot, _, _ in slots(step)
            if flow.wants_approval(step_name, slot)
        ]
        return (*marked, *(f"common.{name}" for name in self.common.safety))

    def borrowed(self, step: Step) -> tuple[str, Step] | None:
        """Whose texts the step says instead of own ones: `flow.step` with that step, as far as it is said; None without any."""
        flow, name, slot = step.borrowed or ("", "", "")
        source = self.flows[flow].steps.get(name) if flow in self.flows else None
        if source is not None and slot:
            source = source.model_copy(
                update={"say": None, "ask": None, "choices": None, "picture": None, slot: getattr(source, slot)}
            )
        return None if source is None else (f"{flow}.{name}", source)

    def place_of(self, key: str) -> tuple[Path, int] | None:
        """The file and line of a text."""
        flow, *rest = key.split(".")
        if (lines := self.where.get(flow)) is None:
            return None
        if flow == "common":
            part = "coordinators" if rest[0] in self.common.coordinators else "texts"
            return lines.file, lines.at(part, *rest)
        if flow == "report":
            return lines.file, lines.at("texts", *rest)
        return lines.file, max(lines.at("steps", *path) for path in _in_file(*rest))

    def _texts_of(self, name: str) -> Iterator[SourceText]:
        flow = self.flows[name]
        for step_name, step in flow.steps.items():
            for slot, text, is_button in slots(step):
                yield _source(f"{name}.{step_name}.{slot}", text, flow.audience, is_button=is_button)


def _in_file(step: str, slot: str, *choice: str) -> list[tuple[str, ...]]:
    """Where a text may stand within the steps, as far as its key tells."""
    if slot == "picture":
        return [(step, "picture", "text")]
    if slot == "done":
        return [(step, "choose", "done")]
    if slot == "choices":
        return [(step, *way, *choice) for way in (("choices",), ("choices", "also"), ("choose", "options"))]
    return [(step, slot, *choice)]


def slots(step: Step) -> Iterator[tuple[str, Text, bool]]:
    """The texts of a step to translate: slot, text, and whether it is on a button. A label that is one placeholder is none."""
    if step.drawing:
        yield "picture", step.drawing.text, False
    if step.say:
        yield "say", step.say, False
    if step.ask:
        yield "ask", step.ask, False
    labels = {key: choice.label for key, choice in step.fixed.items()}
    if step.choose:
        labels |= {key: option.label for key, option in step.choose.options.items()}
    for key, label in labels.items():
        if label.placeholder is None:
            yield f"choices.{key}", label, True
    if step.choose and step.choose.done.label.placeholder is None:
        yield "done", step.choose.done.label, True
    if step.remind and step.remind.say:
        yield "remind", step.remind.say, False


def _common(name: str, text: Text, audience: Literal["parent", "coordinator"]) -> SourceText:
    is_button = name in OWN_BUTTONS or name.startswith("button_")
    return _source(f"common.{name}", text, audience, is_button=is_button)


def _source(key: str, text: Text, audience: Literal["parent", "coordinator"], *, is_button: bool) -> SourceText:
    if text.one is None:
        return SourceText(key, text.other, is_button=is_button, audience=audience)
    return SourceText(key, text.one, plural=text.other, count=text.count, is_button=is_button, audience=audience)
