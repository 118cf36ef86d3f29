"""What a colleague is called.

Noor: {name_colleague: bram} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.actor import Role
from bot.handling.arguments import Args
from bot.handling.context import Context, Done


class NameColleague(Args):
    """Somebody who works along."""

    person_id: str


SPEC = ActionSpec("name_colleague", NameColleague, gives=frozenset({"colleague"}))


async def run(context: Context, args: NameColleague) -> Done:
    """By reference: what is said is what they are called when it is sent."""
    colleague = await context.work.uow.people.get(args.person_id)
    context.actor.must_be(Role.COORDINATOR, coalition_id=colleague.coalition_id)
    return Done(values={"colleague": wording.name_of(args.person_id)})
