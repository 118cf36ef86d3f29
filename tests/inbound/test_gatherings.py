"""What happens in the coordinators' group, from their phones to the inbox."""

from bot.domain.inbound import InboundKind
from bot.inbound.polling import Polling
from bot.rehearsal.gatherings import Gathering
from tests.fakes.clock import FakeClock
from tests.fakes.inbox import FakeInboxUnits
from tests.fakes.telegram import Telegram
from tests.fakes.waiter import FakeWaiter
from tests.inbound.test_polling import ACCOUNT


async def test_marieke_adds_us_to_a_forum_and_answers_in_a_topic(server: Telegram, units: FakeInboxUnits) -> None:
    marieke = server.phone("Marieke", language="nl")
    server.forget_updates()
    forum = server.forum(marieke)
    topic = forum.open_topic("Vraag van Lijster")
    first = marieke.say("Ik zoek het uit", chat=forum.chat, topic=topic.id)
    marieke.say("Morgen meer", chat=forum.chat, topic=topic.id, reply_to=first)
    forum.close_topic(topic)
    forum.reopen_topic(topic)
    forum.remove(server.account.user)
    await _polling(server, units).poll_once()

    rows = [row for row in units.kept if row.kind is not InboundKind.IGNORED]
    assert {(row.sender, row.chat, row.in_group, row.is_forum) for row in rows} == {
        (str(marieke.user.id), str(forum.chat.id), True, True)
    }
    assert [(row.kind, row.topic, row.reply_to) for row in rows] == [
        (InboundKind.GROUP_JOINED, None, None),
        (InboundKind.TEXT, str(topic.id), None),
        (InboundKind.TEXT, str(topic.id), str(first.id)),
        (InboundKind.TOPIC_CLOSED, str(topic.id), None),
        (InboundKind.TOPIC_REOPENED, str(topic.id), None),
        (InboundKind.GROUP_LEFT, None, None),
    ]


async def test_a_plain_group_that_becomes_a_forum_is_followed(server: Telegram, units: FakeInboxUnits) -> None:
    marieke = server.phone("Marieke", language="nl")
    server.forget_updates()
    group = Gathering.create(server.world, marieke.user, "Duo")
    group.add_bot(server.account)
    before = group.chat.id
    group.upgrade(forum=True)
    await _polling(server, units).poll_once()

    rows = [row for row in units.kept if row.kind is not InboundKind.IGNORED]
    assert [(row.kind, row.chat, row.word) for row in rows] == [
        (InboundKind.GROUP_JOINED, str(before), ""),
        (InboundKind.GROUP_MOVED, str(before), str(group.chat.id)),
    ]


async def test_fatma_stops_the_bot_and_comes_back_by_a_link(server: Telegram, units: FakeInboxUnits) -> None:
    fatma = server.phone("Fatma", language="tr")
    server.forget_updates()
    fatma.block()
    fatma.open_link("welkom-terug")
    await _polling(server, units).poll_once()
    assert [(row.kind, row.word, row.text) for row in units.kept] == [
        (InboundKind.LEFT, "", ""),
        (InboundKind.RETURNED, "", ""),
        (InboundKind.COMMAND, "start", "welkom-terug"),
    ]


def _polling(server: Telegram, units: FakeInboxUnits) -> Polling:
    return Polling(server.bot, ACCOUNT, units, FakeClock(), jitter=lambda: 0.5, waiter=FakeWaiter())
