"""Reads a folder of flows. Every mistake of every file is found at once."""

from pathlib import Path

from pydantic import BaseModel

from bot.dialogue.book import Common, FlowBook, Page
from bot.dialogue.cadences import Cadences
from bot.dialogue.model import Flow
from bot.dialogue.typed_words import SpokenWords, read_words, together
from bot.domain.cadence import OUR_NORMS, Norms
from bot.domain.errors import Mistake, Mistakes
from bot.files.lines import Lines
from bot.files.mending import Manual
from bot.files.typed import typed
from bot.files.yaml_reader import read
from bot.texts.source import SOURCE_LANGUAGE

OTHER_FILES: dict[str, type[BaseModel]] = {"common": Common, "report": Page, "words": SpokenWords, "cadence": Cadences}
"""Files without a conversation, by their names."""


FLOWS = Manual("the flow language", "See docs/flow-language.md.", "Begin with flow: name.")


def load(folder: Path, locales: Path | None = None) -> FlowBook:
    """Every `*.yaml` in the folder, and what people type in other languages (`locales`). Raises Mistakes, with all of them; a
    FlowBook is only ever whole."""
    book, mistakes = read_book(folder, locales)
    if mistakes:
        raise Mistakes(mistakes)
    return book


def read_book(folder: Path, locales: Path | None = None) -> tuple[FlowBook, list[Mistake]]:
    """What could be read, and all that was wrong: for a checker that wants to say everything at once. Without `locales`, people
    type in Dutch only."""
    # A name that begins with a point is an editor's own.
    files = sorted(file for file in folder.glob("*.yaml") if not file.name.startswith("."))
    if not files:
        return FlowBook(), [Mistake("There is no flow here.", mend="Give the folder with the flows' YAML files.", file=folder)]
    flows: dict[str, Flow] = {}
    others: dict[str, BaseModel] = {}
    where: dict[str, Lines] = {}
    mistakes: list[Mistake] = []
    for file in files:
        reading = read(file)
        model = OTHER_FILES.get(file.stem, Flow)
        found = typed(reading, model, FLOWS)
        mistakes += reading.mistakes
        where[file.stem] = reading.where
        if isinstance(found, Flow):
            if found.flow == file.stem:
                flows[found.flow] = found
            else:
                what = f"The flow is called '{found.flow}' and its file '{file.stem}'."
                mistakes.append(Mistake(what, mend="Give them the same name.", file=file, line=reading.where.at("flow")))
        elif found is not None:
            others[file.stem] = found
    spoken = read_words(locales, mistakes) if locales is not None else {}
    if isinstance(dutch := others.get("words"), SpokenWords):
        spoken = {SOURCE_LANGUAGE: dutch, **spoken}
    common, page, cadences = (others.get(name) for name in ("common", "report", "cadence"))
    return FlowBook(
        flows=flows,
        common=common if isinstance(common, Common) else Common(),
        page=page if isinstance(page, Page) else Page(),
        words=together(spoken),
        norms=Norms(**cadences.norms.model_dump()) if isinstance(cadences, Cadences) else OUR_NORMS,
        rules=tuple(each.rule(name) for name, each in cadences.cadences.items()) if isinstance(cadences, Cadences) else (),
        where=where,
    ), mistakes
