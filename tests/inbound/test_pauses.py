"""Waiting after trouble."""

import asyncio

import pytest

from bot.inbound.pauses import PatientWaiter, pause_after


@pytest.mark.parametrize(("failures", "most"), [(1, 1.0), (2, 2.0), (5, 16.0), (6, 30.0), (5000, 30.0)])
def test_a_pause_doubles_up_to_half_a_minute_and_chance_takes_up_to_half(failures: int, most: float) -> None:
    assert pause_after(failures, lambda: 0.0) == most / 2
    assert pause_after(failures, lambda: 1.0) == most


async def test_waiting_ends_at_once_when_asked_to_stop() -> None:
    stop = asyncio.Event()
    stop.set()
    async with asyncio.timeout(1):
        await PatientWaiter().wait(3600, stop)


async def test_waiting_ends_by_itself() -> None:
    async with asyncio.timeout(1):
        await PatientWaiter().wait(0.001, asyncio.Event())
