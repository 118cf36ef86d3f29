"""Whoever opened an owner's link says yes: from now on they see to that proposal.

Owner: take_offer → done
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.handling.context import Context, Done
from bot.services.people import joining, owning

SPEC = ActionSpec("take_offer")


async def run(context: Context, args: NoArgs) -> Done:
    """Nothing is left to take when it was taken before, or when the link has lost its sense. Coordinators hear of it."""
    if await owning.take(context.work, context.person.actor):
        await joining.tell_joined(context.work, await context.work.uow.people.get(context.person.id))
    return Done()
