"""Calls, carried out over HTTP: what people see on their phones, and what we know after it."""

import pytest

from bot.channels.telegram import BIGGEST_DOWNLOAD, TelegramChannel
from bot.channels.telegram_bot import make_bot
from bot.domain.delivery import PartKind
from bot.outbox.call import Attachment, Call
from bot.outbox.channel import Channel
from bot.outbox.outcome import Fate, Outcome, Why
from bot.rehearsal.faults import Fault, Trouble
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.limits import Limits
from bot.rehearsal.phones import Phone
from tests.fakes.telegram import Telegram, hang_up, telegram
from tests.rehearsal.client import OGG, PNG


def to(phone: Phone, text: str = "Dag", kind: PartKind = PartKind.SEND, **details: object) -> Call:
    return Call(kind, str(phone.user.id), text=text, **details)  # type: ignore[arg-type]


def test_it_is_a_channel(channel: TelegramChannel) -> None:
    port: Channel = channel
    assert port is channel


async def test_fatma_reads_the_text_as_it_was_written_with_its_buttons(channel: TelegramChannel, fatma: Phone) -> None:
    text = "<b>Ouders</b> vertelden: *alles* & https://lindenborg.example"
    outcome = await channel.carry_out(
        to(fatma, text, rows=((("👍 Ja", "token-1"), ("👎 Nee", "token-2")), (("Later", "token-3"),)))
    )
    assert outcome == Outcome(Fate.DELIVERED, external_id=str(fatma.last.id))
    assert fatma.last.text == text
    assert fatma.last.entities == [] or all(entity["type"] == "url" for entity in fatma.last.entities)
    assert fatma.last.buttons == [["👍 Ja", "👎 Nee"], ["Later"]]
    assert fatma.tap("Later").data == "token-3"
    assert not fatma.last.silent


async def test_a_silent_message_does_not_buzz(channel: TelegramChannel, fatma: Phone) -> None:
    await channel.carry_out(to(fatma, silent=True))
    assert fatma.last.silent


async def test_a_card_changes_in_place_and_loses_its_buttons(channel: TelegramChannel, fatma: Phone) -> None:
    first = await channel.carry_out(to(fatma, "Kies", rows=((("Ja", "token-1"),),)))
    edit = to(fatma, "Gekozen: ja", PartKind.EDIT, message_id=first.external_id)
    assert await channel.carry_out(edit) == Outcome(Fate.DELIVERED, external_id=first.external_id)
    assert (fatma.last.text, fatma.last.buttons) == ("Gekozen: ja", [])
    again = await channel.carry_out(edit)
    assert (again.fate, again.why) == (Fate.NOT_DELIVERED, Why.UNCHANGED)


async def test_an_edit_without_text_changes_the_buttons_only(channel: TelegramChannel, fatma: Phone) -> None:
    first = await channel.carry_out(to(fatma, "Kies", rows=((("Ja", "token-1"),),)))
    await channel.carry_out(to(fatma, "", PartKind.EDIT, message_id=first.external_id, rows=((("✓ Ja", "token-2"),),)))
    assert (fatma.last.text, fatma.last.buttons) == ("Kies", [["✓ Ja"]])
    await channel.carry_out(to(fatma, "", PartKind.EDIT, message_id=first.external_id))
    assert (fatma.last.text, fatma.last.buttons) == ("Kies", [])


async def test_a_deleted_message_is_gone_for_edits_and_for_deleting(channel: TelegramChannel, fatma: Phone) -> None:
    first = await channel.carry_out(to(fatma))
    delete = to(fatma, "", PartKind.DELETE, message_id=first.external_id)
    assert await channel.carry_out(delete) == Outcome(Fate.DELIVERED)
    assert fatma.received == []
    assert (await channel.carry_out(delete)).why is Why.MESSAGE_GONE
    assert (await channel.carry_out(to(fatma, "Nieuw", PartKind.EDIT, message_id=first.external_id))).why is Why.MESSAGE_GONE


