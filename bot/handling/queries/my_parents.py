"""The parents who said yes to this contact person.

Gerda: my_parents → {parent_id: fatma, parent: {"known_as": fatma}, is_held: no}
"""

from zoneinfo import ZoneInfo

from bot.dialogue.actions import QuerySpec
from bot.domain import wording
from bot.domain.person import Person
from bot.domain.wording import Value, Values
from bot.handling.arguments import Args
from bot.handling.context import Context
from bot.services.people import contacts


class MyParents(Args):
    """`told_of`: a bulletin; whoever was told of it has a check mark."""

    told_of: str = ""


SPEC = QuerySpec("my_parents", MyParents, gives=frozenset({"parent_id", "parent", "parent_label", "is_held", "held_said"}))


async def run(context: Context, args: MyParents) -> list[Values]:
    """In the order of joining, by first name only; and until when, and why, messages are held."""
    work = context.work
    found = await contacts.tied(work, context.actor)
    told = await contacts.told(work, context.actor, args.told_of) if args.told_of else ()
    zone = ZoneInfo((await work.uow.coalitions.get(context.actor.coalition_id)).zone)
    now = work.clock.now()
    items: list[Values] = []
    for parent in found:
        known = wording.known_as(parent.id)
        items.append(
            {
                "parent_id": parent.id,
                "parent": known,
                "parent_label": wording.ticked(known) if parent.id in told else known,
                "is_held": "yes" if parent.is_held(now) else "no",
                "held_said": _held(parent, zone) if parent.is_held(now) else "",
            }
        )
    return items


def _held(parent: Person, zone: ZoneInfo) -> Value:
    assert parent.held_until is not None
    day = wording.day(parent.held_until.astimezone(zone).date())
    return wording.text("common.held_until", day=day, why=wording.text(f"common.hold_{parent.held_because}"))
