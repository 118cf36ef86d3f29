"""Voorbeeldstad, seeded in memory: people, a trajectory with a conversation, and a full bulletin that is ready to go."""

from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from bot.domain.approval import Approval
from bot.domain.bulletin import Bulletin, BulletinKind, BulletinState, Revision, SecondLook
from bot.domain.cadence import Anchor, CadenceRule, Length
from bot.domain.consent import Consent, Purpose
from bot.domain.delivery import Delivery, State
from bot.domain.own_text import SwitchedOn
from bot.domain.person import Person
from bot.domain.proposal import Proposal, ProposalStatus
from bot.domain.quote import Audience, Quote
from bot.domain.trajectory import MirrorConversation
from bot.services.speaking import languages
from bot.services.work import Work
from tests.fakes.chance import FakeChance
from tests.fakes.clock import MONDAY_MORNING, FakeClock
from tests.fakes.rows import Rows
from tests.fakes.units_of_work import FakeUnitOfWork
from tests.fakes.words import FakeWords
from tests.people import (
    BOT,
    BRAM,
    COORDINATORS,
    ELDERS,
    ELIF,
    JOINED_AT,
    NOOR,
    PARENTS,
    SPIEGEL,
    VOORBEELDSTAD,
    WILLEM,
    address_of,
)

LANGUAGES = ("nl", "en", "tr", "ar", "pl")
PLAYGROUP = Proposal("speelgroep", VOORBEELDSTAD.id, SPIEGEL.id, ProposalStatus.STARTED, quote_ids=("alleen", "yalniz"))
DAY_AFTER = CadenceRule(
    "day_after", Anchor.CONVERSATION_HELD, "day_after_due", Length(days=1), level="day_after", void_after=Length(days=3)
)


def full_revision(number: int = 1, **changes: object) -> Revision:
    """A full bulletin by Noor, with one proposal, in five languages."""
    texts = {}
    for language in LANGUAGES:
        for element in ("acknowledgement", "meaning", "follow_up"):
            texts[language, element] = f"{element} ({language})"
        for element in ("title", "plan", "way_in"):
            texts[language, f"proposal:{PLAYGROUP.id}:{element}"] = f"{element} ({language})"
    revision = Revision(
        f"full-{number}",
        VOORBEELDSTAD.id,
        "full",
        number,
        BulletinKind.FULL,
        texts,
        (PLAYGROUP.id,),
        ("alleen", "yalniz", "geheim", "ongezien"),
        date(2026, 12, 7),
        NOOR.id,
        80,
    )
    return replace(revision, **changes)  # type: ignore[arg-type]


