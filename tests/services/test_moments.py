"""A parent chooses when messages may come."""

from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.errors import Refused
from bot.domain.person import PersonState
from bot.outbox.quiet import hours_of, next_decent
from bot.services.people import moments
from bot.services.people.moments import PartOfDay
from tests.people import LOTTE, VOORBEELDSTAD
from tests.services.conftest import Town

THURSDAY_NIGHT = datetime(2026, 11, 26, 2, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.mark.parametrize(
    ("part", "opens", "closes"),
    [
        (PartOfDay.WHOLE_DAY, time(9), time(20)),
        (PartOfDay.MORNING, time(9), time(12)),
        (PartOfDay.AFTERNOON, time(12), time(17)),
        (PartOfDay.EVENING, time(17), time(21)),
    ],
)
async def test_nothing_disturbs_at_another_time(town: Town, part: PartOfDay, opens: time, closes: time) -> None:
    await moments.choose(town.work, LOTTE.actor, PartOfDay.EVENING)
    assert await moments.choose(town.work, LOTTE.actor, part) == (opens, closes)
    hours = hours_of(VOORBEELDSTAD, town.person(LOTTE))
    first = next_decent(THURSDAY_NIGHT, hours).astimezone(THURSDAY_NIGHT.tzinfo)
    assert first == THURSDAY_NIGHT.replace(hour=opens.hour)
    assert next_decent(first.replace(hour=closes.hour), hours) == first.replace(day=27)


async def test_who_stopped_has_nothing_to_choose(town: Town) -> None:
    town.put(replace(LOTTE, state=PersonState.STOPPED))
    with pytest.raises(Refused, match="not_joined"):
        await moments.choose(town.work, LOTTE.actor, PartOfDay.MORNING)
