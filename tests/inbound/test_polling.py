"""What people do is stored before it is confirmed: nothing is lost and nothing comes twice, whatever breaks."""

import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError
from aiogram.methods import GetUpdates
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.telegram_bot import make_bot
from bot.domain.coalition import BotAccount
from bot.domain.errors import Mistake
from bot.domain.inbound import InboundKind
from bot.inbound.polling import Polling
from bot.inbound.trouble import meaning
from bot.rehearsal.faults import Fault, Trouble
from bot.rehearsal.phones import Phone
from tests.fakes.clock import FakeClock
from tests.fakes.inbox import DiskFull, FakeInboxUnits
from tests.fakes.telegram import Telegram, hang_up
from tests.fakes.waiter import FakeWaiter

ACCOUNT = BotAccount("ba-1", "lindenborg", "telegram", username="weerklank_bot")
PATIENCE = 5.0
YES = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Ja", callback_data="token-1")]])


def polling(bot: Bot, units: FakeInboxUnits, waiter: FakeWaiter | None = None) -> Polling:
    """As it is when the process has just started."""
    return Polling(bot, ACCOUNT, units, FakeClock(), jitter=lambda: 0.5, waiter=waiter or FakeWaiter())


def waiting(server: Telegram) -> int:
    """How many updates the server would send again."""
    return len(server.world.queues[server.account.id])


async def test_what_people_do_is_stored_in_order_and_confirmed_by_the_next_poll(
    server: Telegram, fatma: Phone, units: FakeInboxUnits
) -> None:
    inbound = polling(server.bot, units)
    fatma.say("Dag")
    fatma.say("/vraag hoe laat is het?")
    fatma.block()
    assert await inbound.poll_once() == 3
    assert [row.kind for row in units.kept] == [InboundKind.TEXT, InboundKind.COMMAND, InboundKind.LEFT]
    assert units.kept[0].sender_language == "tr"
    assert waiting(server) == 3
    assert await inbound.poll_once() == 0
    assert waiting(server) == 0


async def test_a_crash_between_storing_and_confirming_doubles_nothing(
    server: Telegram, fatma: Phone, units: FakeInboxUnits
) -> None:
    fatma.say("Dag")
    assert await polling(server.bot, units).poll_once() == 1
    after_the_crash = polling(server.bot, units)
    fatma.say("Ben je er nog?")
    assert await after_the_crash.poll_once() == 1
    assert [row.text for row in units.kept] == ["Dag", "Ben je er nog?"]


async def test_what_cannot_be_stored_is_asked_for_again(server: Telegram, fatma: Phone, units: FakeInboxUnits) -> None:
    inbound = polling(server.bot, units)
    units.failing = 2
    fatma.say("Dag")
    for _ in range(2):
        with pytest.raises(DiskFull):
            await inbound.poll_once()
        assert (units.kept, waiting(server)) == ([], 1)
    assert await inbound.poll_once() == 1
    assert [row.text for row in units.kept] == ["Dag"]


async def test_a_batch_is_a_hundred_and_the_next_one_follows(server: Telegram, fatma: Phone, units: FakeInboxUnits) -> None:
    inbound = polling(server.bot, units)
    for number in range(130):
        fatma.say(str(number))
    assert [await inbound.poll_once(), await inbound.poll_once(), await inbound.poll_once()] == [100, 30, 0]
    assert [row.text for row in units.kept] == [str(number) for number in range(130)]


async def test_ids_that_start_anew_after_an_idle_week_are_no_trouble(
    server: Telegram, fatma: Phone, units: FakeInboxUnits
) -> None:
    inbound = polling(server.bot, units)
    fatma.say("Dag")
    await inbound.poll_once()
    await inbound.poll_once()
    server.world.queues[server.account.id].restart_ids(17)
    fatma.say("Daar ben ik weer")
    assert await inbound.poll_once() == 1
    assert units.kept[-1].update_id == "17"


async def test_one_update_that_nobody_can_read_does_not_stop_the_others(
    server: Telegram, fatma: Phone, units: FakeInboxUnits
) -> None:
    inbound = polling(server.bot, units)
    fatma.say("Voor")
    server.world.queues[server.account.id].append("message", {"message_id": "seven"})
    fatma.say("Na")
    assert await inbound.poll_once() == 3
    assert [(row.kind, row.text or row.word) for row in units.kept] == [
        (InboundKind.TEXT, "Voor"),
        (InboundKind.IGNORED, "unreadable"),
        (InboundKind.TEXT, "Na"),
    ]
    assert await inbound.poll_once() == 0
    assert waiting(server) == 0


async def test_a_tap_is_answered_also_beside_an_update_that_nobody_can_read(
    server: Telegram, fatma: Phone, units: FakeInboxUnits
) -> None:
    await server.bot.send_message(fatma.user.id, "Helpt dit?", reply_markup=YES)
    tap = fatma.tap("Ja")
    server.world.queues[server.account.id].append("message", {"message_id": "seven"})
    await polling(server.bot, units).poll_once()
    assert [row.token or row.word for row in units.kept] == ["token-1", "unreadable"]
    assert tap.answer is not None


async def test_a_tap_is_answered_once_it_is_stored(server: Telegram, fatma: Phone, units: FakeInboxUnits) -> None:
    await server.bot.send_message(fatma.user.id, "Helpt dit?", reply_markup=YES)
    inbound = polling(server.bot, units)
    units.failing = 1
    tap = fatma.tap("Ja")
    with pytest.raises(DiskFull):
        await inbound.poll_once()
    spins_on = tap.answer is None
    await inbound.poll_once()
    assert spins_on
    assert tap.answer is not None
    assert units.kept[0].token == "token-1"


