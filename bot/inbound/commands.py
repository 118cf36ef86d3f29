"""The bot's command list, as people see it when they type a slash: per language, and apart for private chats and groups."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from aiogram import Bot
from aiogram.methods import SetMyCommands
from aiogram.types import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bot.domain.errors import Mistake

log = logging.getLogger(__name__)

MOST_COMMANDS = 100
MOST_WORDS = 256
"""Characters of an explanation (core.telegram.org/bots/api#botcommand)."""
_WORD = re.compile(r"[a-z0-9_]{1,32}")


class Place(StrEnum):
    """Where a list is shown."""

    PRIVATE = "private"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class CommandList:
    """(word without slash, what it does) for one place. `language` None is for everybody whose language has no list."""

    place: Place
    commands: tuple[tuple[str, str], ...]
    language: str | None = None
    chat: str | None = None
    """Only for this private chat, whatever the language of its phone."""


async def set_commands(bot: Bot, lists: Sequence[CommandList]) -> int:
    """Show these lists; how many Telegram took. What it does not take is logged, once, and costs nothing: commands work unlisted.

    Languages without a code of two letters have no list of their own on Telegram, and are left out. Raises Mistake, before
    anything is sent, for a word or an explanation that Telegram cannot show.
    """
    calls = [_call(each) for each in lists if each.language is None or _code(each.language)]
    taken, refused = 0, list[str]()
    for call in calls:
        try:
            taken += await bot(call)
        except Exception as error:
            refused.append(type(error).__name__)
    if refused:
        whys = ", ".join(dict.fromkeys(refused))
        log.warning("%d of %d command lists were not set: %s", len(refused), len(calls), whys)
    return taken


def _code(language: str | None) -> str | None:
    """Telegram's: two letters, whatever the script (`zh` of `zh_Hans`); None for a language that has no such code."""
    code = (language or "").partition("_")[0]
    return code if len(code) == 2 else None


def _call(commands: CommandList) -> SetMyCommands:
    if len(commands.commands) > MOST_COMMANDS:
        raise Mistake(
            f"{len(commands.commands)} commands for {commands.place}.", mend=f"Telegram shows {MOST_COMMANDS} at the most."
        )
    for word, what in commands.commands:
        if not _WORD.fullmatch(word):
            raise Mistake(f"the command “{word}” cannot be listed.", mend="Use 1 to 32 of a-z, 0-9 and _.")
        if not 1 <= len(what) <= MOST_WORDS:
            raise Mistake(f"the explanation of /{word} has {len(what)} characters.", mend=f"Use 1 to {MOST_WORDS}.")
    scope: BotCommandScopeChat | BotCommandScopeAllGroupChats | BotCommandScopeAllPrivateChats = BotCommandScopeAllPrivateChats()
    if commands.chat is not None:
        scope = BotCommandScopeChat(chat_id=commands.chat)
    elif commands.place is Place.GROUP:
        scope = BotCommandScopeAllGroupChats()
    return SetMyCommands(
        commands=[BotCommand(command=word, description=what) for word, what in commands.commands],
        scope=scope,
        language_code=_code(commands.language),
    )
