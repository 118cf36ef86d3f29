"""When a parent wants messages to come, by their own clock; Sundays and holidays stay quiet."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from enum import StrEnum

from bot.domain.actor import Actor
from bot.domain.errors import Refused
from bot.domain.person import PersonState
from bot.outbox.quiet import QUIET_FROM, QUIET_UNTIL
from bot.services.auditing import note
from bot.services.work import Work


class PartOfDay(StrEnum):
    """In which messages may come."""

    WHOLE_DAY = "whole_day"
    """The coalition's norm."""
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


HOURS: Mapping[PartOfDay, tuple[time, time]] = {
    PartOfDay.MORNING: (time(9), time(12)),
    PartOfDay.AFTERNOON: (time(12), time(17)),
    PartOfDay.EVENING: (time(17), time(21)),
}
"""From and until when, by the parent's own clock. The evening ends an hour after the norm does: who chooses it wants it."""


async def choose(work: Work, actor: Actor, part: PartOfDay) -> tuple[time, time]:
    """Nothing that disturbs comes at another time from now on: from and until when it may. Refused: `not_joined`."""
    person = await work.uow.people.get(actor.id)
    if person.state not in {PersonState.ACTIVE, PersonState.PAUSED}:
        raise Refused("not_joined")
    opens, closes = HOURS.get(part, (None, None))
    quiet_from = f"{closes:%H:%M}" if closes else None
    quiet_until = f"{opens:%H:%M}" if opens else None
    await work.uow.people.save(replace(person, quiet_from=quiet_from, quiet_until=quiet_until))
    await note(work, actor, "moments_chosen", person.id)
    return opens or QUIET_UNTIL, closes or QUIET_FROM
