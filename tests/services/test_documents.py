"""Who sent a file and waits for it hears when it is there, or never will be."""

import pytest

from bot.domain.media import Media, MediaState
from bot.domain.person import Person
from bot.services.delivery import documents
from tests.fakes.clock import MONDAY_MORNING
from tests.people import BOT, LOTTE, NOOR, VOORBEELDSTAD
from tests.services.conftest import Town


@pytest.mark.parametrize(
    ("who", "kind", "state", "told"),
    [
        (NOOR, "document", MediaState.FETCHED, [NOOR.id]),
        (NOOR, "photo", MediaState.FETCHED, [NOOR.id]),
        (NOOR, "photo", MediaState.LOST, [NOOR.id]),
        (NOOR, "photo", MediaState.WANTED, []),
        (NOOR, "voice", MediaState.FETCHED, []),
        (LOTTE, "photo", MediaState.FETCHED, []),
    ],
)
async def test_a_coordinator_who_sent_it_is_told(town: Town, who: Person, kind: str, state: MediaState, told: list[str]) -> None:
    media = Media("m", VOORBEELDSTAD.id, BOT.id, who.id, kind, "ref", MONDAY_MORNING, state)
    assert await documents.settle(town.work.uow, media) is bool(told)
    assert town.told(documents.SETTLED) == told
