"""Reads a folder of flows. Every mistake of every file is found at once."""

from pathlib import Path

from pydantic import BaseModel, ValidationError

from bot.dialogue.book import Cadences, Common, FlowBook, Lines, Words
from bot.dialogue.mending import mistakes_of
from bot.dialogue.model import Flow
from bot.dialogue.yaml_reader import Reading, read
from bot.domain.errors import Mistake, WeerklankError

OTHER_FILES: dict[str, type[BaseModel]] = {"common": Common, "words": Words, "cadence": Cadences}
"""Files without a conversation, by their names."""


class Mistakes(WeerklankError):
    """Everything that is wrong in the files, by file and line."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes, key=lambda m: (str(m.file), m.line or 0)))
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


def load(folder: Path) -> FlowBook:
    """Every `*.yaml` in the folder. Raises Mistakes, with all of them; a FlowBook is only ever whole."""
    book, mistakes = read_book(folder)
    if mistakes:
        raise Mistakes(mistakes)
    return book


def read_book(folder: Path) -> tuple[FlowBook, list[Mistake]]:
    """What could be read, and all that was wrong: for a checker that wants to say everything at once."""
    files = sorted(folder.glob("*.yaml"))
    if not files:
        return FlowBook(), [Mistake("There is no flow here.", mend="Give the folder with the flows' YAML files.", file=folder)]
    flows: dict[str, Flow] = {}
    others: dict[str, BaseModel] = {}
    where: dict[str, Lines] = {}
    mistakes: list[Mistake] = []
    for file in files:
        reading = read(file)
        model = OTHER_FILES.get(file.stem, Flow)
        found = _typed(reading, model)
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
    common, words, cadences = (others.get(name) for name in ("common", "words", "cadence"))
    return FlowBook(
        flows=flows,
        common=common if isinstance(common, Common) else Common(),
        words=words if isinstance(words, Words) else Words(),
        cadences=cadences.cadences if isinstance(cadences, Cadences) else {},
        where=where,
    ), mistakes


def _typed(reading: Reading, model: type[BaseModel]) -> BaseModel | None:
    """The file as a model, or None with its mistakes added."""
    if reading.data is None:
        return None
    if not isinstance(reading.data, dict):
        reading.mistakes.append(
            Mistake("The file must have keys and values.", mend="Begin with flow: name.", file=reading.file, line=1)
        )
        return None
    try:
        return model.model_validate(reading.data)
    except ValidationError as error:
        reading.mistakes += mistakes_of(reading, error, model)
        return None
