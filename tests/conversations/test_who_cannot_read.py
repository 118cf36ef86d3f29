"""What a parent meets who listens and hardly reads: everything that is asked is heard, and a tap is enough."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.rehearsal.demo.stage import Somebody
from bot.wiring import Library
from tests.conversations.player import Player, playing
from tests.conversations.voices import all_read_aloud

ADULT, LISTENS, AGREES = "welcome.age.choices.adult", "welcome.reading.choices.listen", "consent.ask.choices.yes"
YOUNGER, DECLINES = "welcome.age.choices.younger", "consent.ask.choices.no"
JOINED = (ADULT, LISTENS, AGREES)


@pytest.fixture
async def play(tmp_path: Path, town: Path, library: Library) -> AsyncIterator[Player]:
    copy = tmp_path / "template.db"
    shutil.copy(town, copy)
    async with playing(tmp_path, copy, library, "ar", reopened=100) as player:
        await player.coordinator()
        await all_read_aloud(player, "ar")
        yield player


async def opens(play: Player, *taps: str) -> Somebody:
    somebody = play.stranger("Yonas")
    await play.opens_invitation(somebody)
    for key in ("العربية", *taps):
        await play.taps(somebody, key)
    return somebody


def came_since(somebody: Somebody, seen: int) -> list[str]:
    return [message.kind for message in somebody.phone.received[seen:]]


async def test_whether_one_would_rather_listen_is_asked_aloud_before_anything_is_agreed_to(play: Player) -> None:
    yonas = await opens(play, ADULT)
    assert "الاستماع" in yonas.phone.messages[-1].text
    assert yonas.phone.messages[-2].kind == "voice"


async def test_the_consent_question_stands_there_whole_under_its_voice(play: Player) -> None:
    yonas = await opens(play, ADULT, LISTENS)
    *_, voice, question, text = yonas.phone.messages
    assert (voice.kind, question.kind) == ("voice", "voice")
    assert text.text.count("•") == 6


async def test_the_number_to_call_in_danger_stands_there_without_a_tap(play: Player) -> None:
    yonas = await opens(play, *JOINED)
    await play.types(yonas, "زوجي يضربني")
    before, seen = len(yonas.phone.messages), len(yonas.phone.received)
    await play.taps(yonas, "danger.safe.choices.yes")
    assert any("112" in message.text for message in yonas.phone.messages[before:])
    # The numbers; then that it can be passed on, and whether to. Who reads along is a line to read.
    assert came_since(yonas, seen) == ["voice", "text", "voice", "voice", "text"]


@pytest.mark.parametrize("asks", ["unprompted", "question", "not_understood"])
async def test_what_is_asked_is_heard(play: Player, asks: str) -> None:
    yonas = await opens(play, *JOINED)
    if asks == "not_understood":
        await play.types(yonas, "/moment")
    seen = len(yonas.phone.received)
    await (play.types(yonas, "/vraag") if asks == "question" else play.speaks(yonas))
    assert "voice" in came_since(yonas, seen)


async def test_nobody_gets_silence_before_they_agreed(play: Player) -> None:
    yonas = await opens(play)
    await play.types(yonas, "من أنتم؟")
    seen = len(yonas.phone.received)
    await play.types(yonas, "من أنتم؟")
    assert came_since(yonas, seen) == ["voice", "text"]
    assert yonas.phone.messages[-1].buttons


@pytest.mark.parametrize(("typed", "sees"), [("٣٤", LISTENS), ("نعم", LISTENS), ("15", None)])
async def test_an_age_or_a_yes_that_is_typed_is_understood(play: Player, typed: str, sees: str | None) -> None:
    yonas = await opens(play)
    await play.types(yonas, typed)
    if sees is not None:
        await play.taps(yonas, sees)
    else:
        assert play.library.catalogs.render("welcome.by_mistake.say", "ar") == yonas.phone.messages[-1].text


@pytest.mark.parametrize("taps", [(YOUNGER,), (ADULT, LISTENS, DECLINES)])
async def test_a_wrong_tap_does_not_burn_the_invitation(play: Player, taps: tuple[str, ...]) -> None:
    yonas = await opens(play, *taps)
    await play.opens_link_of(yonas, yonas)
    for key in ("العربية", *JOINED):
        await play.taps(yonas, key)
    await play.types(yonas, "/vraag")
    assert yonas.phone.messages[-2].kind == "voice"


async def test_who_joined_and_wipes_everything_needs_a_new_link(play: Player) -> None:
    yonas = await opens(play, *JOINED)
    await play.types(yonas, "/gegevens")
    await play.taps(yonas, "know_forget.known.choices.forget")
    await play.taps(yonas, "know_forget.sure.choices.forget")
    await play.opens_link_of(yonas, yonas)
    assert yonas.phone.messages[-1].text == play.library.catalogs.render("common.used_invitation", "ar")


async def test_reading_or_listening_can_be_changed_at_any_moment(play: Player) -> None:
    yonas = await opens(play, ADULT, "welcome.reading.choices.read", AGREES)
    seen = len(yonas.phone.received)
    await play.types(yonas, "/help")
    assert "voice" not in came_since(yonas, seen)
    await play.taps(yonas, "help.menu.choices.listen")
    assert yonas.phone.messages[-2].kind == "voice"
    await play.types(yonas, "/help")
    await play.taps(yonas, "help.menu.choices.read")
    seen = len(yonas.phone.received)
    await play.types(yonas, "/vraag")
    assert came_since(yonas, seen) == ["text"]


async def test_who_stopped_and_speaks_comes_back_by_a_button(play: Player) -> None:
    yonas = await opens(play, *JOINED)
    await play.types(yonas, "/stop")
    await play.taps(yonas, "stop.stopped.choices.nothing")
    seen = len(yonas.phone.received)
    await play.speaks(yonas)
    assert came_since(yonas, seen) == ["voice", "text"]
    await play.taps(yonas, "common.button_join")
    await play.taps(yonas, AGREES)
    await play.types(yonas, "/vraag")
    assert yonas.phone.messages[-2].kind == "voice"


async def test_help_offers_who_stopped_only_what_works(play: Player) -> None:
    yonas = await opens(play, *JOINED)
    await play.types(yonas, "/stop")
    await play.taps(yonas, "stop.stopped.choices.nothing")
    await play.types(yonas, "/help")
    *_, way_back, menu = [message for message in yonas.phone.messages if message.kind == "text"]
    words = play.library.catalogs.render
    assert way_back.buttons == [[words("common.button_join", "ar")]]
    works = ("language", "read", "know")
    assert menu.buttons == [[words(f"help.menu_outside.choices.{key}", "ar")] for key in works]
