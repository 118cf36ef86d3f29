"""A parent wants nobody to hold messages to them.

Lotte: decline_contact → done
"""

from bot.dialogue.actions import ActionSpec, Binds, NoArgs
from bot.handling.context import Context, Done
from bot.services.people import contacts

SPEC = ActionSpec("decline_contact", binds=Binds.ASKED)


async def run(context: Context, args: NoArgs) -> Done:
    """What was held goes out."""
    await contacts.decline(context.work, context.person.actor)
    return Done()
