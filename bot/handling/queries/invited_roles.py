"""What somebody can be invited as.

Noor: invited_roles → {role: parent}
"""

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain import wording
from bot.domain.actor import Role
from bot.domain.wording import Values
from bot.handling.context import Context

INVITED = (
    Role.PARENT,
    Role.COORDINATOR,
    Role.TRANSLATOR,
    Role.KEY_PERSON,
    Role.MODERATOR,
    Role.CONTACT_PERSON,
    Role.ADVISOR,
    Role.READER,
)
"""An owner is invited from their proposal."""
SPEC = QuerySpec("invited_roles", gives=frozenset({"role", "role_word"}), always_finds=True)


async def run(context: Context, args: NoArgs) -> list[Values]:
    """Parents first; a contact person invites nobody else."""
    context.actor.must_be(Role.COORDINATOR, Role.CONTACT_PERSON)
    roles = INVITED if Role.COORDINATOR in context.actor.roles else (Role.PARENT,)
    return [{"role": str(role), "role_word": wording.text(f"common.role_{role}")} for role in roles]
