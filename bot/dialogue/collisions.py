"""Words that people type for one button and that mean another one, or nothing, in some language.

`weerklank flows check` sees Dutch labels, and typed words among each other. Labels in other languages are only known with the
catalogs: this is what `weerklank texts check` adds. It asks `hearing` itself, so it finds what people would meet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from bot.dialogue.book import FlowBook
from bot.dialogue.commands import ButtonChoice
from bot.dialogue.hearing import plainly, understand
from bot.dialogue.model import Step
from bot.dialogue.names import Conditions
from bot.dialogue.parts import NEXT_PAGE
from bot.dialogue.text import Text
from bot.dialogue.typed_words import path_of
from bot.domain.errors import Mistake
from bot.files.yaml_reader import read
from bot.texts.placeholders import names
from bot.texts.source import SOURCE_LANGUAGE, Audience


class Labels(Protocol):
    """What stands on buttons."""

    def has(self, key: str, language: str) -> bool: ...
    def forms(self, key: str, language: str) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Collision:
    """In the step `at`, what is typed for `choice` means `other`; empty: nothing, as it could be two."""

    language: str
    at: str
    choice: str
    typed: str
    group: str
    """Of `words.yaml`; empty: it is the button's own label."""
    other: str
    alone: bool
    """Nothing else that people type means this choice: it is by its button or its number only."""
    label: str = field(default="", compare=False)
    """What stands on the button of `choice`; empty when that has values in it."""
    other_label: str = field(default="", compare=False)
    """The same of `other`."""

    def __str__(self) -> str:
        meant = f"means '{self.other}'" if self.other else "could mean another button too"
        return f"'{self.typed}', typed for '{self.choice}' in {self.at}, {meant}"


@dataclass(frozen=True, slots=True)
class _Way:
    """One button of a step, with all that people may type for it in one language."""

    choice: str
    label: str
    words: tuple[str, ...]
    when: Conditions

    @property
    def button(self) -> ButtonChoice:
        return ButtonChoice(self.choice, self.label, self.words)


def collisions(book: FlowBook, labels: Labels, language: str, audiences: Sequence[Audience]) -> list[Collision]:
    """In the order of the flows. Buttons that a query finds are not looked at: they have other labels each time."""
    found: list[Collision] = []
    for name, flow in book.flows.items():
        if flow.audience in audiences:
            for step_name, step in flow.steps.items():
                at = f"{name}.{step_name}"
                found += _in_step(book, language, at, list(_ways(step, at, labels, language)))
    return found


def beside(book: FlowBook, labels: Labels, language: str, key: str) -> list[Collision]:
    """Those in parents' steps where the button with this text stands; nothing for a text that is on no button."""
    found: list[Collision] = []
    for name, flow in book.flows.items():
        if flow.audience != "parent":
            continue
        for step_name, step in flow.steps.items():
            at = f"{name}.{step_name}"
            if key in _labelled(step, at):
                found += _in_step(book, language, at, list(_ways(step, at, labels, language)))
    return found


def told(found: Sequence[Collision], language: str, folder: Path, flows: Path) -> tuple[list[Mistake], list[str]]:
    """What nobody could choose in words is a mistake; the rest is said. Each with the line of its group of words."""
    file = flows / "words.yaml" if language == SOURCE_LANGUAGE else path_of(folder, language)
    where = read(file).where if file.is_file() else None
    mistakes, warnings = [], []
    mend = "Change that word, or a label."
    for each in found:
        line = where.at("words", each.group) if where is not None and each.group else 1
        if each.alone:
            what = f"{each}, and there is no other word for it."
            mistakes.append(Mistake(what, mend=mend, file=file, line=line))
        else:
            warnings.append(f"{file}:{line}: {each}. {mend}")
    return mistakes, warnings


def _in_step(book: FlowBook, language: str, at: str, ways: list[_Way]) -> Iterator[Collision]:
    for way in ways:
        others = [other for other in ways if other.choice != way.choice and _may_meet(way.when, other.when)]
        said = list(_said(book, way, language))
        wrong = {typed: other for _, typed in said if (other := _meant(book, language, way, others, typed)) is not None}
        alone = len(wrong) == len(said)
        for group, typed in said:
            if typed in wrong:
                label = next((other.label for other in ways if other.choice == wrong[typed]), "")
                yield Collision(
                    language, at, way.choice, typed, group, wrong[typed], alone=alone, label=way.label, other_label=label
                )


def _meant(book: FlowBook, language: str, way: _Way, others: list[_Way], typed: str) -> str | None:
    """The choice that it means beside one of the others, empty for none; None when it means its own."""
    for other in others:
        labels = {each.choice: each.label for each in (way, other) if each.label}
        meant = understand(typed, [way.button, other.button], book.words, language, labels, numbers=False)
        if meant != way.choice:
            return meant or ""
    return None


def _said(book: FlowBook, way: _Way, language: str) -> Iterator[tuple[str, str]]:
    """The group and the words: the label as it stands and without its signs, then typed words."""
    seen = set()
    if way.label:
        for typed in dict.fromkeys((way.label, plainly(way.label))):
            if typed:
                seen.add(typed)
                yield "", typed
    for group in way.words:
        for typed in book.words.words.get(group, {}).get(language, ()):
            if typed not in seen:
                seen.add(typed)
                yield group, typed


def _may_meet(one: Conditions, other: Conditions) -> bool:
    """Whether two buttons can stand in one message: no value has to be two things at once."""
    return all(_values(one[name]) & _values(other[name]) for name in one.keys() & other.keys())


def _values(wanted: object) -> set[object]:
    return set(wanted) if isinstance(wanted, tuple | list) else {wanted}


def _ways(step: Step, at: str, labels: Labels, language: str) -> Iterator[_Way]:
    def said(key: str, text: Text | None = None) -> str:
        """What stands on the button; empty when that has values in it, which we do not know."""
        if (text is not None and text.placeholder is not None) or not labels.has(key, language):
            return ""
        words = labels.forms(key, language)[0]
        return "" if names(words) else words

    if step.found and step.found.most:
        yield _Way(NEXT_PAGE, "", ("more",), {})
    if step.choose:
        for key, option in step.choose.options.items():
            yield _Way(key, said(f"{at}.choices.{key}", option.label), option.words or (key,), option.when)
        yield _Way("done", said(f"{at}.done", step.choose.done.label), ("done",), {})
    for key, choice in step.fixed.items():
        yield _Way(key, said(f"{at}.choices.{key}", choice.label), choice.words or (key,), choice.when)
    if step.answer and step.answer.skippable:
        yield _Way("skip", said("common.skip"), ("skip",), {})
    if step.back:
        yield _Way("back", said("common.back"), ("back",), {})


def _labelled(step: Step, at: str) -> set[str]:
    """Keys of what stands on its buttons."""
    options = step.choose.options if step.choose else {}
    keys = {f"{at}.choices.{key}" for key in (*options, *step.fixed)}
    keys |= {f"{at}.done"} if step.choose else set()
    keys |= {"common.skip"} if step.answer and step.answer.skippable else set()
    return keys | ({"common.back"} if step.back else set())
