"""Catalogs that remember which texts were said."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Self

from bot.texts.catalogs import Catalogs
from bot.texts.values import Spoken
from bot.wiring import Library


class Listening(Catalogs):
    """`said` has the key of every text that was rendered since it was emptied."""

    @classmethod
    def to(cls, library: Library) -> tuple[Self, Library]:
        """The same library, listened to."""
        catalogs = cls(library.catalogs.all.values())
        return catalogs, replace(library, catalogs=catalogs)

    said: set[str]

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.said = set()

    def render(self, key: str, language: str, values: Mapping[str, Any] | None = None) -> str:
        self.said.add(key)
        return super().render(key, language, values)

    def render_value(self, value: Spoken, language: str, values: Mapping[str, Any] | None = None) -> str:
        if isinstance(value, dict) and isinstance(value.get("text"), str):
            self.said.add(value["text"])
        return super().render_value(value, language, values)
