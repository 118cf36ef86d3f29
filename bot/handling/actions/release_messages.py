"""A contact person lets messages to a parent of theirs go.

Gerda: {release_messages: fatma} → done
Gerda: {release_messages: lotte} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import NotThere
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.people import contacts


class ReleaseMessages(Args):
    """One of `my_parents`."""

    parent_id: str


SPEC = ActionSpec("release_messages", ReleaseMessages, frozenset({"gone"}))


async def run(context: Context, args: ReleaseMessages) -> Done:
    """`gone`: the parent did not want it any more."""
    try:
        await contacts.release(context.work, context.actor, args.parent_id)
    except NotThere:
        return Done("gone")
    return Done()
