"""The bot account itself: who it is, its commands."""

import re
from typing import Any

from bot.rehearsal.errors import BadRequest
from bot.rehearsal.methods.context import Access, Context
from bot.rehearsal.methods.method import Method
from bot.rehearsal.terms import terms

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}|")
_MOST = 100
COMMAND = terms("command description", refused="is_ephemeral")
_FOR_ALL = frozenset(["default", "all_private_chats", "all_group_chats", "all_chat_administrators"])
_FOR_ONE = frozenset(["chat", "chat_administrators", "chat_member"])
Key = tuple[str, str]


async def get_me(context: Context) -> dict[str, Any]:
    """The bot, as a User with the fields only getMe has."""
    return context.bot.me()


async def set_my_commands(context: Context) -> bool:
    """Keep a list of commands for a scope and language; refused in the server's words when one is malformed."""
    given = context.arguments.structure("commands", "commands") if context.arguments.text("commands") else []
    if not isinstance(given, list):
        raise BadRequest("expected an Array of BotCommand")
    read = [_read(one) for one in given]
    key = _key(context)
    commands = [_command(*one) for one in read]
    if len(commands) > _MOST:
        raise BadRequest("BOT_COMMANDS_TOO_MUCH")
    context.bot.commands[key] = commands
    return True


async def get_my_commands(context: Context) -> list[dict[str, str]]:
    """The commands kept for exactly this scope and language."""
    return context.bot.commands.get(_key(context), [])


async def delete_my_commands(context: Context) -> bool:
    """Forget the commands of a scope and language."""
    context.bot.commands.pop(_key(context), None)
    return True


def _read(given: object) -> tuple[str, str]:
    if not isinstance(given, dict):
        raise BadRequest("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if given.get(name) is None:
            raise BadRequest(f"can't parse BotCommand: Can't find field \"{name}\"")
    COMMAND.hold(given, given, "BotCommand")
    return str(given["command"]), str(given["description"])


def _command(command: str, description: str) -> dict[str, str]:
    command, description = command.strip().removeprefix("/"), description.strip()
    if not command:
        raise BadRequest("command must be non-empty")
    if len(command) > 32:
        raise BadRequest("command length must not exceed 32")
    if not description:
        raise BadRequest("command description must be non-empty")
    if len(description) > 256:
        raise BadRequest("command description length must not exceed 256")
    if not _COMMAND.fullmatch(command):
        raise BadRequest("BOT_COMMAND_INVALID")
    return {"command": command, "description": description}


def _key(context: Context) -> Key:
    """Scope and language, as `get_bot_command_scope` of tdlib/telegram-bot-api reads them."""
    scope = _scope(context)
    language = context.arguments.text("language_code")
    if not _LANGUAGE.fullmatch(language):
        raise BadRequest("invalid language code specified")
    return scope, language


def _scope(context: Context) -> str:
    if not context.arguments.text("scope"):
        return "default"
    unreadable = "can't parse BotCommandScope: "
    scope = context.arguments.structure("scope", "BotCommandScope")
    if not isinstance(scope, dict):
        raise BadRequest(unreadable + "BotCommandScope must be an Object")
    kind = scope.get("type")
    if kind is None:
        raise BadRequest(unreadable + 'Can\'t find field "type"')
    if kind in _FOR_ALL:
        return str(kind)
    if kind not in _FOR_ONE:
        raise BadRequest(unreadable + "Unsupported type specified")
    if not scope.get("chat_id"):
        raise BadRequest(unreadable + ('Can\'t find field "chat_id"' if "chat_id" not in scope else "Empty chat_id specified"))
    named = context.having(scope)
    if kind == "chat_member" and named.arguments.number("user_id") <= 0:
        raise BadRequest(unreadable + ('Can\'t find field "user_id"' if "user_id" not in scope else "Invalid user_id specified"))
    chat = named.chat(access=Access.READ)
    return f"{kind}:{chat.id}:{named.arguments.number('user_id') if kind == 'chat_member' else ''}"


_CHAT_SCOPES = (
    "A scope is kept for exactly what it names: to look from narrow to wide is for apps, and no phone here shows a menu."
)
_SCOPE_SOURCES = "Client.cpp `get_bot_command_scope`, `check_bot_command_scope`; tdlib/td misc.cpp `validate_bot_language_code`"
_SCOPE_CHECKS = (
    "can't parse BotCommandScope JSON object",
    "can't parse BotCommandScope: …",
    "invalid language code specified",
)

METHODS = (
    Method(get_me, terms(), "User, with what only getMe tells", "Client.cpp `process_get_me_query`, `JsonUser`"),
    Method(
        set_my_commands,
        terms("commands scope language_code"),
        "True",
        "Client.cpp `get_bot_commands`; tdlib/td BotCommand.cpp `set_commands`; words in capitals: the server's, lore",
        (
            "can't parse commands JSON object",
            "expected an Array of BotCommand",
            "can't parse BotCommand: expected an Object",
            "can't parse BotCommand: Can't find field \"…\"",
            *_SCOPE_CHECKS,
            "command must be non-empty",
            "command length must not exceed 32",
            "command description must be non-empty",
            "command description length must not exceed 256",
            "BOT_COMMAND_INVALID",
            "BOT_COMMANDS_TOO_MUCH",
        ),
        _CHAT_SCOPES,
    ),
    Method(get_my_commands, terms("scope language_code"), "Array of BotCommand", _SCOPE_SOURCES, _SCOPE_CHECKS),
    Method(delete_my_commands, terms("scope language_code"), "True", _SCOPE_SOURCES, _SCOPE_CHECKS),
)
