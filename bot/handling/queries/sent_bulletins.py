"""Bulletins that go out or went out, newest first.

Noor: sent_bulletins → {bulletin_id: bulletin-6, number: 6}
"""

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain.bulletin import BulletinState
from bot.domain.wording import Values
from bot.handling.bulletin_items import GIVES, bulletin_items
from bot.handling.context import Context

SPEC = QuerySpec("sent_bulletins", gives=GIVES)


async def run(context: Context, args: NoArgs) -> list[Values]:
    """Of the coalition; also those that were paused or cancelled."""
    return await bulletin_items(context, lambda bulletin: bulletin.state is not BulletinState.DRAFT)
