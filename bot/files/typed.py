"""What was read becomes a model, or mistakes."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bot.domain.errors import Mistake
from bot.files.mending import Manual, mistakes_of
from bot.files.yaml_reader import Reading

M = TypeVar("M", bound=BaseModel)


def typed(reading: Reading, model: type[M], manual: Manual) -> M | None:
    """The file as a model, or None with its mistakes added."""
    if reading.data is None:
        if not reading.mistakes:
            reading.mistakes.append(Mistake("The file holds nothing.", mend=manual.begin, file=reading.file, line=1))
        return None
    if not isinstance(reading.data, dict):
        what = "The file must have keys and values."
        reading.mistakes.append(Mistake(what, mend=manual.begin, file=reading.file, line=1))
        return None
    try:
        return model.model_validate(reading.data)
    except ValidationError as error:
        reading.mistakes += mistakes_of(reading, error, model, manual)
        return None