@pytest.mark.parametrize("trouble", [Trouble.INTERNAL, Trouble.TOO_MANY, Trouble.RESET])
async def test_an_answer_to_a_tap_that_fails_costs_nothing(
    server: Telegram, fatma: Phone, units: FakeInboxUnits, trouble: Trouble
) -> None:
    await server.bot.send_message(fatma.user.id, "Helpt dit?", reply_markup=YES)
    fatma.tap("Ja")
    server.world.faults.add(Fault(trouble, "answerCallbackQuery"))
    assert await polling(server.bot, units).poll_once() == 1


async def test_it_runs_until_it_is_stopped_also_in_the_middle_of_a_poll(
    server: Telegram, fatma: Phone, units: FakeInboxUnits
) -> None:
    stop = asyncio.Event()
    inbound = polling(server.bot, units)
    running = asyncio.create_task(inbound.run(stop))
    fatma.say("Dag")
    await asyncio.wait_for(units.committed.wait(), PATIENCE)
    stop.set()
    await asyncio.wait_for(running, PATIENCE)
    assert [row.text for row in units.kept] == ["Dag"]
    assert "deleteWebhook" in {call.method for call in server.world.log.calls}


async def test_what_waited_while_nobody_ran_is_not_dropped(server: Telegram, fatma: Phone, units: FakeInboxUnits) -> None:
    fatma.say("Gisteren gezegd")
    stop = asyncio.Event()
    running = asyncio.create_task(polling(server.bot, units).run(stop))
    await asyncio.wait_for(units.committed.wait(), PATIENCE)
    stop.set()
    await asyncio.wait_for(running, PATIENCE)
    assert [row.text for row in units.kept] == ["Gisteren gezegd"]


async def test_trouble_on_the_way_is_waited_out_longer_and_longer(server: Telegram, units: FakeInboxUnits) -> None:
    waiter = FakeWaiter(patience=7)
    server.world.faults.add(Fault(Trouble.INTERNAL, "getUpdates", times=7))
    await polling(server.bot, units, waiter).run(asyncio.Event())
    assert waiter.waits == [0.75, 1.5, 3.0, 6.0, 12.0, 22.5, 22.5]


async def test_after_trouble_it_goes_on_and_begins_to_count_anew(server: Telegram, fatma: Phone, units: FakeInboxUnits) -> None:
    waiter = FakeWaiter(patience=3)
    server.world.faults.add(Fault(Trouble.RESET, "getUpdates", times=2))
    stop = asyncio.Event()
    fatma.say("Dag")
    running = asyncio.create_task(polling(server.bot, units, waiter).run(stop))
    await asyncio.wait_for(units.committed.wait(), PATIENCE)
    server.world.faults.add(Fault(Trouble.BAD_GATEWAY, "getUpdates"))
    fatma.say("En dit")
    await asyncio.wait_for(running, PATIENCE)
    assert waiter.waits == [0.75, 1.5, 0.75]


async def test_telegram_says_how_long_to_be_patient(server: Telegram, units: FakeInboxUnits) -> None:
    waiter = FakeWaiter()
    server.world.faults.add(Fault(Trouble.TOO_MANY, "getUpdates", retry_after=11))
    await polling(server.bot, units, waiter).run(asyncio.Event())
    assert waiter.waits == [11]


async def test_a_full_disk_is_logged_without_a_word_of_fatma(
    server: Telegram, fatma: Phone, units: FakeInboxUnits, caplog: pytest.LogCaptureFixture
) -> None:
    units.failing = 1
    fatma.say("geheim")
    await polling(server.bot, units).run(asyncio.Event())
    assert "DiskFull at inbox.py" in caplog.text
    assert "geheim" not in caplog.text
    assert waiting(server) == 1


async def test_two_processes_on_one_token_are_told_apart_in_the_log(
    server: Telegram, fatma: Phone, units: FakeInboxUnits, caplog: pytest.LogCaptureFixture
) -> None:
    polled = asyncio.Event()

    async def notice(method: str, _: int | None) -> None:
        if method == "getUpdates":
            polled.set()

    server.world.latency = notice
    waiter = FakeWaiter()
    async with asyncio.timeout(PATIENCE):
        running = asyncio.create_task(polling(server.bot, units, waiter).run(asyncio.Event()))
        await polled.wait()
        stop = asyncio.Event()
        # One that only looks would send nobody away.
        other = asyncio.create_task(polling(server.bot, FakeInboxUnits()).run(stop))
        await running
        stop.set()
        await other
    assert "another process polls with the same token: stop one of the two" in caplog.text
    assert waiter.waits == [0.75]


def test_a_webhook_that_is_set_is_named() -> None:
    words = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    assert "webhook" in meaning(TelegramConflictError(GetUpdates(), words))


@pytest.mark.parametrize("token", ["4200001:another-secret", "4200001:ab"], ids=["401", "404"])
async def test_a_token_that_telegram_does_not_know_stops_it_with_a_mend(
    server: Telegram, units: FakeInboxUnits, token: str
) -> None:
    bot = make_bot(token, server.server.url)
    with pytest.raises(Mistake, match="@BotFather") as caught:
        await polling(bot, units).run(asyncio.Event())
    await hang_up(bot)
    assert token not in str(caught.value)
