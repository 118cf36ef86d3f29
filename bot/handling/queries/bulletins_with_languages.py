"""Bulletins of which a language may still be missing, newest first.

Noor: bulletins_with_languages → {bulletin_id: bulletin-9}
"""

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain.bulletin import BulletinState
from bot.domain.wording import Values
from bot.handling.bulletin_items import GIVES, bulletin_items
from bot.handling.context import Context

SPEC = QuerySpec("bulletins_with_languages", gives=GIVES)
OPEN = frozenset(BulletinState) - {BulletinState.CANCELLED, BulletinState.SENT}


async def run(context: Context, args: NoArgs) -> list[Values]:
    """Also those that are going out: the languages that are ready, and the rest later."""
    return await bulletin_items(context, lambda bulletin: bulletin.state in OPEN)