async def test_a_topic_is_made_used_and_found_deleted(channel: TelegramChannel, forum: Gathering, marieke: Phone) -> None:
    chat = str(forum.chat.id)
    made = await channel.carry_out(Call(PartKind.CREATE_TOPIC, chat, topic_name="Vraag van Lijster"))
    topic = forum.topic("Vraag van Lijster")
    assert made == Outcome(Fate.DELIVERED, external_id=str(topic.id))
    in_topic = Call(PartKind.SEND, chat, topic=made.external_id, text="Een ouder vraagt iets")
    assert (await channel.carry_out(in_topic)).fate is Fate.DELIVERED
    assert [message.text for message in marieke.messages_in(forum.chat, topic.id) if message.from_bot][
        -1
    ] == "Een ouder vraagt iets"
    forum.delete_topic(topic)
    assert (await channel.carry_out(in_topic)).why is Why.TOPIC_GONE


async def test_a_plain_group_has_no_topics(server: Telegram, channel: TelegramChannel, marieke: Phone) -> None:
    group = Gathering.create(server.world, marieke.user, "Duo")
    group.add_bot(server.account, admin=False)
    chat = str(group.chat.id)
    assert (await channel.carry_out(Call(PartKind.CREATE_TOPIC, chat, topic_name="Vraag"))).why is Why.REFUSED
    group.upgrade()
    moved = await channel.carry_out(Call(PartKind.SEND, chat, text="Dag"))
    assert (moved.why, moved.moved_to) == (Why.MOVED, str(group.chat.id))


async def test_fatma_blocks_the_bot_and_nothing_arrives(channel: TelegramChannel, fatma: Phone) -> None:
    fatma.block()
    outcome = await channel.carry_out(to(fatma))
    assert (outcome.fate, outcome.why, outcome.detail) == (
        Fate.NOT_DELIVERED,
        Why.BLOCKED,
        "Forbidden: bot was blocked by the user",
    )


async def test_an_unknown_chat_is_gone(channel: TelegramChannel) -> None:
    assert (await channel.carry_out(Call(PartKind.SEND, "1", text="Dag"))).why is Why.CHAT_GONE


@pytest.mark.parametrize(("kind", "content"), [("voice", OGG), ("photo", PNG), ("document", b"een brief")])
async def test_media_go_uploaded_and_by_the_name_they_came_under(
    channel: TelegramChannel, fatma: Phone, kind: str, content: bytes
) -> None:
    uploaded = await channel.carry_out(to(fatma, "Luister of kijk", attachment=Attachment(kind, content=content)))
    assert uploaded.external_id == str(fatma.last.id)
    assert (fatma.last.kind, fatma.last.text, fatma.download(fatma.last)) == (kind, "Luister of kijk", content)

    sent = fatma.send_file(kind, content)
    assert sent.file_id is not None
    passed_on = await channel.carry_out(to(fatma, "", attachment=Attachment(kind, ref=sent.file_id)))
    assert passed_on.fate is Fate.DELIVERED
    assert (fatma.last.kind, fatma.last.file_id) == (kind, sent.file_id)
    assert await channel.fetch(sent.file_id) == content


@pytest.mark.parametrize(
    ("details", "kind"),
    [
        ({"attachment": Attachment("voice")}, PartKind.SEND),
        ({"attachment": Attachment("hologram", content=b"?")}, PartKind.SEND),
        ({}, PartKind.EDIT),
        ({"message_id": "abc"}, PartKind.DELETE),
        ({"topic": "General"}, PartKind.SEND),
    ],
)
async def test_a_call_that_cannot_be_made_is_refused_without_its_words(
    channel: TelegramChannel, fatma: Phone, details: dict[str, object], kind: PartKind
) -> None:
    outcome = await channel.carry_out(to(fatma, "Woorden van Fatma", kind, **details))
    assert outcome == Outcome(Fate.NOT_DELIVERED, Why.REFUSED, detail=f"this {kind} cannot be put to Telegram")
    assert fatma.received == []


