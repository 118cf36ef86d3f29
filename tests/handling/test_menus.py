"""What people see when they type a slash."""

import re

import pytest

from bot.config import Settings
from bot.dialogue.hearing import command_of
from bot.dialogue.loader import load
from bot.domain.actor import Role
from bot.handling.menus import commands_of, menus
from bot.handling.role_commands import COMMANDS, LEAVE
from bot.texts.catalogs import Catalogs

BOOK = load(Settings().flows_dir, Settings().locales_dir)
CATALOGS = Catalogs.load(Settings().locales_dir)
MENUS = menus(BOOK, CATALOGS)


def test_everybody_has_a_menu_in_their_language() -> None:
    assert {(menu.audience, menu.language) for menu in MENUS} == {
        *(("parent", language) for language in CATALOGS.all),
        ("coordinator", "nl"),
        ("coordinator", "en"),
    }


def test_who_works_along_sees_what_is_theirs() -> None:
    advisor = dict(commands_of(BOOK, CATALOGS, {Role.ADVISOR}, "tr"))
    assert {"verslag", "agenda", "weg", "help"} <= set(advisor)
    assert "stuur" not in advisor
    both = dict(commands_of(BOOK, CATALOGS, {Role.COORDINATOR, Role.PARENT}, "nl"))
    assert {"stuur", "pauze"} <= set(both)


def test_a_listed_command_is_the_command_that_it_explains() -> None:
    for menu in MENUS:
        mine = {name for flow in BOOK.flows.values() if flow.audience == menu.audience for name in flow.commands}
        meant = [command_of(word, BOOK.words, menu.language, among=mine) for word, _ in menu.commands]
        assert None not in meant
        assert len(set(meant)) == len(meant)


def test_fatma_finds_the_question_first_and_in_turkish_letters_that_a_command_can_have() -> None:
    [fatma] = [menu for menu in MENUS if (menu.audience, menu.language) == ("parent", "tr")]
    assert fatma.commands[0] == ("soru", "Soru sormak")
    assert "yardim" in dict(fatma.commands)


def test_amal_who_cannot_be_shown_arabic_commands_gets_the_dutch_words_explained_in_arabic() -> None:
    [amal] = [menu for menu in MENUS if (menu.audience, menu.language) == ("parent", "ar")]
    assert dict(amal.commands)["vraag"] == "طرح سؤال"


def commands(role: Role) -> set[str]:
    """But for help itself."""
    flows = [flow for flow in BOOK.flows.values() if flow.audience == "coordinator" and flow.is_for({role})]
    return {name for flow in flows for name in flow.commands} - {"help", "start"}


@pytest.mark.parametrize("role", COMMANDS)
def test_whoever_works_along_finds_each_command_of_theirs_in_their_help(role: Role) -> None:
    assert commands(role) == {*COMMANDS[role], LEAVE}


def test_coordinators_find_each_command_of_theirs_in_their_help() -> None:
    text = Catalogs.load(Settings().locales_dir).render("coordinator_help.menu.say", "nl")
    assert set(re.findall(r"/(\w+) –", text)) == commands(Role.COORDINATOR)
