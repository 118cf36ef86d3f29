"""The commands that people see when they type a slash, in each language, from the flows and their words."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.dialogue.book import FlowBook
from bot.dialogue.hearing import normalise
from bot.domain.actor import STAFF, Role
from bot.texts.catalogs import Catalogs
from bot.texts.source import SOURCE_LANGUAGE, Audience

_LISTED = re.compile(r"[a-z0-9_]{1,32}")
"""What a channel can list; a word in another script works when it is typed, and is listed by the Dutch one."""
PREFIX = "menu_"
"""Texts of `common.yaml` that explain a command; one without such a text is not listed."""
AUDIENCES: tuple[Audience, ...] = ("parent", "coordinator")


Commands = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Menu:
    """(word, what it does) for one audience in one language."""

    audience: Audience
    language: str
    commands: Commands


def menus(book: FlowBook, catalogs: Catalogs) -> list[Menu]:
    """One for each audience and complete language."""
    roles: Mapping[Audience, Role] = {"parent": Role.PARENT, "coordinator": Role.COORDINATOR}
    return [
        Menu(audience, language, commands_of(book, catalogs, {roles[audience]}, language))
        for audience in AUDIENCES
        for language in catalogs.languages(audience)
    ]


def commands_of(book: FlowBook, catalogs: Catalogs, roles: Collection[Role], language: str) -> Commands:
    """Those of somebody with these roles. Of who works along, a language that they do not have is Dutch."""
    if set(roles) & STAFF and language not in catalogs.languages("coordinator"):
        language = SOURCE_LANGUAGE
    names = {name for flow in book.flows.values() if flow.is_for(roles) for name in flow.commands}
    # In the order of their texts, which is the order of how much they are needed.
    keys = (*book.common.texts, *book.common.coordinators)
    listed = [key.removeprefix(PREFIX) for key in keys if key.startswith(PREFIX) and key.removeprefix(PREFIX) in names]
    return tuple((_word(book, name, language), catalogs.render(f"common.{PREFIX}{name}", language)) for name in listed)


def _word(book: FlowBook, name: str, language: str) -> str:
    words = (normalise(word) for word in book.words.commands.get(name, {}).get(language, ()))
    return next((word for word in words if _LISTED.fullmatch(word)), name)
