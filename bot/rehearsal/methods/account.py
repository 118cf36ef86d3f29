"""The bot account itself: who it is, its commands."""

import re
from typing import Any

from bot.rehearsal.errors import BadRequest
from bot.rehearsal.methods.context import Context, Handler

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_MOST = 100


async def get_me(context: Context) -> dict[str, Any]:
    """The bot, as a User with the fields only getMe has."""
    return context.bot.me()


async def set_my_commands(context: Context) -> bool:
    """Keep a list of commands for a scope and language; refused in the server's words when one is malformed."""
    given = context.arguments.structure("commands", "commands")
    if not isinstance(given, list):
        raise BadRequest("expected an Array of BotCommand")
    if len(given) > _MOST:
        raise BadRequest("BOT_COMMANDS_TOO_MUCH")
    commands = []
    for one in given:
        if not isinstance(one, dict):
            raise BadRequest("can't parse BotCommand: Object expected")
        command, description = str(one.get("command", "")).removeprefix("/"), str(one.get("description", ""))
        if not command:
            raise BadRequest("command must be non-empty")
        if not description:
            raise BadRequest("command description must be non-empty")
        if not _COMMAND.fullmatch(command):
            raise BadRequest("BOT_COMMAND_INVALID")
        if len(description) > 256:
            raise BadRequest("BOT_COMMAND_DESCRIPTION_INVALID")
        commands.append({"command": command, "description": description})
    context.bot.commands[_key(context)] = commands
    return True


async def get_my_commands(context: Context) -> list[dict[str, str]]:
    """The commands kept for exactly this scope and language."""
    return context.bot.commands.get(_key(context), [])


async def delete_my_commands(context: Context) -> bool:
    """Forget the commands of a scope and language."""
    context.bot.commands.pop(_key(context), None)
    return True


def _key(context: Context) -> tuple[str, str]:
    scope = context.arguments.structure("scope", "BotCommandScope") or {"type": "default"}
    parts = [str(scope.get(name, "")) for name in ("type", "chat_id", "user_id")]
    return ":".join(parts), context.arguments.text("language_code")


METHODS: tuple[Handler, ...] = (get_me, set_my_commands, get_my_commands, delete_my_commands)
