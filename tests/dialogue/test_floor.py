"""Who gets what somebody types, and who may speak."""

from datetime import UTC, datetime, timedelta

from bot.dialogue.floor import (
    BUSY,
    Entrance,
    Held,
    Start,
    addressed,
    next_in_queue,
    started_by_event,
    started_by_person,
    with_floor,
)
from bot.domain.conversation import Standing

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
OWN = "person:lotte"


def held(id_: str, minutes_ago: int, standing: Standing = Standing.OPEN, *, asks: bool = True, place: str = OWN) -> Held:
    return Held(id_, f"flow_{id_}", standing, asks, NOON - timedelta(minutes=minutes_ago), place)


def test_free_words_go_to_the_newest_one_that_asks() -> None:
    talks = [held("react", 50), held("welcome", 90), held("waits", 1, asks=False), held("queued", 0, Standing.QUEUED)]
    assert with_floor(talks, OWN) == "react"
    assert addressed(talks, OWN) == "react"
    assert with_floor(talks[2:], OWN) is None


def test_a_conversation_in_a_group_does_not_hear_what_is_said_in_private() -> None:
    assert with_floor([held("progress", 1, place="group:duo")], OWN) is None


def test_a_tap_names_its_own_and_no_other() -> None:
    talks = [held("react", 1), held("welcome", 90), held("over", 2, Standing.OVER)]
    assert addressed(talks, OWN, tapped="welcome") == "welcome"
    assert addressed(talks, OWN, tapped="over") is None
    assert addressed(talks, OWN, tapped="never") is None


def test_a_reply_names_its_own_while_that_asks() -> None:
    talks = [held("react", 1), held("welcome", 90), held("waits", 2, asks=False)]
    assert addressed(talks, OWN, replied_to="welcome") == "welcome"
    assert addressed(talks, OWN, replied_to="waits") == "react"
    assert addressed(talks, OWN, replied_to="never") == "react"


def test_what_a_person_starts_speaks_at_once_and_the_same_flow_gives_way() -> None:
    talks = [held("react", 1), held("welcome", 90)]
    assert started_by_person(talks, "flow_welcome", OWN) == Entrance(Start.SPEAK, ("welcome",))
    assert started_by_person(talks, "flow_stop", OWN) == Entrance(Start.SPEAK)


def test_what_an_event_starts_queues_while_lotte_is_busy() -> None:
    minutes = BUSY.total_seconds() / 60
    assert started_by_event([held("react", 1)], "flow_new", OWN, NOON) == Entrance(
        Start.QUEUE, free_at=NOON + BUSY - timedelta(minutes=1)
    )
    assert started_by_event([held("react", int(minutes))], "flow_new", OWN, NOON) == Entrance(Start.SPEAK)
    assert started_by_event([held("waits", 1, asks=False)], "flow_new", OWN, NOON) == Entrance(Start.SPEAK)
    assert started_by_event([], "flow_new", OWN, NOON) == Entrance(Start.SPEAK)


def test_an_open_one_of_the_same_flow_keeps_going_when_an_event_would_start_it() -> None:
    assert started_by_event([held("react", 90)], "flow_react", OWN, NOON) == Entrance(Start.KEEP)


def test_the_one_that_queued_longest_is_next_when_the_floor_is_free() -> None:
    queue = [held("second", 5, Standing.QUEUED), held("first", 10, Standing.QUEUED)]
    assert next_in_queue(queue, OWN, NOON) == "first"
    assert next_in_queue([*queue, held("react", 3)], OWN, NOON) is None
    assert next_in_queue([*queue, held("react", 15)], OWN, NOON) == "first"
    assert next_in_queue([held("react", 15)], OWN, NOON) is None
