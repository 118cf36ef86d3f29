"""The commands that people see when they type a slash, in each language, from the flows and their words."""

import re
from dataclasses import dataclass

from bot.dialogue.book import FlowBook
from bot.dialogue.hearing import normalise
from bot.texts.catalogs import Catalogs
from bot.texts.source import Audience

_LISTED = re.compile(r"[a-z0-9_]{1,32}")
"""What a channel can list; a word in another script works when it is typed, and is listed by the Dutch one."""
PREFIX = "menu_"
"""Texts of `common.yaml` that explain a command; one without such a text is not listed."""
AUDIENCES: tuple[Audience, ...] = ("parent", "coordinator")


@dataclass(frozen=True, slots=True)
class Menu:
    """(word, what it does) for one audience in one language."""

    audience: Audience
    language: str
    commands: tuple[tuple[str, str], ...]


def menus(book: FlowBook, catalogs: Catalogs) -> list[Menu]:
    """One for each audience and complete language."""
    keys = (*book.common.texts, *book.common.coordinators)
    found = []
    for audience in AUDIENCES:
        names = {name for flow in book.flows.values() if flow.audience == audience for name in flow.commands}
        # In the order of their texts, which is the order of how much they are needed.
        listed = [key.removeprefix(PREFIX) for key in keys if key.startswith(PREFIX) and key.removeprefix(PREFIX) in names]
        for language in catalogs.languages(audience):
            commands = [(_word(book, name, language), catalogs.render(f"common.{PREFIX}{name}", language)) for name in listed]
            found.append(Menu(audience, language, tuple(commands)))
    return found


def _word(book: FlowBook, name: str, language: str) -> str:
    words = (normalise(word) for word in book.words.commands.get(name, {}).get(language, ()))
    return next((word for word in words if _LISTED.fullmatch(word)), name)
