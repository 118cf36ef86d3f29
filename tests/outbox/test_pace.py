"""How many may go, and when the next one may."""

import pytest

from bot.outbox.limits import LIMITS
from bot.outbox.pace import Pace, account_pace, grant


def send_as_fast_as_granted(pace: Pace, seconds: float, late: float = 0.0) -> list[float]:
    """Moments at which calls go, when each look comes `late` seconds after it could."""
    now, tat, sent = 1000.0, 0.0, []
    while now < 1000.0 + seconds:
        granted = grant(tat, now, pace, 6)
        tat = granted.tat
        sent += [now] * granted.calls
        now += granted.wait + late
    return sent


def most_in(sent: list[float], seconds: float) -> int:
    return max(sum(1 for at in sent if start <= at < start + seconds) for start in sent)


def test_a_fresh_account_may_send_at_once_and_then_waits() -> None:
    granted = grant(0.0, 1000.0, Pace(1.0), 3)
    assert (granted.calls, granted.wait, granted.tat) == (1, 1.0, 1001.0)
    assert grant(granted.tat, 1000.4, Pace(1.0), 3).calls == 0
    assert grant(granted.tat, 1000.4, Pace(1.0), 3).wait == pytest.approx(0.6)
    assert grant(granted.tat, 1001.0, Pace(1.0), 3).calls == 1


def test_wanting_nothing_changes_nothing() -> None:
    assert grant(5.0, 1000.0, Pace(1.0), 0) == grant(0.0, 1000.0, Pace(1.0), 0)


@pytest.mark.parametrize("late", [0.0, 0.005, 0.03])
def test_28_a_second_are_kept_and_never_31(late: float) -> None:
    sent = send_as_fast_as_granted(account_pace(28), 30, late)
    assert most_in(sent, 1.0) <= 30
    assert len(sent) >= 0.97 * 28 * 30


def test_a_thousand_a_second_are_kept_by_a_turn_every_few_milliseconds() -> None:
    assert len(send_as_fast_as_granted(account_pace(1000), 2, 0.004)) >= 0.97 * 2000


def test_a_group_gets_no_more_than_twenty_a_minute() -> None:
    assert most_in(send_as_fast_as_granted(LIMITS["telegram"].group, 600), 60.0) == 19
