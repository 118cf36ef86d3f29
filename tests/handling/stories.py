"""What has happened in Voorbeeldstad when the examples in the docstrings of actions and queries begin."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from bot.domain.actor import Role
from bot.domain.bulletin import Bulletin, BulletinKind, BulletinState, Halt, Revision, SecondLook
from bot.domain.cadence import Anchor, Audience, CadenceRule, Unless
from bot.domain.consent import Consent, Purpose
from bot.domain.delivery import Delivery, Recipient, RecipientKind, State
from bot.domain.delivery import Purpose as Why
from bot.domain.draft import Remark, RemarkKind, Trial
from bot.domain.inbound import Inbound, InboundKind
from bot.domain.invitation import Invitation
from bot.domain.media import Media, MediaState
from bot.domain.own_text import OwnText, SwitchedOn
from bot.domain.person import Person, PersonState
from bot.domain.proposal import Proposal, ProposalMove, ProposalStatus, ReasonKind
from bot.domain.question import Question, QuestionMessage, QuestionState
from bot.domain.reaction import Reaction, ReactionKind
from bot.domain.trajectory import Trajectory
from bot.handling.context import Context
from bot.texts.po_coalition import Mine
from tests.fakes.clock import MONDAY_MORNING
from tests.handling.translators import EWA, KYRA, at_work
from tests.people import (
    AMINA,
    BOT,
    BRAM,
    COORDINATORS,
    ELDERS,
    ELIF,
    FATMA,
    JOINED_AT,
    KASIA,
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
from tests.photos import jpeg
from tests.services.conftest import Town

GUEST = Person("guest", VOORBEELDSTAD.id, PersonState.INVITED, frozenset({Role.PARENT}), trajectory_id=SPIEGEL.id)
"""Opened an invitation and said no more yet."""
KIM = Person(
    "kim", VOORBEELDSTAD.id, PersonState.STOPPED, frozenset({Role.PARENT}), trajectory_id=SPIEGEL.id, joined_at=JOINED_AT
)
"""Stopped, and so took back her yes."""
OWNER = Person("owner", VOORBEELDSTAD.id, PersonState.ACTIVE, frozenset({Role.OWNER}), joined_at=JOINED_AT)
"""Sees to the first proposal."""
STARTED = Proposal(
    "proposal-1",
    VOORBEELDSTAD.id,
    SPIEGEL.id,
    ProposalStatus.STARTED,
    owner="Buurthuis De Linde",
    texts={"title": "Koffie-ochtend", "plan": "Elke dinsdag is er koffie."},
    owner_id=OWNER.id,
)
PIA = Person("pia", "stil", PersonState.ACTIVE, frozenset({Role.PARENT}), trajectory_id="stil", joined_at=JOINED_AT)
"""Parent in a coalition where nobody works along any more."""
GERDA = Person("gerda", VOORBEELDSTAD.id, PersonState.ACTIVE, frozenset({Role.CONTACT_PERSON}), name="Gerda", joined_at=JOINED_AT)
"""Contact person of Fatma, who said yes; Lotte came by a link of hers, and said nothing yet."""
KEES = replace(NOOR, id="kees", name="Kees", away_from=date(2026, 11, 20), away_until=date(2026, 11, 27), stand_in=BRAM.id)
"""Coordinator, invited instead of Noor; on holiday."""
FENNA = replace(NOOR, id="fenna", name="Fenna", coalition_id="verderop")
"""Coordinator of a coalition in which nothing happened yet."""
OTHER_BOT = replace(BOT, id="bot-elders", coalition_id=ELDERS.id, username="")
"""Nobody asked it for its name yet."""
NOT_NOW = Proposal("proposal-2", VOORBEELDSTAD.id, SPIEGEL.id, ProposalStatus.NOT_NOW, reason_kind=ReasonKind.MONEY)
EXPLORED = Proposal("proposal-3", VOORBEELDSTAD.id, "spreekuur", ProposalStatus.EXPLORING, decision_on=date(2026, 11, 27))
"""Decided on Friday."""
NO_REASON = Proposal(
    "proposal-4", VOORBEELDSTAD.id, "spreekuur", ProposalStatus.NOT_NOW, texts={"picture": "Een deur."}, picture="door"
)
"""Nobody said why; it has a picture."""
STATES = (BulletinState.SENDING, BulletinState.DRAFT, BulletinState.DRAFT, BulletinState.PAUSED, BulletinState.CANCELLED)
"""Of bulletin-1 to bulletin-5."""
WITHOUT_A_LOOK = 2
FILE = "texts: {nl: {meaning: 'Dit weegt het zwaarst.'}, tr: {meaning: 'En önemlisi bu.'}}"
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
        """By name; `Time` is time going on for Fatma, who is not there; `Unnamed` is Noor, by an account without a name."""
        everybody = (*PARENTS, *COORDINATORS, WILLEM, GUEST, KIM, OWNER, EWA, KYRA, ELIF, KEES, FENNA, GERDA, PIA)
        people = {person.id: person for person in everybody} | {"time": FATMA, "unnamed": NOOR}
        person = self.town.rows.people[people[who.lower()].id]
        inbound = Inbound(BOT.id, "1", InboundKind.TEXT, MONDAY_MORNING, "telegram", message_id="message-1")
        return Context(
            work=replace(self.town.work, cadence=CADENCE),
            person=person,
            actor=person.actor,
            account=replace(BOT, username="") if who == "Unnamed" else OTHER_BOT if person.coalition_id == ELDERS.id else BOT,
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
    rows.people[OWNER.id] = OWNER
    rows.people[KIM.id] = KIM
    rows.addresses["address-kim"] = address_of(KIM)
    rows.people[KEES.id] = KEES
    rows.addresses["address-kees"] = address_of(KEES)
    rows.people[BRAM.id] = replace(BRAM, away_from=date(2026, 12, 24), away_until=date(2027, 1, 4))
    rows.invitations["instead"] = Invitation(
        "instead", VOORBEELDSTAD.id, SPIEGEL.id, Role.COORDINATOR, JOINED_AT, "token", KEES.id, JOINED_AT, about=NOOR.id
    )
    rows.people[GERDA.id] = GERDA
    rows.people[FATMA.id] = replace(FATMA, contact_id=GERDA.id, name="Fatma")
    rows.invitations["of-gerda"] = Invitation(
        "of-gerda", VOORBEELDSTAD.id, SPIEGEL.id, Role.PARENT, JOINED_AT, "of-gerda", LOTTE.id, JOINED_AT, about=GERDA.id
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
        last_heard_at=MONDAY_MORNING - timedelta(hours=2),
    )
    rows.trajectories["elders"] = Trajectory("elders", ELDERS.id, "Spiegeltraject elders")
    rows.proposals = {proposal.id: proposal for proposal in (STARTED, NOT_NOW, EXPLORED, NO_REASON)}
    rows.bulletins = {}
    for number, state in enumerate(STATES, 1):
        _bulletin(town, number, state)
    _halted(town, 6)
    _written_by_two(town, 7)
    _bulletin(town, 9, BulletinState.DRAFT)
    _reworded(town, 9)
    del town.rows.looks["revision-9"]
    _elsewhere(town)
    _notes(town)
    _questions(town)
    _late(town)
    _reactions(town)
    _panel(town)
    at_work(town)
    _own_text(town)
    _asks_again(town)
    _moves(town)
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


def _written_by_two(town: Town, number: int) -> None:
    """Noor saw what Bram has changed since."""
    _bulletin(town, number, BulletinState.DRAFT)
    written = town.rows.revisions[f"revision-{number}"]
    told = {("nl", f"proposal:{NOT_NOW.id}:picture"): "Een deur."}
    seen = replace(written, id=f"revision-{number}-1", texts=written.texts | told, pictures={NOT_NOW.id: "picture-of-noor"})
    town.rows.revisions[seen.id] = seen
    town.rows.revisions[f"revision-{number}"] = replace(
        seen,
        id=f"revision-{number}",
        number=2,
        texts=seen.texts | {("nl", "meaning"): "Bram schreef dit."},
        proposal_ids=(NOT_NOW.id,),
        quote_ids=("yalniz",),
        next_promised=date(2026, 12, 8),
        plain_overruled="Zo zeggen ouders het.",
        pictures={NOT_NOW.id: "picture-of-bram"},
        written_by=BRAM.id,
    )
    del town.rows.looks[f"revision-{number}"]


def _reworded(town: Town, number: int) -> None:
    """Noor wrote something else before."""
    now = town.rows.revisions[f"revision-{number}"]
    before = replace(now, id=f"{now.id}-0", number=0, texts=now.texts | {("nl", "meaning"): "Noor schreef dit."})
    town.rows.revisions = {before.id: before, **town.rows.revisions}


def _elsewhere(town: Town) -> None:
    """Willem is the only one of his coalition, and Fenna of hers."""
    town.rows.coalitions["verderop"] = replace(ELDERS, id="verderop", name="Kansrijke Start Verderop")
    town.rows.people[FENNA.id] = FENNA
    revision = Revision("revision-8", ELDERS.id, "bulletin-8", 1, BulletinKind.FULL, {}, written_by=WILLEM.id)
    town.rows.revisions[revision.id] = revision
    town.rows.bulletins["bulletin-8"] = Bulletin(
        "bulletin-8", ELDERS.id, "elders", BulletinKind.FULL, BulletinState.DRAFT, revision.id
    )


def _notes(town: Town) -> None:
    """Bram spoke something in, and sent a file."""
    for kind in ("voice", "document"):
        id_ = "spoken" if kind == "voice" else "file"
        media = Media(id_, VOORBEELDSTAD.id, BOT.id, BRAM.id, kind, "ref", MONDAY_MORNING, MediaState.FETCHED)
        town.rows.media[id_] = media
    for id_, state in (("wanted", MediaState.WANTED), ("lost", MediaState.LOST), ("good", MediaState.FETCHED)):
        town.rows.media[id_] = replace(town.rows.media["file"], id=id_, state=state)
    for id_, state in (("p1", MediaState.FETCHED), ("p2", MediaState.WANTED)):
        town.rows.media[id_] = Media(id_, VOORBEELDSTAD.id, BOT.id, NOOR.id, "photo", "ref", MONDAY_MORNING, state)
    town.rows.contents |= {"p1": jpeg(), "file": b"text: nl", "good": FILE.encode()}
    town.rows.media["texts"] = replace(town.rows.media["file"], id="texts")
    stop = Mine(("Dehai",), town.words.hash_with("stop", ["stop (ti)"]), "not approved yet")
    # Ewa has one text left to read.
    del town.rows.approvals[VOORBEELDSTAD.id, "common.ready_begun-pl", "pl"]
    town.rows.contents["texts"] = town.words.po_file("ti", VOORBEELDSTAD.id, {"stop": stop}).encode()
    asked = Remark("asked-1", VOORBEELDSTAD.id, "bulletin-9", RemarkKind.ASKED, NOOR.id, MONDAY_MORNING, "revision-9")
    town.rows.remarks[asked.id] = asked
    note = Remark("note-1", VOORBEELDSTAD.id, "bulletin-2", RemarkKind.NOTE, BRAM.id, MONDAY_MORNING, "revision-2", "", "spoken")
    town.rows.remarks[note.id] = note


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
    base = town.rows.questions["question-1"]
    town.rows.questions["question-3"] = replace(
        base, id="question-3", person_id=SANNE.id, pseudonym="Specht", state=QuestionState.ANSWERED, taken_by=BRAM.id
    )
    town.rows.questions["question-4"] = replace(
        base, id="question-4", person_id=KIM.id, pseudonym="Mus", state=QuestionState.CLOSED
    )
    answer = QuestionMessage("answer-1", VOORBEELDSTAD.id, "question-1", NOOR.id, False, MONDAY_MORNING, "Op dinsdag.")
    town.rows.messages[answer.id] = answer


def _late(town: Town) -> None:
    """Yusuf and Pia were promised an answer for Friday; and a message is not yet in Yusuf's language."""
    town.rows.coalitions["stil"] = replace(ELDERS, id="stil", name="Kansrijke Start Stil")
    town.rows.trajectories["stil"] = Trajectory("stil", "stil", "Spiegeltraject stil")
    town.rows.people[PIA.id] = PIA
    for id_, parent, pseudonym in (("question-5", YUSUF, "Merel"), ("question-6", PIA, "Uil")):
        about = id_, parent.coalition_id, str(parent.trajectory_id), parent.id, pseudonym, parent.language
        town.rows.questions[id_] = Question(*about, QuestionState.OPEN, JOINED_AT, date(2026, 11, 20))
        asked = QuestionMessage(f"{id_}-asked", parent.coalition_id, id_, parent.id, True, JOINED_AT, "Wanneer?")
        town.rows.messages[asked.id] = asked
    to = Recipient(RecipientKind.PERSON, YUSUF.id)
    waits = Delivery(
        "not-yet-arabic", VOORBEELDSTAD.id, BOT.id, to, Why.BROADCAST, "bulletin-1:yusuf", MONDAY_MORNING, State.WAITING
    )
    town.rows.deliveries[waits.id] = replace(waits, reason="language_not_approved", bulletin_id="bulletin-1")
    town.approve_text("common.ready_still_busy", "ar")