@pytest.mark.parametrize(
    ("trouble", "known"),
    [
        (Trouble.TOO_MANY, Outcome(Fate.NOT_DELIVERED, Why.TOO_FAST, retry_after=7.0, detail="Too Many Requests: retry after 7")),
        (Trouble.INTERNAL, Outcome(Fate.AMBIGUOUS, detail="Internal Server Error")),
        (Trouble.BAD_GATEWAY, Outcome(Fate.AMBIGUOUS, detail="Bad Gateway")),
        (Trouble.RESET, Outcome(Fate.AMBIGUOUS, detail="ClientOSError")),
        (Trouble.HALF, Outcome(Fate.AMBIGUOUS, detail="ClientPayloadError")),
    ],
)
async def test_trouble_on_the_way_is_told_as_it_is(
    server: Telegram, channel: TelegramChannel, fatma: Phone, trouble: Trouble, known: Outcome
) -> None:
    server.world.faults.add(Fault(trouble, "sendMessage", retry_after=7))
    assert await channel.carry_out(to(fatma)) == known
    assert (await channel.carry_out(to(fatma))).fate is Fate.DELIVERED


async def test_a_server_that_says_nothing_leaves_us_not_knowing(server: Telegram, channel: TelegramChannel, fatma: Phone) -> None:
    server.bot.session.timeout = 0.05
    server.world.faults.add(Fault(Trouble.SILENCE, "sendMessage", accepted=True))
    outcome = await channel.carry_out(to(fatma, "Toch aangekomen"))
    assert outcome == Outcome(Fate.AMBIGUOUS, detail="TimeoutError")
    assert fatma.last.text == "Toch aangekomen"


async def test_where_nobody_listens_nothing_was_sent(server: Telegram, fatma: Phone) -> None:
    bot = make_bot(server.account.token, "http://127.0.0.1:9")  # discard: nothing listens there
    outcome = await TelegramChannel(bot).carry_out(to(fatma))
    await hang_up(bot)
    assert outcome == Outcome(Fate.NOT_DELIVERED, Why.NETWORK, detail="ClientConnectorError")


async def test_a_token_that_no_bot_has_is_unauthorized(server: Telegram, fatma: Phone) -> None:
    bot = make_bot("4200001:another-secret", server.server.url)
    outcome = await TelegramChannel(bot).carry_out(to(fatma))
    await hang_up(bot)
    assert (outcome.fate, outcome.why) == (Fate.NOT_DELIVERED, Why.UNAUTHORIZED)


async def test_a_file_that_is_too_big_or_unknown_is_refused(server: Telegram, channel: TelegramChannel, fatma: Phone) -> None:
    big = fatma.send_file("document", bytes(BIGGEST_DOWNLOAD + 1_000_000))
    assert big.file_id is not None
    for ref in (big.file_id, "no-such-file"):
        outcome = await channel.fetch(ref)
        assert isinstance(outcome, Outcome)
        assert (outcome.fate, outcome.why) == (Fate.NOT_DELIVERED, Why.REFUSED)


async def test_a_download_that_breaks_off_can_be_asked_again(server: Telegram, channel: TelegramChannel, fatma: Phone) -> None:
    sent = fatma.send_file("voice", OGG)
    assert sent.file_id is not None
    server.world.faults.add(Fault(Trouble.RESET, "getFile"))
    outcome = await channel.fetch(sent.file_id)
    assert isinstance(outcome, Outcome)
    assert (outcome.fate, outcome.why) == (Fate.NOT_DELIVERED, Why.NETWORK)
    assert await channel.fetch(sent.file_id) == OGG


async def test_after_closing_nothing_is_left_open(server: Telegram, channel: TelegramChannel, fatma: Phone) -> None:
    await channel.carry_out(to(fatma))
    await channel.close()
    assert getattr(server.bot.session, "_session").closed  # noqa: B009 - aiogram has no other way to ask


@pytest.mark.parametrize("paid", [True, False])
async def test_more_than_thirty_a_second_go_out_only_when_they_are_paid_for(paid: bool) -> None:
    async with telegram(limits=Limits()) as server:
        channel = TelegramChannel(server.bot, paid=paid)
        phones = [server.phone(f"Ouder {number}") for number in range(36)]
        voice = Attachment("voice", content=OGG)
        calls = [to(phone) for phone in phones[:28]] + [to(phone, "", attachment=voice) for phone in phones[28:]]
        fates = [(await channel.carry_out(call)).fate for call in calls]
    assert fates.count(Fate.DELIVERED) == (36 if paid else 30)
