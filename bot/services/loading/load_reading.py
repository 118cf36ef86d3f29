"""A file for `weerklank load` becomes a model, or Mistakes that name their lines."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain.errors import Mistake, Mistakes
from bot.files.lines import Lines
from bot.files.mending import Manual
from bot.files.typed import typed
from bot.files.yaml_reader import read as read_yaml
from bot.services.loading import load_model, load_names
from bot.services.loading.load_model import LoadFile

BY_THEIR_YES = (
    "Parents say themselves whether somebody is their contact person. Give them a link in that one's name: "
    "weerklank invite TRAJECTORY --count N --contact ID"
)
"""Where it is said whose contact person somebody is."""

DATA_FILES = Manual(
    "a data file",
    "`weerklank load --schema` says what it may hold.",
    "Begin with coalition: {id: …, name: …}; `weerklank load --schema` says what it may hold.",
    {
        load_model.ID: ("'{key}' must be an id.", "Ids are lower case letters, digits, - and _, at most 64."),
        load_model.LANGUAGE: ("'{key}' must be a language.", "Write its code, such as nl, tr or ar."),
        load_model.SETTING: (
            "'{key}' must be the name of a setting.",
            "Write a name such as WEERKLANK_TELEGRAM_TOKEN, never the token.",
        ),
        "day": ("'{key}' is no day of the calendar.", "Write a date as 2026-11-22, or: today, in 14 days, 3 days ago."),
    },
    dict.fromkeys(("contact", "contact_id", "contact_person", "contact_persons", "contact_of", "parents"), BY_THEIR_YES),
)


@dataclass(frozen=True, slots=True)
class Loadable:
    """A file that holds together, with what is needed to say where something stands.

    What loading finds wrong on top of that is gathered in `mistakes`.
    """

    path: Path
    model: LoadFile
    where: Lines = field(repr=False)
    mistakes: list[Mistake] = field(default_factory=list, repr=False)

    def mistake(self, loc: Iterable[str | int], what: str, mend: str = "") -> Mistake:
        """What is wrong at this place, such as `("trajectories", 0, "bulletins", 1, "quotes")`."""
        return Mistake(what, mend=mend, file=self.path, line=self.where.at(*loc))

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """A Mistake ends what is within, and is told with all others when the whole file was looked at."""
        try:
            yield
        except Mistake as mistake:
            self.mistakes.append(mistake)


def read(path: Path) -> Loadable:
    """Raises Mistakes, with all of them: no such file, no YAML, keys twice, unknown or missing ones, or names that lead nowhere.

    Names are looked at when the file has the right shape.
    """
    reading = read_yaml(path, anchors=True)
    model = typed(reading, LoadFile, DATA_FILES)
    mistakes = reading.mistakes
    if model is not None:
        mistakes = [*mistakes, *load_names.wrong(model, reading.where)]
    if model is None or mistakes:
        raise Mistakes(mistakes)
    return Loadable(path, model, reading.where)
