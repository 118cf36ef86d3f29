"""Somebody who was invited to work along would rather not.

Elif: {decline_role: translator} → done
Fatma: {decline_role: translator} → stays
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.actor import Role
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.people import colleagues, leaving


class DeclineRole(Args):
    """That of the invitation, and no other that the person has."""

    role: Role


SPEC = ActionSpec("decline_role", DeclineRole, frozenset({"stays"}))


async def run(context: Context, args: DeclineRole) -> Done:
    """Nothing is kept of them; `stays`: they are something else here, and stay that."""
    person = context.person
    if args.role in person.roles:
        person = await colleagues.decline(context.work, person.actor, args.role)
    if person.roles:
        return Done("stays")
    await leaving.start_forgetting(context.work, person.actor)
    return Done()