def _reactions(town: Town) -> None:
    """Three said something aloud about bulletin-6: Yusuf was not asked who may hear it, Amina said yes before, and what
    Kasia said waits for Ewa."""
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
    spoken = replace(reaction, id="spoken-yusuf", bulletin_id="bulletin-6", subject=NOT_NOW.id, words="", media_id="voice-yusuf")
    for voice in (
        spoken,
        replace(spoken, id="spoken-amina", person_id=AMINA.id, subject=STARTED.id, media_id="voice-amina"),
        replace(spoken, id="spoken-kasia", person_id=KASIA.id, language="pl", media_id="voice-kasia", may_hear=True),
    ):
        town.rows.reactions[voice.id] = voice
    yes = Consent(AMINA.id, AMINA.coalition_id, Purpose.VOICE, "voice-ar", "ar", JOINED_AT)
    town.rows.consents[AMINA.id, Purpose.VOICE, JOINED_AT] = yes
    told = replace(reaction, id="reaction-told", subject="told", kind=None, words="Er komt een tolk.")
    town.rows.reactions[told.id] = told


def _panel(town: Town) -> None:
    """Fatma, Lotte and Sanne read along. Fatma answered about bulletin-2, and Lotte did not yet; bulletin-3 all of them had."""
    for parent in (FATMA, LOTTE, SANNE):
        consent = Consent(parent.id, parent.coalition_id, Purpose.PANEL, "panel-nl", "nl", JOINED_AT)
        town.rows.consents[parent.id, Purpose.PANEL, JOINED_AT] = consent
    for id_, parent, number in (
        ("trial-1", FATMA, 2),
        ("trial-2", LOTTE, 2),
        ("trial-3", FATMA, 3),
        ("trial-4", LOTTE, 3),
        ("trial-5", SANNE, 3),
    ):
        about = f"bulletin-{number}", f"revision-{number}"
        town.rows.trials[id_] = Trial(id_, VOORBEELDSTAD.id, *about, parent.id, parent.language, JOINED_AT)
    said = town.rows.trials["trial-1"]
    town.rows.trials["trial-1"] = replace(said, answered_at=MONDAY_MORNING, words="Bir tercüman geliyor.")


