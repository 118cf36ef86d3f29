"""How many calls are in the air: what the pace needs at the latency that is measured, within what may arrive twice."""

import pytest

from scheduler.room import FEWEST, Room, most_copies


@pytest.mark.parametrize(("per_second", "most"), [(0.1, 6), (28.0, 6), (60.0, 6), (100.0, 10), (1000.0, 100)])
def test_what_may_arrive_twice_goes_by_the_pace(per_second: float, most: int) -> None:
    assert most_copies(per_second) == most


def test_before_anything_is_measured_calls_take_a_fifth_of_a_second() -> None:
    assert Room(100).places("bot", 28.0) == 6
    assert Room(100).places("bot", 20.0) == 4


@pytest.mark.parametrize(
    ("per_second", "seconds", "places"),
    [(28.0, 0.01, FEWEST), (28.0, 0.1, 3), (28.0, 2.0, 6), (1000.0, 0.001, 50), (1000.0, 0.0795, 80)],
)
def test_places_are_pace_times_latency(per_second: float, seconds: float, places: int) -> None:
    room = Room(100)
    for _ in range(200):
        room.note("bot", seconds)
    assert room.places("bot", per_second) == places


def test_latencies_that_vary_get_room_for_the_slow_ones() -> None:
    """20 to 200 ms, 110 on average: three places would do on average, and would not do when it is slow."""
    room = Room(100)
    for number in range(400):
        room.note("bot", 0.02 + 0.18 * (number * 7 % 19) / 18)
    assert room.places("bot", 28.0) >= 5


def test_each_account_has_its_own_latency_and_one_bound_holds_for_all() -> None:
    room = Room(3)
    for _ in range(200):
        room.note("quick", 0.01)
    assert (room.places("quick", 28.0), room.places("slow", 28.0)) == (2, 3)
