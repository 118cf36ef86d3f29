"""The roles in which a colleague works along.

Noor: {roles_of_colleague: bram} → {role: coordinator}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain import wording
from bot.domain.actor import STAFF, Role
from bot.domain.wording import Values
from bot.handling.actions.tell_colleague import OfColleague
from bot.handling.context import Context
from bot.services.people.colleagues import everybody

SPEC = QuerySpec("roles_of_colleague", OfColleague, gives=frozenset({"role", "role_word"}))


async def run(context: Context, args: OfColleague) -> list[Values]:
    """None, when they left meanwhile."""
    found = await everybody(context.work, context.actor)
    roles = [role for p in found if p.id == args.colleague_id for role in sorted(p.roles & STAFF - {Role.OWNER})]
    return [{"role": str(role), "role_word": wording.text(f"common.role_{role}")} for role in roles]
