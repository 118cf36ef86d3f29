"""Contact persons in whose name a coordinator may invite parents.

Noor: contact_persons → {contact_id: gerda, colleague: {"person": gerda}}
"""

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain import wording
from bot.domain.actor import Role
from bot.domain.person import PersonState
from bot.domain.wording import Values
from bot.handling.context import Context

SPEC = QuerySpec("contact_persons", gives=frozenset({"contact_id", "colleague"}))


async def run(context: Context, args: NoArgs) -> list[Values]:
    """By name. Nobody for a contact person, whose links are their own."""
    if Role.COORDINATOR not in context.actor.roles:
        return []
    found = await context.work.uow.people.with_role(context.actor.coalition_id, Role.CONTACT_PERSON)
    joined = sorted((person for person in found if person.state is PersonState.ACTIVE), key=lambda p: (p.name, p.id))
    return [{"contact_id": person.id, "colleague": wording.name_of(person.id)} for person in joined]
