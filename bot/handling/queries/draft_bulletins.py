"""Bulletins that did not go out yet, newest first.

Noor: draft_bulletins → {bulletin_id: bulletin-9}
"""

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain.wording import Values
from bot.handling.bulletin_items import GIVES, bulletin_items
from bot.handling.context import Context

SPEC = QuerySpec("draft_bulletins", gives=GIVES)


async def run(context: Context, args: NoArgs) -> list[Values]:
    """Of the coalition, ready or not."""
    return await bulletin_items(context, lambda bulletin: bulletin.may_begin)
