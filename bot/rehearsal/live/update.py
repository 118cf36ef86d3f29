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
from bot.services.load_reading import read as read_file
from bot.services.ports import Clock
from bot.texts.plain import judge
from bot.wiring import Library


class Draft:
    """The first full update of the file, when it has one."""

    def __init__(self, copy: Path, original: Path, settings: Settings, clock: Clock, library: Library) -> None:
        copy.write_bytes(original.read_bytes())
        self._file, self._settings, self._clock, self._library = copy, settings, clock, library
        self.saved = False
        """Somebody looked at the words and kept or changed them."""
        trajectories = read_file(copy).model.trajectories
        places = ((t, b) for t, each in enumerate(trajectories) for b, row in enumerate(each.bulletins) if row.kind == "full")
        self._place = next(places, None)
        self.bulletin_id: str | None = None
        self.texts: dict[str, str] = {}
        if self._place is not None:
            row = trajectories[self._place[0]].bulletins[self._place[1]]
            self.bulletin_id = row.id
            words = row.texts["nl"].model_dump()
            self.texts = {element: words.get(element) or "" for element in FULL_ELEMENTS}

    async def load(self) -> tuple[str, ...]:
        """Put the file in the database; its warnings. Raises Mistakes."""
        report = await operating.load(self._settings, self._file, clock=self._clock, library=self._library)
        return report.warnings

    async def save(self, texts: Mapping[str, str]) -> tuple[str, ...]:
        """Keep these words (by element, in Dutch), and load them; warnings. Raises Mistakes, and then nothing is changed."""
        before = self._file.read_bytes()
        await asyncio.to_thread(self._write, texts)
        try:
            warnings = await self.load()
        except Exception:
            self._file.write_bytes(before)
            raise
        self.texts |= {element: texts[element] for element in FULL_ELEMENTS if element in texts}
        self.saved = True
        return warnings

    def _write(self, texts: Mapping[str, str]) -> None:
        yaml = YAML()
        yaml.width = 10_000
        data: Any = yaml.load(self._file)
        t, b = self._place or (0, 0)
        words = data["trajectories"][t]["bulletins"][b]["texts"]["nl"]
        for element in FULL_ELEMENTS:
            if element in texts and texts[element].strip() != str(words[element]).strip():
                words[element] = LiteralScalarString(texts[element].strip() + "\n")
        yaml.dump(data, self._file)


def verdict(text: str) -> dict[str, Any]:
    """How plain these Dutch words are: `{"score", "findings"}`."""
    return judge(text).as_json()
