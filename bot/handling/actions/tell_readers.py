"""Who reads what a parent writes to the coordinators: how many people that are, and whether somebody translates it.

Fatma: tell_readers → done
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.domain import wording
from bot.domain.actor import Role
from bot.domain.person import PersonState
from bot.handling.context import Context, Done
from bot.services.following_up.cadence import joined_coordinators
from bot.services.speaking.languages import SOURCE

TRANSLATES = (Role.TRANSLATOR, Role.KEY_PERSON)
SPEC = ActionSpec("tell_readers", gives=frozenset({"readers"}))


async def run(context: Context, args: NoArgs) -> Done:
    """Those who joined, as they are now. A translator whom the parent declines is not counted."""
    people = len(await joined_coordinators(context.work, context.person.coalition_id))
    if not people:
        return Done(values={"readers": wording.text("common.readers_nobody")})
    key = "common.readers_translated" if await _is_translated(context) else "common.readers"
    return Done(values={"readers": wording.text(key, people=people)})


async def _is_translated(context: Context) -> bool:
    person = context.person
    if person.language == SOURCE:
        return False
    found = [p for role in TRANSLATES for p in await context.work.uow.people.with_role(person.coalition_id, role)]
    joined = [p for p in found if p.state is PersonState.ACTIVE and p.id not in person.declines]
    return any(person.language in p.translates for p in joined)