def _own_text(town: Town) -> None:
    """Noor, for want of anybody who knows Tigrinya, wrote a welcome in it. What Bram wrote lost its words since."""
    for key, said, by in (("welcome", "Selam", NOOR), ("common.ready_talking", "", BRAM)):
        about = VOORBEELDSTAD.id, "ti", key
        town.rows.own_texts[about] = OwnText(*about, (said,), town.words.source_hash(key), by.id, MONDAY_MORNING)
    town.rows.coalitions[VOORBEELDSTAD.id] = replace(town.rows.coalitions[VOORBEELDSTAD.id], words_version=1)


def _asks_again(town: Town) -> None:
    """Willem turned Turkish on; since then its texts changed."""
    town.rows.switched_on[ELDERS.id, "tr"] = SwitchedOn(ELDERS.id, "tr", WILLEM.id, MONDAY_MORNING)


def _moves(town: Town) -> None:
    """Noor moved the first proposal, to which Sanne reacted; its owner says by now that it is done."""
    planned, started, done = ProposalStatus.PLANNED, ProposalStatus.STARTED, ProposalStatus.DONE
    about = VOORBEELDSTAD.id, STARTED.id
    earlier = MONDAY_MORNING - timedelta(hours=2)
    town.rows.moves["move-1"] = ProposalMove("move-1", *about, planned, started, NOOR.id, earlier)
    town.rows.moves["word-1"] = ProposalMove("word-1", *about, started, done, OWNER.id, MONDAY_MORNING, made=False)
    reacted = Reaction(
        "reaction-plan", VOORBEELDSTAD.id, SPIEGEL.id, "bulletin-1", SANNE.id, STARTED.id, ReactionKind.HELPS, MONDAY_MORNING
    )
    town.rows.reactions[reacted.id] = reacted
