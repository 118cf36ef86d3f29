"""Sixty people with long names work along: everybody is in the list, and each message of it can be sent."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.actor import STAFF
from bot.domain.coalition import BotAccount
from bot.domain.delivery import Delivery, Part, PartKind, Purpose, Recipient, RecipientKind
from bot.domain.wording import Content, lines
from bot.handling.context import Context
from bot.handling.people_lines import pages
from bot.handling.rendering import Renderer
from bot.outbox.call import Call
from bot.outbox.limits import TELEGRAM
from bot.services.people.colleagues import MOST_OF_NAME
from bot.wiring import Library
from tests.conversations.test_everything_renders import house
from tests.fakes.clock import MONDAY_MORNING
from tests.people import BOT, NOOR
from tests.services.conftest import Town

MANY = 60


def crowd() -> Town:
    """Each with a name of their own, as long as it may be, every role, and on holiday."""
    town = house("most_days")
    for number in range(MANY):
        name = f"{number:02}" + "w" * (MOST_OF_NAME - 2)
        away = {"away_from": date(2026, 11, 20), "away_until": date(2026, 11, 30)}
        town.put(replace(NOOR, id=f"colleague-{number:02}", name=name, roles=STAFF, **away))  # type: ignore[arg-type]
    return town


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_everybody_is_told_of_in_messages_that_fit(language: str, library: Library) -> None:
    town = crowd()
    me = replace(town.rows.people["colleague-00"], language=language)
    town.put(me)
    account: BotAccount = BOT
    to = Recipient(RecipientKind.PERSON, me.id)
    found = await pages(Context(town.work, me, me.actor, account, to, "conversation"))
    said = []
    for page in found:
        content = Content(("people.who.say",), {"people_lines": lines(page)})
        part = Part("part", "delivery", 1, PartKind.SEND, content)
        delivery = Delivery("delivery", me.coalition_id, BOT.id, to, Purpose.REPLY, "key", MONDAY_MORNING, parts=(part,))
        call = await Renderer(library.catalogs, town.clock).render(town.work.uow, delivery, part)
        assert isinstance(call, Call)
        assert len(call.text.encode("utf-16-le")) // 2 <= TELEGRAM.text
        said.append(call.text)
    assert len(said) > 1
    assert all(f"{number:02}w" in "".join(said) for number in range(MANY))
