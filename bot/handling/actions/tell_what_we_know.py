"""What is kept of the person, as kinds and counts.

Fatma: tell_what_we_know → done
"""

from zoneinfo import ZoneInfo

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.domain import wording
from bot.handling.context import Context, Done
from bot.services import leaving

SPEC = ActionSpec("tell_what_we_know", gives=frozenset({"reading_word", "joined_on", "reactions", "questions"}))


async def run(context: Context, args: NoArgs) -> Done:
    """Of oneself only. Who has not joined yet has a dash for a day."""
    known = await leaving.what_we_know(context.work, context.person.actor)
    coalition = await context.work.uow.coalitions.get(context.person.coalition_id)
    zone = ZoneInfo(context.person.zone or coalition.zone)
    return Done(
        values={
            "reading_word": wording.text(f"common.reading_{known.reading}"),
            "joined_on": wording.day(known.since.astimezone(zone).date()) if known.since else "–",
            "reactions": known.counts["reactions"],
            "questions": known.counts["questions"],
        }
    )
