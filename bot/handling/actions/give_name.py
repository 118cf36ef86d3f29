"""Somebody who works along says how they are called; colleagues see it.

Elif: {give_name: "Elif"} → done
Elif: {give_name: "Elif, die al zo lang vertaalt dat deze regel veel te lang is voor een naam"} → unusable
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.people import colleagues


class GiveName(Args):
    """As it was typed."""

    name: str


SPEC = ActionSpec("give_name", GiveName, frozenset({"unusable"}))


async def run(context: Context, args: GiveName) -> Done:
    """`unusable`: empty, or too long for a name."""
    try:
        await colleagues.call_oneself(context.work, context.actor, args.name)
    except Refused:
        return Done("unusable")
    return Done()
