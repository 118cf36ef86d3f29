"""Who may hold messages to this parent, or would like to.

Lotte: tell_contact → done
Sanne: tell_contact → nobody
"""

from zoneinfo import ZoneInfo

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.domain import wording
from bot.domain.wording import Value
from bot.handling.context import Context, Done
from bot.handling.shortening import shortened
from bot.services.people import contacts

SPEC = ActionSpec(
    "tell_contact", outcomes=frozenset({"nobody"}), gives=frozenset({"contact", "held_said", "has_agreed", "wants_name"})
)
MOST = 30


async def run(context: Context, args: NoArgs) -> Done:
    """`nobody`: no contact person gave them a link. `wants_name`: they may say by which first name they are known."""
    work, person = context.work, context.person
    found = await contacts.offer(work, person.actor)
    if found is None:
        return Done("nobody")
    coalition = await work.uow.coalitions.get(person.coalition_id)
    held: Value = ""
    if person.held_until is not None and person.is_held(work.clock.now()):
        day = person.held_until.astimezone(ZoneInfo(coalition.zone)).date()
        held = wording.text("common.contact_holds", day=wording.day(day))
    return Done(
        values={
            "contact": shortened(found.contact.name, MOST) or coalition.signs_as or coalition.name,
            "held_said": held,
            "has_agreed": "yes" if found.agreed else "no",
            "wants_name": "no" if found.agreed or person.is_staff else "yes",
        }
    )
