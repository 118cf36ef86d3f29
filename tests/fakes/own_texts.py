"""A coalition's own words and languages, in memory."""

from dataclasses import replace

from bot.domain.own_text import OwnText, SwitchedOn
from tests.fakes.rows import Rows


class FakeOwnTexts:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def of(self, coalition_id: str) -> list[OwnText]:
        mine = [text for text in self._rows.own_texts.values() if text.coalition_id == coalition_id]
        return sorted(mine, key=lambda text: (text.language, text.key))

    async def save(self, text: OwnText) -> None:
        self._rows.own_texts[text.coalition_id, text.language, text.key] = text
        await self.changed(text.coalition_id)

    async def drop(self, coalition_id: str, language: str, key: str) -> None:
        self._rows.own_texts.pop((coalition_id, language, key), None)
        await self.changed(coalition_id)

    async def changed(self, coalition_id: str) -> None:
        before = self._rows.coalitions[coalition_id]
        self._rows.coalitions[coalition_id] = replace(before, words_version=before.words_version + 1)

    async def switched_on(self, coalition_id: str) -> list[SwitchedOn]:
        mine = [each for each in self._rows.switched_on.values() if each.coalition_id == coalition_id]
        return sorted(mine, key=lambda each: each.language)

    async def switch_on(self, switched: SwitchedOn) -> None:
        self._rows.switched_on.setdefault((switched.coalition_id, switched.language), switched)

    async def switch_off(self, coalition_id: str, language: str) -> None:
        self._rows.switched_on.pop((coalition_id, language), None)