@dataclass
class Town:
    """What a test looks at and moves. Everything happens in one unit of work."""

    rows: Rows = field(default_factory=Rows)
    clock: FakeClock = field(default_factory=FakeClock)
    words: FakeWords = field(default_factory=FakeWords)
    chance: FakeChance = field(default_factory=FakeChance)

    @property
    def work(self) -> Work:
        return Work(FakeUnitOfWork(self.rows), self.clock, self.chance, self.words, (DAY_AFTER,))

    def put(self, person: Person) -> None:
        """Somebody stands as given, reachable by the bot; a parent said yes to updates."""
        self.rows.people[person.id] = person
        self.rows.addresses[f"address-{person.id}"] = address_of(person)
        if person.is_parent:
            consent = Consent(person.id, person.coalition_id, Purpose.UPDATES, "updates-nl", "nl", JOINED_AT)
            self.rows.consents[person.id, Purpose.UPDATES, JOINED_AT] = consent

    def person(self, person: Person) -> Person:
        """As they stand now."""
        return self.rows.people[person.id]

    def approve(self, revision: Revision, *codes: str) -> None:
        for language in codes:
            for text_hash in languages.hashes(revision, language).values():
                self._approve(text_hash, language)

    def approve_fixed(self, *codes: str) -> None:
        for language in codes:
            for text_hash in self.words.fixed_hashes(language):
                self._approve(text_hash, language)
            on = SwitchedOn(VOORBEELDSTAD.id, language, BRAM.id, MONDAY_MORNING)
            self.rows.switched_on[VOORBEELDSTAD.id, language] = on

    def approve_text(self, key: str, *codes: str) -> None:
        """One fixed text, for what is said before all of a language is approved."""
        for language in codes:
            self._approve(self.words.fixed_hash(key, language), language)

    def revise(self, revision: Revision) -> Bulletin:
        """Makes it the newest revision of its bulletin."""
        self.rows.revisions[revision.id] = revision
        known = self.rows.bulletins.get(revision.bulletin_id)
        base = known or Bulletin(revision.bulletin_id, VOORBEELDSTAD.id, SPIEGEL.id, revision.kind)
        self.rows.bulletins[revision.bulletin_id] = replace(base, kind=revision.kind, revision_id=revision.id)
        return self.rows.bulletins[revision.bulletin_id]

    def delivery(self, person: Person) -> Delivery:
        """The one delivery to this person."""
        (found,) = [d for d in self.rows.deliveries.values() if d.recipient.id == person.id]
        return found

    def deliver(self, *people: Person, state: State = State.SENT) -> None:
        """As the dispatcher would record it."""
        for person in people:
            delivery = self.delivery(person)
            self.rows.deliveries[delivery.id] = replace(delivery, state=state, opened=True)

    def done(self) -> list[str]:
        """What the audit says, in order."""
        return [event.what for event in self.rows.audit.values()]

    def told(self, name: str) -> list[str]:
        """Whom the inbox has an event of this name for."""
        return [r.happened.person_id for r in self.rows.inbox.values() if r.happened and r.happened.name == name]

    def planned(self, kind: str) -> list[str | None]:
        """For whom (by id) a follow-up of this kind is pending."""
        return [f.person_id for f in self.rows.follow_ups.values() if f.kind == kind and f.state == "pending"]

    def _approve(self, text_hash: str, language: str) -> None:
        approval = Approval(VOORBEELDSTAD.id, text_hash, language, BRAM.id, MONDAY_MORNING)
        self.rows.approvals[VOORBEELDSTAD.id, text_hash, language] = approval


@pytest.fixture
def town() -> Town:
    """Monday 23 November 2026, half past ten: six parents, two coordinators, and a bulletin approved in five languages."""
    town = Town()
    rows = town.rows
    rows.coalitions = {c.id: c for c in (VOORBEELDSTAD, ELDERS)}
    rows.accounts[BOT.id] = BOT
    rows.trajectories[SPIEGEL.id] = SPIEGEL
    held = MirrorConversation("gesprek", VOORBEELDSTAD.id, SPIEGEL.id, date(2026, 11, 23))
    rows.mirrors[held.id] = held
    for person in (*PARENTS, *COORDINATORS, ELIF, WILLEM):
        town.put(person)
    seen = frozenset({Audience.PARENTS})
    for quote in (
        Quote("alleen", VOORBEELDSTAD.id, SPIEGEL.id, "Ik was alleen.", audiences=seen, looked_for_traces=True),
        Quote("yalniz", VOORBEELDSTAD.id, SPIEGEL.id, "Yalnızdım.", "tr", audiences=seen, looked_for_traces=True),
        Quote("geheim", VOORBEELDSTAD.id, SPIEGEL.id, "Zeg het niet door.", looked_for_traces=True),
        Quote("ongezien", VOORBEELDSTAD.id, SPIEGEL.id, "Mijn buurvrouw Ans.", audiences=seen),
    ):
        rows.quotes[quote.id] = quote
    rows.proposals[PLAYGROUP.id] = PLAYGROUP
    revision = full_revision()
    town.revise(revision)
    rows.looks[revision.id] = SecondLook(revision.id, VOORBEELDSTAD.id, BRAM.id, MONDAY_MORNING)
    town.approve(revision, *LANGUAGES)
    town.approve_fixed("en", "tr", "ar", "pl")
    assert rows.bulletins["full"].state is BulletinState.DRAFT
    return town
