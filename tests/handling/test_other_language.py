"""Beside 'I did not understand' stands a way to another language, for whom it may help."""

from dataclasses import replace

import pytest

from bot.dialogue.commands import Say
from bot.domain.conversation import Conversation, Standing
from bot.domain.delivery import Purpose, Recipient, RecipientKind
from bot.domain.person import Person
from bot.handling.moment import Moment
from bot.handling.other_language import named, way_to_it
from bot.texts.isolates import bare
from tests.fakes.clock import MONDAY_MORNING
from tests.people import AMINA, BOT, LOTTE, NOOR, VOORBEELDSTAD
from tests.services.conftest import Town

AGAIN = Say(("common.not_understood",), step="ask")
GROUP = Recipient(RecipientKind.GROUP, "group")


async def offered(town: Town, who: Person, said: Say = AGAIN, flow: str = "react", place: Recipient | None = None) -> list[str]:
    """The labels of the buttons beside it."""
    town.put(who)
    now = MONDAY_MORNING
    place = place or Recipient(RecipientKind.PERSON, who.id)
    conversation = Conversation("c", VOORBEELDSTAD.id, who.id, place, flow, Standing.OPEN, {}, now, now)
    rows = await way_to_it(Moment(town.work, BOT, who.actor, "in:1", Purpose.REPLY), conversation, said)
    return [bare(str(button.label)) for row in rows for button in row]


@pytest.mark.parametrize(
    ("who", "label"), [(LOTTE, "🌍 English · Türkçe · العربية · Polski …"), (AMINA, "🌍 Nederlands · English · Türkçe …")]
)
async def test_it_names_other_languages_in_themselves(town: Town, who: Person, label: str) -> None:
    assert await offered(town, who) == [label]


async def test_nobody_is_told_of_it_whom_it_does_not_help(town: Town) -> None:
    assert await offered(town, NOOR) == []
    assert await offered(town, LOTTE, Say(("react.ask.ask",), step="ask")) == []
    assert await offered(town, LOTTE, flow="language") == []
    assert await offered(town, LOTTE, replace(AGAIN, step="language")) == []
    assert await offered(town, LOTTE, place=GROUP) == []
    town.rows.switched_on.clear()
    assert await offered(town, LOTTE) == []


async def test_it_is_one_button_of_the_coalition_and_says_nothing_of_a_parent(town: Town) -> None:
    await offered(town, LOTTE)
    await offered(town, AMINA)
    (door,) = await town.work.uow.cards.doors(f"language:{VOORBEELDSTAD.id}")
    assert (door.flow, dict(door.values)) == ("language", {})


@pytest.mark.parametrize(
    ("who", "words", "code"),
    [
        (LOTTE, "العربية", "ar"),
        (LOTTE, "عربي!", "ar"),
        (LOTTE, "turkce", "tr"),
        (LOTTE, "Pools", "pl"),
        (AMINA, "Nederlands", "nl"),
        (AMINA, "العربية", None),
        (LOTTE, "ትግርኛ", None),
        (LOTTE, "en", None),
        (LOTTE, "Ik spreek Pools", None),
        (NOOR, "English", None),
    ],
)
async def test_a_parent_who_says_only_the_name_of_a_language_means_it(
    town: Town, who: Person, words: str, code: str | None
) -> None:
    """Not when they read it, when it is not offered, or when it is a word."""
    assert await named(town.work, who, words) == code
