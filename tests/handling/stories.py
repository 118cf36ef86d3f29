"""What has happened in Voorbeeldstad when the examples in the docstrings of actions and queries begin."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from bot.domain.actor import Role
from bot.domain.bulletin import Bulletin, BulletinKind, BulletinState, Halt, Revision, SecondLook
from bot.domain.cadence import Anchor, Audience, CadenceRule, Unless
from bot.domain.consent import Consent, Purpose
from bot.domain.delivery import Recipient, RecipientKind
from bot.domain.inbound import Inbound, InboundKind
from bot.domain.invitation import Invitation
from bot.domain.person import Person, PersonState
from bot.domain.proposal import Proposal, ProposalStatus, ReasonKind
from bot.domain.question import Question, QuestionMessage, QuestionState
from bot.domain.reaction import Reaction, ReactionKind
from bot.domain.trajectory import Trajectory
from bot.handling.context import Context
from tests.fakes.clock import MONDAY_MORNING
from tests.people import (
    BOT,
    BRAM,
    COORDINATORS,
    ELDERS,
    ELIF,
    FATMA,
    JOINED_AT,
    LOTTE,
    NOOR,
    PARENTS,
    SANNE,
    SPIEGEL,
    VOORBEELDSTAD,
    WILLEM,
    YUSUF,
    address_of,
)
from tests.services.conftest import Town

GUEST = Person("guest", VOORBEELDSTAD.id, PersonState.INVITED, frozenset({Role.PARENT}), trajectory_id=SPIEGEL.id)
"""Opened an invitation and said no more yet."""
KIM = Person(
    "kim", VOORBEELDSTAD.id, PersonState.STOPPED, frozenset({Role.PARENT}), trajectory_id=SPIEGEL.id, joined_at=JOINED_AT
)
"""Stopped, and so took back her yes."""
KEES = replace(NOOR, id="kees", name="Kees", away_from=date(2026, 11, 20), away_until=date(2026, 11, 27), stand_in=BRAM.id)
"""Coordinator, invited instead of Noor; on holiday."""
OTHER_BOT = replace(BOT, id="bot-elders", coalition_id=ELDERS.id, username="")
"""Nobody asked it for its name yet."""
STARTED = Proposal("proposal-1", VOORBEELDSTAD.id, SPIEGEL.id, ProposalStatus.STARTED)
NOT_NOW = Proposal("proposal-2", VOORBEELDSTAD.id, SPIEGEL.id, ProposalStatus.NOT_NOW, reason_kind=ReasonKind.MONEY)
STATES = (BulletinState.SENDING, BulletinState.DRAFT, BulletinState.DRAFT, BulletinState.PAUSED, BulletinState.CANCELLED)
"""Of bulletin-1 to bulletin-5."""
WITHOUT_A_LOOK = 2
TODAY = MONDAY_MORNING.date()
CADENCE = tuple(
    CadenceRule(name, Anchor.CONVERSATION_HELD, "norm_due", norm=f"{name}_days", audience=Audience.COORDINATOR, unless=unless)
    for name, unless in (("told_we_do", Unless.FULL_BULLETIN_SENT), ("proposals", Unless.PROPOSALS_ANSWERED))
)


@dataclass
class Story:
    """A town, and somebody who does something in it."""

    town: Town

    def context(self, who: str) -> Context:
        """By name; `Time` is time going on for Fatma, who is not there."""
        everybody = (*PARENTS, *COORDINATORS, GUEST, KIM, ELIF, WILLEM, KEES)
        people = {person.id: person for person in everybody} | {"time": FATMA}
        person = self.town.rows.people[people[who.lower()].id]
        inbound = Inbound(BOT.id, "1", InboundKind.TEXT, MONDAY_MORNING, "telegram", message_id="message-1")
        return Context(
            work=replace(self.town.work, cadence=CADENCE),
            person=person,
            actor=person.actor,
            account=OTHER_BOT if person.coalition_id == ELDERS.id else BOT,
            place=Recipient(RecipientKind.PERSON, person.id),
            conversation_id="conversation-1",
            inbound=None if who == "Time" else inbound,
        )

    def parts(self, recipient: str) -> list[tuple[str, ...]]:
        """The keys of everything that goes to a person or a group, by its id."""
        rows = self.town.rows.deliveries.values()
        return [part.content.texts for delivery in rows if delivery.recipient.id == recipient for part in delivery.parts]


@pytest.fixture
def story(town: Town) -> Story:
    """Six bulletins, two questions, a reaction with words; parents were promised a message for yesterday."""
    rows = town.rows
    rows.people[GUEST.id] = GUEST
    rows.addresses["address-guest"] = address_of(GUEST)
    rows.people[KIM.id] = KIM
    rows.addresses["address-kim"] = address_of(KIM)
    rows.people[KEES.id] = KEES
    rows.addresses["address-kees"] = address_of(KEES)
    rows.people[BRAM.id] = replace(BRAM, away_from=date(2026, 12, 24), away_until=date(2027, 1, 4))
    rows.invitations["instead"] = Invitation(
        "instead", VOORBEELDSTAD.id, SPIEGEL.id, Role.COORDINATOR, JOINED_AT, "token", KEES.id, JOINED_AT, about=NOOR.id
    )
    rows.trajectories["elders"] = Trajectory("elders", ELDERS.id, "Spiegeltraject elders")
    rows.consents[KIM.id, Purpose.UPDATES, JOINED_AT] = Consent(
        KIM.id, KIM.coalition_id, Purpose.UPDATES, "updates-nl", "nl", JOINED_AT, MONDAY_MORNING
    )
    rows.trajectories[SPIEGEL.id] = replace(SPIEGEL, next_promised=TODAY - timedelta(days=1))
    rows.trajectories["spreekuur"] = Trajectory(
        "spreekuur",
        VOORBEELDSTAD.id,
        "Spiegeltraject spreekuur",
        next_promised=TODAY + timedelta(days=7),
        last_heard_at=MONDAY_MORNING - timedelta(days=1),
    )
    rows.proposals = {proposal.id: proposal for proposal in (STARTED, NOT_NOW)}
    rows.bulletins = {}
    for number, state in enumerate(STATES, 1):
        _bulletin(town, number, state)
    _halted(town, 6)
    _questions(town)
    _reactions(town)
    return Story(town)


def _bulletin(town: Town, number: int, state: BulletinState) -> None:
    texts = {}
    for language in ("nl", "tr"):
        for element in ("acknowledgement", "meaning", "follow_up"):
            texts[language, element] = f"{element} ({language})"
        for proposal in (STARTED, NOT_NOW):
            for element in ("title", "plan", "reason"):
                texts[language, f"proposal:{proposal.id}:{element}"] = f"{element} ({language})"
    revision = Revision(
        f"revision-{number}",
        VOORBEELDSTAD.id,
        f"bulletin-{number}",
        1,
        BulletinKind.FULL,
        texts,
        (STARTED.id, NOT_NOW.id),
        next_promised=date(2026, 12, 7),
        written_by=NOOR.id,
        plain_score=80,
    )
    sent_at = None if state is BulletinState.DRAFT else MONDAY_MORNING - timedelta(days=10 - number)
    town.rows.revisions[revision.id] = revision
    town.rows.bulletins[revision.bulletin_id] = Bulletin(
        revision.bulletin_id, VOORBEELDSTAD.id, SPIEGEL.id, BulletinKind.FULL, state, revision.id, sent_at
    )
    town.approve(revision, "nl", "tr")
    if number != WITHOUT_A_LOOK:
        town.rows.looks[revision.id] = SecondLook(revision.id, VOORBEELDSTAD.id, BRAM.id, MONDAY_MORNING)


def _halted(town: Town, number: int) -> None:
    """Its moment came, and nobody had looked."""
    _bulletin(town, number, BulletinState.PAUSED)
    bulletin = town.rows.bulletins[f"bulletin-{number}"]
    town.rows.bulletins[bulletin.id] = replace(bulletin, sent_at=None, halted=Halt.NOT_READY)
    del town.rows.looks[f"revision-{number}"]


def _questions(town: Town) -> None:
    for id_, parent, pseudonym, state in (
        ("question-1", FATMA, "Lijster", QuestionState.OPEN),
        ("question-2", LOTTE, "Wilg", QuestionState.CLOSED),
    ):
        town.rows.questions[id_] = Question(
            id_, VOORBEELDSTAD.id, SPIEGEL.id, parent.id, pseudonym, parent.language, state, MONDAY_MORNING, date(2026, 11, 25)
        )
        asked = QuestionMessage(f"{id_}-asked", VOORBEELDSTAD.id, id_, parent.id, True, MONDAY_MORNING, "Hangi gün?")
        town.rows.messages[asked.id] = asked
    answer = QuestionMessage("answer-1", VOORBEELDSTAD.id, "question-1", NOOR.id, False, MONDAY_MORNING, "Op dinsdag.")
    town.rows.messages[answer.id] = answer


def _reactions(town: Town) -> None:
    for parent, words, may_show in ((SANNE, "Meer tijd.", False), (YUSUF, "Een vast gezicht.", True)):
        reaction = Reaction(
            f"reaction-{parent.id}",
            VOORBEELDSTAD.id,
            SPIEGEL.id,
            "bulletin-1",
            parent.id,
            "meaning",
            ReactionKind.NOT,
            MONDAY_MORNING,
            words,
            parent.language,
            may_show=may_show,
        )
        town.rows.reactions[reaction.id] = reaction
