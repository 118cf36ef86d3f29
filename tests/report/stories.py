"""What happened in Voorbeeldstad before a report is made: months of it, in the order in which it happened."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from bot.domain.bulletin import Bulletin, BulletinKind, BulletinState, Revision, SecondLook
from bot.domain.delivery import Delivery, Purpose, Recipient, RecipientKind, State
from bot.domain.person import Person
from bot.domain.proposal import Proposal, ProposalStatus, ReasonKind, Say
from bot.domain.question import Question, QuestionMessage, QuestionState
from bot.domain.quote import Audience, Quote
from bot.domain.reaction import Reaction, ReactionKind
from bot.domain.trajectory import MirrorConversation, ReturnMeeting, Trajectory
from bot.services.work import Wordbook, Work
from tests.people import BOT, BRAM, COORDINATORS, NOOR, SPIEGEL, VOORBEELDSTAD, parent
from tests.services.conftest import Town

BOTH = frozenset({Audience.PROFESSIONALS, Audience.PARENTS})
HELPS, A_LITTLE, NOT = ReactionKind.HELPS, ReactionKind.A_LITTLE, ReactionKind.NOT
TITLE = "De eerste weken met je baby"
HELD = date(2026, 9, 7)


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@dataclass
class Months:
    """A trajectory of which a report is made; `words` are the real texts."""

    words: Wordbook
    town: Town = field(default_factory=Town)
    number: int = 0

    def __post_init__(self) -> None:
        rows = self.town.rows
        rows.coalitions[VOORBEELDSTAD.id] = VOORBEELDSTAD
        rows.accounts[BOT.id] = BOT
        rows.trajectories[SPIEGEL.id] = Trajectory(SPIEGEL.id, VOORBEELDSTAD.id, TITLE)
        for person in COORDINATORS:
            self.town.put(person)

    @property
    def work(self) -> Work:
        return replace(self.town.work, words=self.words)

    def today(self, day: date) -> None:
        self.town.clock.set(at(day, 11))

    def conversation(self, day: date = HELD) -> None:
        self.town.rows.mirrors[f"gesprek-{day}"] = MirrorConversation(f"gesprek-{day}", VOORBEELDSTAD.id, SPIEGEL.id, day)

    def meeting(self, day: date, place: str) -> None:
        meeting = ReturnMeeting("terugkom", VOORBEELDSTAD.id, SPIEGEL.id, at(day, 18), place)
        self.town.rows.meetings[meeting.id] = meeting

    def parents(self, count: int) -> list[Person]:
        found = [parent(f"Ouder{number:03}") for number in range(count)]
        for person in found:
            self.town.put(person)
        return found

    def quote(self, text: str, language: str = "nl", *, audiences: frozenset[Audience] = BOTH, looked: bool = True) -> None:
        id_ = f"quote-{len(self.town.rows.quotes)}"
        self.town.rows.quotes[id_] = Quote(
            id_, VOORBEELDSTAD.id, SPIEGEL.id, text, language, audiences=audiences, looked_for_traces=looked
        )

    def proposal(self, id_: str, status: ProposalStatus, **more: Any) -> Proposal:
        proposal = Proposal(id_, VOORBEELDSTAD.id, SPIEGEL.id, status, **more)
        self.town.rows.proposals[id_] = proposal
        return proposal

    def sends(
        self,
        day: date,
        texts: dict[str, dict[str, str]],
        promised: date | None,
        to: Sequence[Person],
        *,
        kind: BulletinKind = BulletinKind.FULL,
        proposals: Sequence[str] = (),
        state: BulletinState = BulletinState.SENT,
        arrived: State = State.SENT,
    ) -> Bulletin:
        """A message that went out on that day, approved in every language it has."""
        self.number += 1
        rows, id_ = self.town.rows, f"bericht-{self.number}"
        flat = {(language, element): words for language, own in texts.items() for element, words in own.items()}
        revision = Revision(f"{id_}-1", VOORBEELDSTAD.id, id_, 1, kind, flat, tuple(proposals), (), promised, NOOR.id, 80)
        rows.revisions[revision.id] = revision
        rows.looks[revision.id] = SecondLook(revision.id, VOORBEELDSTAD.id, BRAM.id, at(day))
        self.town.approve(revision, *(language for language in texts if language != "nl"))
        bulletin = Bulletin(id_, VOORBEELDSTAD.id, SPIEGEL.id, kind, state, revision.id, at(day))
        rows.bulletins[id_] = bulletin
        for person in to:
            delivery = Delivery(
                f"{id_}-{person.id}",
                VOORBEELDSTAD.id,
                BOT.id,
                Recipient(RecipientKind.PERSON, person.id),
                Purpose.BROADCAST,
                f"bulletin:{revision.id}:{person.id}",
                at(day),
                arrived,
                bulletin_id=id_,
                revision_id=revision.id,
            )
            rows.deliveries[delivery.id] = delivery
        return bulletin

    def reacts(
        self, people: Sequence[Person], bulletin: Bulletin, subject: str, *kinds: tuple[ReactionKind, int], words: int = 0
    ) -> None:
        """So many parents of each kind, one after the other; the first `words` of them let coordinators read words."""
        wanted = [kind for kind, count in kinds for _ in range(count)]
        for number, (person, kind) in enumerate(zip(people, wanted, strict=False)):
            id_ = f"{bulletin.id}-{subject}-{person.id}"
            said = "Op zaterdag graag." if number < words else ""
            assert bulletin.sent_at is not None
            self.town.rows.reactions[id_] = Reaction(
                id_,
                VOORBEELDSTAD.id,
                SPIEGEL.id,
                bulletin.id,
                person.id,
                subject,
                kind,
                bulletin.sent_at,
                said,
                may_show=bool(said),
            )

    def asks(self, person: Person, asked: date, answered: date | None, *, closed: bool = False) -> None:
        """A question, and an answer on the day; None: there is none."""
        rows = self.town.rows
        id_ = f"vraag-{len(rows.questions)}"
        state = QuestionState.CLOSED if closed else QuestionState.ANSWERED if answered else QuestionState.OPEN
        rows.questions[id_] = Question(id_, VOORBEELDSTAD.id, SPIEGEL.id, person.id, "Lijster", "nl", state, at(asked), asked)
        mine = QuestionMessage(f"{id_}-1", VOORBEELDSTAD.id, id_, person.id, True, at(asked), "Wanneer begint het?")
        rows.messages[mine.id] = mine
        if answered is not None:
            theirs = QuestionMessage(f"{id_}-2", VOORBEELDSTAD.id, id_, NOOR.id, False, at(answered, 12), "Op dinsdag.")
            rows.messages[theirs.id] = theirs


def texts_of(*proposals: tuple[str, str, str, str, str]) -> dict[str, str]:
    """Dutch elements of a full bulletin. Each proposal: id, title, plan, way in, reason."""
    texts = {
        "acknowledgement": (
            "Ouders vertelden over de eerste weken met hun baby.\n"
            "Veel ouders voelden zich alleen, vooral in de nacht.\n"
            "Vaak was er geen tolk. Dan was de uitleg niet te begrijpen."
        ),
        "meaning": (
            "De verloskundigen, het consultatiebureau en de gemeente lazen de verhalen.\n"
            "Dit begrepen ze: je wilt iemand die luistert en je taal spreekt.\n"
            "Een tolk vinden we nu het belangrijkst."
        ),
        "follow_up": "De koffie-ochtend is begonnen. Je mag komen.",
    }
    for id_, title, plan, way_in, reason in proposals:
        texts |= {f"proposal:{id_}:title": title, f"proposal:{id_}:plan": plan}
        texts |= {f"proposal:{id_}:{name}": words for name, words in (("way_in", way_in), ("reason", reason)) if words}
    return texts


COFFEE = (
    "koffie-ochtend",
    "Koffie-ochtend voor ouders",
    "Elke dinsdag kun je met andere ouders praten. Je kind mag mee.",
    "Kom naar buurthuis De Linde, dinsdag van 10 tot 12 uur. Het is gratis.",
    "",
)
INTERPRETER = (
    "tolk",
    "Een tolk bij de verloskundige",
    "Vanaf 1 januari kun je een tolk krijgen. Je betaalt niets.",
    "Maak je een afspraak met de verloskundige? Zeg dan welke taal je spreekt.",
    "",
)
NIGHT = (
    "nachthulp",
    "Hulp in de nacht",
    "Ouders vroegen om iemand die in de nacht komt helpen.",
    "",
    "Wij maken de regels voor kraamzorg niet. We vertellen de zorgverzekeraars wel wat ouders vroegen.",
)
ENGLISH = {
    "acknowledgement": "Parents told us about the first weeks with their baby.\nMany parents felt alone, especially at night.",
    "meaning": "They understood this: you want someone who listens and speaks your language.",
    "follow_up": "The coffee morning has started. You are welcome.",
    "proposal:koffie-ochtend:title": "Coffee morning for parents",
    "proposal:koffie-ochtend:plan": "Every Tuesday you can talk with other parents. You can bring your child.",
    "proposal:koffie-ochtend:way_in": "Come to community centre De Linde, Tuesday from 10:00 to 12:00.",
    "proposal:tolk:title": "An interpreter at the midwife's",
    "proposal:tolk:plan": "From 1 January you can get an interpreter. You pay nothing.",
    "proposal:tolk:way_in": "Are you making an appointment with the midwife? Say which language you speak.",
    "proposal:nachthulp:title": "Help at night",
    "proposal:nachthulp:plan": "Parents asked for somebody who comes to help at night.",
    "proposal:nachthulp:reason": "We do not make the rules for maternity care. We tell the health insurers what parents asked.",
}
SHORT = {"nl": {"message": "We werken nog aan de tolk. We zijn je niet vergeten."}}


def a_good_autumn(words: Wordbook) -> Months:
    """Fourteen weeks: 43 parents, five messages, one promise broken, questions, and a proposal that parents do not know of."""
    months = Months(words)
    months.conversation()
    months.meeting(date(2026, 12, 15), "buurthuis De Linde")
    people = months.parents(43)
    months.quote("In de nacht was ik alleen met de baby. Ik wist niet wie ik kon bellen.")
    months.quote("Ebe çok şey anlattı ama yarısını anlamadım.", "tr")
    months.quote("كنت أقول نعم، لكنني لم أفهم ما قالته القابلة.", "ar")
    months.quote("Elke keer kwam er iemand anders.", audiences=frozenset({Audience.PROFESSIONALS}))
    months.quote("Mijn buurvrouw Ans zei het ook.", looked=False)
    town = "gemeente Voorbeeldstad"
    months.proposal("koffie-ochtend", ProposalStatus.STARTED, owner="buurthuis De Linde", decider=town, say=Say.CO_PRODUCE)
    months.proposal(
        "tolk",
        ProposalStatus.PLANNED,
        owner="verloskundigen Voorbeeldstad",
        decider=town,
        decision_on=date(2026, 12, 14),
        say=Say.ADVISE,
    )
    months.proposal(
        "nachthulp",
        ProposalStatus.NOT_POSSIBLE,
        owner="Kansrijke Start Voorbeeldstad",
        decider="de zorgverzekeraars",
        reason_kind=ReasonKind.RULES,
        say=Say.INFORM,
    )
    months.proposal("zelfde-gezicht", ProposalStatus.EXPLORING, owner="consultatiebureau", decision_on=date(2027, 1, 20))
    months.sends(date(2026, 9, 16), SHORT, date(2026, 9, 28), people[:38], kind=BulletinKind.SHORT)
    texts = {"nl": texts_of(COFFEE, INTERPRETER, NIGHT), "en": ENGLISH}
    full = months.sends(
        date(2026, 9, 28), texts, date(2026, 10, 12), people[:40], proposals=("koffie-ochtend", "tolk", "nachthulp")
    )
    months.sends(date(2026, 10, 19), SHORT, date(2026, 11, 2), people[:41], kind=BulletinKind.SHORT)
    months.sends(date(2026, 10, 30), SHORT, date(2026, 11, 13), people[:42], kind=BulletinKind.SHORT)
    months.sends(date(2026, 11, 12), SHORT, date(2026, 11, 26), people, kind=BulletinKind.SHORT)
    months.reacts(people, full, "meaning", (HELPS, 17), (A_LITTLE, 6), (NOT, 2))
    months.reacts(people, full, "koffie-ochtend", (HELPS, 21), (A_LITTLE, 5), (NOT, 1), words=11)
    months.reacts(people, full, "tolk", (HELPS, 12), (A_LITTLE, 8), (NOT, 3))
    months.reacts(people, full, "nachthulp", (HELPS, 2), (A_LITTLE, 4), (NOT, 16))
    for number in range(16):
        asked = date(2026, 10, 5)
        months.asks(people[number], asked, date(2026, 10, 6) if number < 11 else date(2026, 10, 9))
    months.today(date(2026, 11, 24))
    return months


def nothing_yet(words: Wordbook) -> Months:
    """A trajectory that was loaded this morning."""
    months = Months(words)
    months.today(date(2026, 9, 1))
    return months


def a_quiet_start(words: Wordbook) -> Months:
    """Three parents; one message, one reaction, one question; nothing of it may be told in numbers."""
    months = Months(words)
    months.conversation()
    people = months.parents(3)
    months.proposal("koffie-ochtend", ProposalStatus.STARTED)
    full = months.sends(date(2026, 9, 14), {"nl": texts_of(COFFEE)}, None, people, proposals=("koffie-ochtend",))
    months.reacts(people, full, "koffie-ochtend", (HELPS, 1), words=1)
    months.asks(people[0], date(2026, 9, 15), date(2026, 9, 16))
    months.today(date(2026, 10, 20))
    return months


def as_much_as_there_may_be(words: Wordbook) -> Months:
    """Three years: many proposals with long titles, many messages, many parents, and a name that is as long as it may be."""
    months = Months(words)
    rows = months.town.rows
    rows.coalitions[VOORBEELDSTAD.id] = replace(VOORBEELDSTAD, name="Kansrijke Start " + "Voorbeeldstad en omstreken " * 4)
    months.conversation(date(2024, 1, 8))
    people = months.parents(120)
    for number in range(14):
        long = (
            f"voorstel-{number}",
            f"{number} " + "Een vast gezicht bij het consultatiebureau " * 2,
            "Uitleg. " * 40,
            "Kom langs. " * 20,
            "",
        )
        status = list(ProposalStatus)[number % 6]
        months.proposal(long[0], status, owner="de gemeente " * 6, reason_kind=ReasonKind.PEOPLE)
        sent = months.sends(
            date(2024, 2, 1 + number), {"nl": texts_of(long)}, date(2024, 2, 10 + number), people, proposals=(long[0],)
        )
        months.reacts(people, sent, long[0], (HELPS, 50), (A_LITTLE, 30), (NOT, 20))
    for month in range(1, 13):
        months.sends(date(2025, month, 3), SHORT, date(2025, month, 20), people, kind=BulletinKind.SHORT)
    for number in range(40):
        months.quote("Ik wist niet wie ik kon bellen. " * 12, ("nl", "ar", "pl", "ti")[number % 4])
    months.today(date(2026, 11, 24))
    return months
