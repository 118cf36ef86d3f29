"""What people type, one file a language: Dutch in `flows/words.yaml`, every other one in `locales/<language>/words.yaml`.

The Dutch says which groups and commands there are; `weerklank texts extract --lang` makes the file of another language, and
`weerklank texts check` says what it still lacks. Without any words a language works by buttons, labels and numbers.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pydantic import Field

from bot.dialogue.book import FlowBook, Words
from bot.dialogue.model import Step
from bot.dialogue.names import Name
from bot.dialogue.parts import Part
from bot.domain.errors import Mistake
from bot.files.mending import Manual
from bot.files.typed import typed
from bot.files.yaml_reader import read
from bot.texts.languages import language as known_language
from bot.texts.source import SOURCE_LANGUAGE, Audience

FILE = "words.yaml"
MANUAL = Manual("a file with words", "See locales/README.md.", "Begin with words:")


class SpokenWords(Part):
    """One language's file."""

    words: dict[Name, tuple[str, ...]] = Field(default={})
    commands: dict[Name, tuple[str, ...]] = Field(default={})
    stop: tuple[str, ...] = ()
    danger: tuple[str, ...] = ()


def path_of(folder: Path, language: str) -> Path:
    """Where a language's words stand within the folder of catalogs."""
    return folder / language / FILE


def read_words(folder: Path, mistakes: list[Mistake]) -> dict[str, SpokenWords]:
    """By language: what the folder of catalogs has. A language without a file has no words; mistakes are added to the list."""
    found = {}
    for file in sorted(folder.glob(f"*/{FILE}")):
        if file.parent.name.startswith((".", "_")):
            continue
        reading = read(file)
        own = typed(reading, SpokenWords, MANUAL)
        mistakes += reading.mistakes
        if file.parent.name == SOURCE_LANGUAGE:
            what = "Dutch words do not stand here."
            mistakes.append(Mistake(what, mend=f"Write them in the flows' own {FILE}.", file=file, line=1))
        elif own is not None:
            found[file.parent.name] = own
    return found


def together(by_language: Mapping[str, SpokenWords]) -> Words:
    """Every language's words, by what they mean; a group without words in a language does not have that language."""

    def turned(section: str) -> dict[str, dict[str, tuple[str, ...]]]:
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for language, own in by_language.items():
            for name, words in getattr(own, section).items():
                if words or language == SOURCE_LANGUAGE:
                    found.setdefault(name, {})[language] = words
        return found

    return Words(
        words=turned("words"),
        commands=turned("commands"),
        stop={language: own.stop for language, own in by_language.items() if own.stop},
        danger={language: own.danger for language, own in by_language.items() if own.danger},
    )


def wanted(book: FlowBook, audiences: Iterable[Audience]) -> tuple[list[str], list[str]]:
    """Groups and commands that these audiences can type, in the order of the Dutch."""
    flows = [flow for flow in book.flows.values() if flow.audience in set(audiences)]
    groups = {group for flow in flows for step in flow.steps.values() for group in _groups(step)}
    commands = {command for flow in flows for command in flow.commands} | (_COMMANDS_OF_ALL if flows else set())
    return (
        [name for name in book.words.words if name in groups],
        [name for name in book.words.commands if name in commands],
    )


_COMMANDS_OF_ALL = {"start", "stop", "help"}


def _groups(step: Step) -> Iterator[str]:
    for key, choice in step.fixed.items():
        yield from choice.words or (key,)
    if step.choose:
        yield "done"
        for key, option in step.choose.options.items():
            yield from option.words or (key,)
    if step.answer and step.answer.skippable:
        yield "skip"
    if step.back:
        yield "back"


def template(book: FlowBook, language: str, audiences: Iterable[Audience]) -> str:
    """A new language's file: every list empty, with the Dutch behind it."""
    groups, commands = wanted(book, audiences)
    words = book.words
    lines = [
        f"# What people type in {known_language(language).own_name} ({language}), by what it means: see locales/README.md.",
        "# Behind each '#' stands what Dutch has; write what people here would type, in all its spellings.",
        "words:",
        *(f"  {name}: []  # {_few(words.words[name][SOURCE_LANGUAGE])}" for name in groups),
        "commands:",
        *(f"  {name}: []  # {_few(words.commands[name].get(SOURCE_LANGUAGE, ()))}" for name in commands),
        "# Words that alone, as a whole message, stop all messages at once.",
        f"stop: []  # {_few(words.stop.get(SOURCE_LANGUAGE, ()))}",
        "# Anywhere in a text: people look first. A * stands for any letters, at either end of a word.",
        f"danger: []  # {_few(words.danger.get(SOURCE_LANGUAGE, ()))}",
    ]
    return "\n".join(lines) + "\n"


def _few(words: Iterable[str]) -> str:
    return ", ".join(json.dumps(word, ensure_ascii=False) for word in words)


def lacking(book: FlowBook, language: str, audiences: Iterable[Audience], folder: Path) -> list[str]:
    """What one language lacks, in words for whoever translates; empty when people can type everything that they can tap."""
    file = path_of(folder, language)
    if not file.is_file():
        mend = f"Make it with `weerklank texts extract --lang {language}`."
        return [f"{file}: there is no such file, so nobody can type in this language. {mend}"]
    groups, commands = wanted(book, audiences)
    words = book.words
    found = []
    for section, names, known in (("words", groups, words.words), ("commands", commands, words.commands)):
        if missing := [name for name in names if not known[name].get(language)]:
            found.append(f"{file}: no {section} for {', '.join(missing)}.")
    if not words.stop.get(language):
        found.append(f"{file}: no words for stop: in this language people stop by button and command only.")
    if not words.danger.get(language):
        found.append(f"{file}: no danger words: nobody is told first when a parent writes of violence in this language.")
    return found


def strays(book: FlowBook, folder: Path) -> list[Mistake]:
    """Groups and commands in the files of other languages that the Dutch does not have: nothing listens for them."""
    found = []
    for language, own in read_words(folder, []).items():
        file = path_of(folder, language)
        for section, known in (("words", book.words.words), ("commands", book.words.commands)):
            for name in getattr(own, section):
                if SOURCE_LANGUAGE not in known.get(name, {}):
                    what, line = f"{section} has '{name}', which Dutch does not have.", read(file).where.at(section, name)
                    found.append(Mistake(what, mend="Correct the name, or take it out.", file=file, line=line))
    return found
