"""Forgetting leaves nothing that can be read: not by us, not in the file, not with the key and a copy of the bytes."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.domain.actor import Role
from bot.domain.audit import AuditEvent
from bot.domain.bulletin import Bulletin, BulletinKind
from bot.domain.card import Card, Door
from bot.domain.coalition import Group
from bot.domain.consent import Consent, Purpose
from bot.domain.conversation import ButtonBinding, Conversation, Standing
from bot.domain.delivery import Delivery, Part, PartKind, Recipient, RecipientKind, State
from bot.domain.delivery import Purpose as Why
from bot.domain.errors import NotThere
from bot.domain.events import Happened
from bot.domain.follow_up import FollowUp
from bot.domain.invitation import Invitation
from bot.domain.media import Media
from bot.domain.person import Address, Person, PersonState
from bot.domain.question import Question, QuestionMessage, QuestionState
from bot.domain.quote import Quote
from bot.domain.reaction import Reaction, ReactionKind
from bot.domain.wording import Content
from bot.storage.cipher import CannotOpen, Cipher
from bot.storage.tables.schema import metadata
from bot.storage.tables.trajectories import quotes
from bot.storage.unit_of_work import SqlUnitsOfWork
from tests.databases import Database
from tests.fakes.clock import MONDAY_MORNING
from tests.storage.conftest import ACCOUNT, COALITION, TRAJECTORY, Town

NOW = MONDAY_MORNING
ABOUT_PEOPLE = {
    "people",
    "addresses",
    "consents",
    "quotes",
    "reactions",
    "questions",
    "question_messages",
    "media",
    "conversations",
    "buttons",
    "follow_ups",
}


async def leaves_traces(town: Town, name: str) -> None:
    """Somebody joins and does everything that is kept about a person."""
    person = (await town.joins(name)).id
    place = Recipient(RecipientKind.PERSON, person)
    async with town.units() as uow:
        await uow.people.save_consent(Consent(person, COALITION, Purpose.UPDATES, "h", "nl", NOW))
        token = f"token-of-{name}"
        invitation = Invitation(f"i-{name}", COALITION, TRAJECTORY, Role.PARENT, NOW, token, person, NOW, language="tr")
        await uow.people.save_invitation(invitation)
        await uow.trajectories.save_quote(Quote(f"q-{name}", COALITION, TRAJECTORY, f"{name} vertelde iets", person_id=person))
        await uow.bulletins.save(Bulletin("b1", COALITION, TRAJECTORY, BulletinKind.SHORT))
        await uow.bulletins.save_reaction(
            Reaction(f"r-{name}", COALITION, TRAJECTORY, "b1", person, "meaning", ReactionKind.NOT, NOW, words="Nee")
        )
        await uow.questions.save(
            Question(f"v-{name}", COALITION, TRAJECTORY, person, "Lijster", "nl", QuestionState.OPEN, NOW, date(2026, 11, 25))
        )
        await uow.questions.add_message(QuestionMessage(f"m-{name}", COALITION, f"v-{name}", person, True, NOW, "Mag dat?"))
        await uow.media.add(Media(f"media-{name}", COALITION, ACCOUNT, person, "voice", "file-id", MONDAY_MORNING))
        await uow.conversations.save(
            Conversation(f"c-{name}", COALITION, person, place, "react", Standing.OPEN, {"words": "Nee"}, NOW, NOW)
        )
        await uow.conversations.bind(ButtonBinding(f"b-{name}", COALITION, f"c-{name}", "ask", 1, "helps", person))
        await uow.follow_ups.plan(FollowUp(f"f-{name}", COALITION, f"remind:{name}", "remind", NOW, person))
        await uow.inbox.tell(Happened("floor_free", COALITION, person, f"floor:{name}"))
        delivery = Delivery(f"d-{name}", COALITION, ACCOUNT, place, Why.BROADCAST, f"b1:{name}", NOW, bulletin_id="b1")
        part = Part(f"p-{name}", delivery.id, 1, PartKind.SEND, Content(("react.ask.say",), {"name": name}))
        await uow.ledger.add(Delivery(**{f: getattr(delivery, f) for f in delivery.__slots__} | {"parts": (part,)}))
        await uow.audit.add(AuditEvent(COALITION, person, "reaction_recorded", f"r-{name}", NOW))
    await town.says(f"u-{name}", "Dit staat nog te wachten", sender=f"chat-of-{name}")


async def counted(units: SqlUnitsOfWork) -> dict[str, int]:
    async with units.store.reading() as connection:
        return {
            table.name: (await connection.execute(sa.select(sa.func.count()).select_from(table))).scalar_one()
            for table in metadata.sorted_tables
        }


async def test_every_row_about_samira_goes_and_piotrs_stay(town: Town) -> None:
    await leaves_traces(town, "Piotr")
    only_piotr = await counted(town.units)
    await leaves_traces(town, "Samira")
    async with town.units() as uow:
        await uow.people.forget("samira")
    after = await counted(town.units)

    stays = {"inbox", "deliveries", "parts", "audit", "invitations"}
    assert all(only_piotr[table] > 0 for table in ABOUT_PEOPLE | stays)
    assert {table: count for table, count in after.items() if table not in stays} == {
        table: count for table, count in only_piotr.items() if table not in stays
    }
    async with town.units.reading() as uow:
        assert await uow.people.find("samira") is None
        assert await uow.people.find_address(ACCOUNT, "telegram", "chat-of-Samira") is None
        assert (await uow.people.get("piotr")).name == "Piotr"
        assert sum((await uow.ledger.counts("b1")).values()) == 2


async def test_rows_that_stay_have_no_person_and_no_content(town: Town) -> None:
    await leaves_traces(town, "Samira")
    async with town.units() as uow:
        await uow.people.forget("samira")
    async with town.units.store.reading() as connection:
        inbox = (await connection.exec_driver_sql("SELECT payload, queue, person_id, event_key, state FROM inbox")).all()
        delivery = (await connection.exec_driver_sql("SELECT recipient_id, state, reason, key FROM deliveries")).one()
        part = (await connection.exec_driver_sql("SELECT content, external_id, lane FROM parts")).one()
        invitation = (await connection.exec_driver_sql("SELECT used_by, used_at IS NULL, language FROM invitations")).one()
    assert {tuple(row) for row in inbox} == {(None, None, None, None, "handled")}
    assert tuple(delivery) == (None, "cancelled", "forgotten", "d-Samira")
    assert tuple(invitation) == (None, False, None)
    assert tuple(part) == (None, None, "d-Samira")
    # The same update, confirmed too late, is still known.
    assert await town.says("u-Samira", "Dit staat nog te wachten", sender="chat-of-Samira") is False


async def test_an_answer_to_samira_from_before_she_joined_is_blanked_too(town: Town) -> None:
    await town.joins("Samira")
    place = Recipient(RecipientKind.ADDRESS, "address-samira")
    part = Part("p1", "d1", 1, PartKind.SEND, Content(("welcome.unknown.say",)))
    async with town.units() as uow:
        await uow.ledger.add(Delivery("d1", COALITION, ACCOUNT, place, Why.REPLY, "k1", NOW, parts=(part,)))
    async with town.units() as uow:
        await uow.people.forget("samira")
    async with town.units.store.reading() as connection:
        delivery = (await connection.exec_driver_sql("SELECT recipient_id, state FROM deliveries")).one()
        kept = (await connection.exec_driver_sql("SELECT content, state, lane FROM parts")).one()
    assert tuple(delivery) == (None, "cancelled")
    assert tuple(kept) == (None, "cancelled", "d1")


async def test_what_coordinators_were_sent_about_her_question_goes_and_what_they_still_get_stays(town: Town) -> None:
    await leaves_traces(town, "Samira")
    async with town.units() as uow:
        await uow.coalitions.save_group(Group("g", COALITION, ACCOUNT, "-1001", is_forum=True))
        for id_, state in (("sent", State.SENT), ("unsent", State.PENDING)):
            part = Part(f"p-{id_}", id_, 1, PartKind.SEND, Content(("common.topic_dropped",), {"pseudonym": "Lijster"}), state)
            place = Recipient(RecipientKind.GROUP, "g", topic_of="v-Samira")
            delivery = Delivery(id_, COALITION, ACCOUNT, place, Why.REPLY, id_, NOW, parts=(part,))
            await uow.ledger.add(delivery, conversation_id="question:v-Samira")
    async with town.units() as uow:
        assert await uow.ledger.has_last_words("samira")
        await uow.people.forget("samira")
    async with town.units.store.reading() as connection:
        kept = (await connection.exec_driver_sql("SELECT id FROM parts WHERE content IS NOT NULL")).scalars().all()
    assert kept == ["p-unsent"]


async def test_the_cards_of_her_question_and_their_buttons_go(town: Town) -> None:
    await leaves_traces(town, "Samira")
    names = ("question:v-Samira", "question:v-Samira:marieke", "question:v-Samira:danger", "question:v-Sam", "reactions:b1")
    async with town.units() as uow:
        for number, name in enumerate(names):
            await uow.cards.save(Card(name, COALITION, "said", NOW))
            await uow.cards.add_door(Door(f"token-{number}", COALITION, name, "answer_take", {"question_id": "v-Samira"}))
        await uow.people.forget("samira")
    async with town.units.reading() as uow:
        assert [name for name in names if await uow.cards.find(name)] == [*names[3:]]
        assert [name for name in names if await uow.cards.doors(name)] == [*names[3:]]


async def stranger(town: Town, name: str, state: State, due_at: datetime = NOW) -> None:
    """Somebody we do not know wrote, and is (or will be) answered."""
    place = Recipient(RecipientKind.ADDRESS, f"address-{name}")
    part = Part(f"p-{name}", f"d-{name}", 1, PartKind.SEND, Content(("common.no_invitation",)), state)
    await town.says(f"u-{name}", "Wie ben jij?", sender=name)
    async with town.units() as uow:
        await uow.people.save_address(Address(place.id, COALITION, ACCOUNT, "telegram", name))
        delivery = Delivery(f"d-{name}", COALITION, ACCOUNT, place, Why.REPLY, f"k-{name}:{place}", due_at, parts=(part,))
        await uow.ledger.add(delivery)
        row = await uow.inbox.next(NOW)
        assert row is not None
        await uow.inbox.mark_handled(row.id)


async def test_strangers_leave_nothing_once_they_have_their_answer_or_a_day_is_over(town: Town) -> None:
    await town.joins("Piotr")
    await stranger(town, "answered", State.SENT)
    await stranger(town, "waits", State.PENDING)
    await stranger(town, "too-late", State.PENDING, due_at=NOW - timedelta(days=2))
    async with town.units() as uow:
        assert await uow.people.forget_strangers(NOW - timedelta(days=1)) == 2
    async with town.units() as uow:
        assert await uow.people.forget_strangers(NOW - timedelta(days=1)) == 0
    async with town.units.store.reading() as connection:
        there = (await connection.exec_driver_sql("SELECT id FROM addresses ORDER BY id")).scalars().all()
        queues = (await connection.exec_driver_sql("SELECT update_id FROM inbox WHERE queue IS NOT NULL")).scalars().all()
        gone = (await connection.exec_driver_sql("SELECT id, key, state FROM deliveries WHERE recipient_id IS NULL")).all()
        content = (await connection.exec_driver_sql("SELECT id FROM parts WHERE content IS NOT NULL")).scalars().all()
    assert there == ["address-piotr", "address-waits"]
    assert queues == ["u-waits"]
    assert {tuple(row) for row in gone} == {("d-answered", "d-answered", "sent"), ("d-too-late", "d-too-late", "cancelled")}
    assert content == ["p-waits"]


async def test_guests_are_who_opened_a_link_long_ago_and_did_nothing_since(town: Town) -> None:
    before = NOW - timedelta(days=30)
    async with town.units() as uow:
        for name, opened, touched, joined in (
            ("silent", before, before, None),
            ("talks", before, NOW, None),
            ("new", NOW, NOW, None),
            ("joined", before, before, NOW),
        ):
            state = PersonState.INVITED if joined is None else PersonState.ACTIVE
            guest = Person(name, COALITION, state, frozenset({Role.PARENT}), trajectory_id=TRAJECTORY, joined_at=joined)
            await uow.people.add(guest)
            link = Invitation(f"i-{name}", COALITION, TRAJECTORY, Role.PARENT, opened, token=name, used_by=name, used_at=opened)
            await uow.people.save_invitation(link)
            place = Recipient(RecipientKind.PERSON, name)
            talk = Conversation(f"c-{name}", COALITION, name, place, "welcome", Standing.OPEN, {}, opened, touched)
            await uow.conversations.save(talk)
    async with town.units.reading() as uow:
        assert [guest.id for guest in await uow.people.guests(NOW - timedelta(days=29))] == ["silent"]
        assert await uow.people.guests(before) == []


async def test_the_row_that_asked_for_it_is_marked_in_the_same_unit_of_work(town: Town) -> None:
    await town.joins("Samira")
    await town.says("1", "Vergeet mij")
    async with town.units() as uow:
        row = await uow.inbox.next(NOW)
        assert row is not None
        await uow.people.forget("samira")
        await uow.inbox.mark_handled(row.id)
    async with town.units() as uow:
        assert await uow.inbox.next(NOW) is None


async def test_a_copy_of_the_bytes_cannot_be_opened_afterwards(town: Town, cipher: Cipher) -> None:
    await leaves_traces(town, "Samira")
    async with town.units.store.reading() as connection:
        copied = (await connection.execute(sa.select(quotes.c.text).where(quotes.c.id == "q-Samira"))).scalar_one()
        keys = (await connection.exec_driver_sql("SELECT owner FROM data_keys")).scalars().all()
    assert "person:samira" in keys
    async with town.units() as uow:
        assert await uow.tx.vault.open("person:samira", quotes.c.text, copied) == "Samira vertelde iets"
        await uow.people.forget("samira")

    async with town.units.store.reading() as connection:
        keys = (await connection.exec_driver_sql("SELECT owner FROM data_keys")).scalars().all()
    assert "person:samira" not in keys
    async with town.units() as uow:
        with pytest.raises(NotThere):
            await uow.tx.vault.open("person:samira", quotes.c.text, copied)
        for owner in keys:
            with pytest.raises(CannotOpen):
                await uow.tx.vault.open(owner, quotes.c.text, copied)


# PostgreSQL keeps bytes in its own logs; there the destroyed key must do.
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_nothing_is_left_in_the_files_of_sqlite(town: Town, database: Database) -> None:
    assert database.file is not None
    await leaves_traces(town, "Samira")
    async with town.units.store.reading() as connection:
        sealed = (await connection.execute(sa.select(quotes.c.text).where(quotes.c.id == "q-Samira"))).scalar_one()
        wrapped = (await connection.exec_driver_sql("SELECT wrapped FROM data_keys WHERE owner = 'person:samira'")).scalar_one()
    assert sealed in raw(database.file)
    assert wrapped in raw(database.file)
    async with town.units() as uow:
        await uow.people.forget("samira")
    assert sealed not in raw(database.file)
    assert wrapped not in raw(database.file)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_words_never_reach_the_file_in_the_clear(town: Town, database: Database) -> None:
    assert database.file is not None
    await leaves_traces(town, "Samira")
    stored = raw(database.file)
    assert b"waterveen_bot" in stored
    for words in ("Samira vertelde iets", "chat-of-Samira", "token-of-Samira", "Dit staat nog te wachten", "very-secret"):
        assert words.encode() not in stored


def raw(file: Path) -> bytes:
    """What lies in the database file, its write-ahead log and its index."""
    return b"".join(path.read_bytes() for path in sorted(file.parent.glob(f"{file.name}*")))
