"""Bulletins that a contact person can pass on by word of mouth, newest first.

Gerda: bulletins_to_pass_on → {bulletin_id: bulletin-4, number: 4}
"""

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain.actor import Role
from bot.domain.bulletin import BulletinState
from bot.domain.wording import Values
from bot.handling.bulletin_items import GIVES, bulletin_items
from bot.handling.context import Context

SPEC = QuerySpec("bulletins_to_pass_on", gives=GIVES)


async def run(context: Context, args: NoArgs) -> list[Values]:
    """What parents got, or are getting."""
    context.actor.must_be(Role.CONTACT_PERSON)
    return await bulletin_items(context, lambda each: each.has_begun and each.state is not BulletinState.CANCELLED)
