"""The update that is rehearsed: its words in a copy of the data file, which is loaded as any data file is."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from bot import operating
from bot.config import Settings
from bot.domain.bulletin import FULL_ELEMENTS
from bot.domain.errors import Mistake, Mistakes
from bot.services.loading.load_model import LoadFile
from bot.services.ports import Clock
from bot.texts.plain import judge
from bot.wiring import Library


class Draft:
    """The first full update of the file, when it has one. The file itself is never written: `copy` is, from the first save on."""

    def __init__(self, copy: Path, original: Path, model: LoadFile, settings: Settings, clock: Clock, library: Library) -> None:
        self._copy, self._original, self._file = copy, original, original
        self._settings, self._clock = settings, clock
        self._library = library
        self.saved = 0
        """How often somebody looked at the words, and kept or changed them."""
        places = (
            (t, b) for t, each in enumerate(model.trajectories) for b, row in enumerate(each.bulletins) if row.kind == "full"
        )
        self._place = next(places, None)
        self.trajectory_id = model.trajectories[self._place[0] if self._place else 0].id
        self.bulletin_id: str | None = None
        self.texts: dict[str, str] = {}
        if self._place is not None:
            row = model.trajectories[self._place[0]].bulletins[self._place[1]]
            self.bulletin_id = row.id
            words = row.texts["nl"].model_dump() if "nl" in row.texts else {}
            self.texts = {element: words.get(element) or "" for element in FULL_ELEMENTS}

    async def load(self, library: Library | None = None) -> tuple[str, ...]:
        """Put the file in the database, from now on with this library; its warnings. Raises Mistakes: then nothing changes."""
        library = library or self._library
        report = await operating.load(self._settings, self._file, clock=self._clock, library=library)
        self._library = library
        return report.warnings

    async def save(self, texts: Mapping[str, str]) -> tuple[str, ...]:
        """Keep these words (by element, in Dutch), and load them; warnings.

        Raises Mistakes, and then nothing is changed; they name the person's own file, whose lines the copy does not have.
        """
        if self.bulletin_id is None:
            raise Mistake("There is no full update in this file.", mend="Add one under bulletins:.", file=self._original)
        for element in FULL_ELEMENTS:
            if not texts.get(element, self.texts[element]).strip():
                raise Mistake(
                    f"'{element}' is empty: a full update does not go out without it.", mend="Write what parents are to read."
                )
        before = self._file, self._file.read_bytes()
        self._file = await asyncio.to_thread(self._write, texts)
        try:
            warnings = await self.load()
        except BaseException as error:
            self._file = before[0]
            if self._file == self._copy:
                self._file.write_bytes(before[1])
            if isinstance(error, Mistakes):
                told = [Mistake(one.what, mend=one.mend, file=self._original) for one in error.mistakes]
                raise Mistakes(told) from None
            raise
        self.texts |= {element: texts[element] for element in FULL_ELEMENTS if element in texts}
        self.saved += 1
        return warnings

    def _write(self, texts: Mapping[str, str]) -> Path:
        yaml = YAML()
        yaml.width = 10_000
        data: Any = yaml.load(self._file)
        t, b = self._place or (0, 0)
        words = data["trajectories"][t]["bulletins"][b]["texts"]["nl"]
        for element in FULL_ELEMENTS:
            if element in texts and texts[element].strip() != str(words.get(element, "")).strip():
                words[element] = LiteralScalarString(texts[element].strip() + "\n")
        for recording in data.get("recordings") or ():
            # What stands beside the person's own file stays there.
            recording["file"] = str(self._original.resolve().parent / recording["file"])
        yaml.dump(data, self._copy)
        return self._copy


def verdict(text: str) -> dict[str, Any]:
    """How plain these Dutch words of a bulletin are: `Verdict.as_json`, with the whole number that coordinators see as score."""
    found = judge(text, day_follows=True)
    return found.as_json() | {"score": found.mark}
