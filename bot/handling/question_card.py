"""One card for each question, at the top of its topic: who asked, in which language, what was promised, how it stands.

It stands where coordinators sit (`places`): without a group each of them has one, in their own chat.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from bot.domain import wording
from bot.domain.card import Card
from bot.domain.coalition import BotAccount
from bot.domain.delivery import Delivery, Part, PartKind, Purpose, Recipient, RecipientKind
from bot.domain.person import PersonState
from bot.domain.question import Arrival, Question, QuestionMessage, QuestionState
from bot.domain.wording import Content, Value, Values
from bot.handling import translators
from bot.handling.cards import Entrance, bound
from bot.handling.whereabouts import Wait, whereabouts
from bot.services.hearing import taking
from bot.services.people.absence import on_duty
from bot.services.work import Work

ABOUT = "question:"
"""How the ledger marks a message that is about a question: a reply to it is an answer."""
LEFT = frozenset({PersonState.STOPPED, PersonState.FORGETTING})
WAITS = {Wait.BUSY: "card_busy", Wait.PAUSED: "card_paused", Wait.TRANSLATOR: "card_translator", Wait.HELD: "card_held"}
FATES = {
    Arrival.UNDERWAY: "card_underway",
    Arrival.ARRIVED: "card_arrived",
    Arrival.LOST: "card_lost",
    Arrival.UNCERTAIN: "card_uncertain",
}


@dataclass(frozen=True, slots=True)
class Face:
    """What the card of a question says now."""

    texts: tuple[str, ...]
    values: Values
    rows: tuple[tuple[Entrance, ...], ...]

    def hash_at(self, place: Recipient) -> str:
        """What it said is remembered with where: after a move it is said anew."""
        return sha256(repr((self.texts, sorted(self.values.items()), self.rows, str(place))).encode()).hexdigest()


async def places(work: Work, account: BotAccount, question: Question) -> list[Recipient]:
    """Where coordinators hear of it: its topic, else their group, else each of them who has joined."""
    group = await work.uow.coalitions.coordinators_group(question.coalition_id)
    if group is not None:
        return [Recipient(RecipientKind.GROUP, group.id, topic_of=question.id if group.is_forum else None)]
    people = await on_duty(work, question.coalition_id)
    reached = [p for p in people if await work.uow.people.address_of(p.id, account.id) is not None]
    return [Recipient(RecipientKind.PERSON, person.id) for person in reached]


def name(question_id: str) -> str:
    """By which the ledger finds the message that is edited, in each place."""
    return f"{ABOUT}{question_id}"


async def face(work: Work, question: Question, place: Recipient) -> Face:
    """How the question stands, as it is said there: in a topic of its own what is typed is the answer."""
    values: Values = {
        "mark": wording.text("common.topic_danger") if question.danger else "",
        "pseudonym": question.pseudonym,
        "language_word": wording.language_name(question.language),
    }
    texts = ["common.topic_header"]
    if question.state is QuestionState.OPEN:
        key, days = _promise(question.answer_by, question.later_by, danger=question.danger)
        texts.append(key)
        values |= days
    said, more = await _standing(work, question)
    texts += said
    if question.state is not QuestionState.CLOSED:
        asked = [m for m in await work.uow.questions.messages(question.id) if m.from_parent][-1]
        texts.append(await translators.how_to_answer(work, asked, place))
        known, about = await translators.said_with(work, asked, first=True)
        texts += known
        more |= about
    return Face(tuple(texts), values | more, await _buttons(work, question))


def promise_of(answer_by: date, later_by: date | None, *, danger: bool) -> Value:
    """What the parent was told of the day of their answer."""
    key, days = _promise(answer_by, later_by, danger=danger)
    return wording.text(key, **days)


def _promise(answer_by: date, later_by: date | None, *, danger: bool) -> tuple[str, Values]:
    """In danger that is none, as it would be too late (flows/danger.yaml)."""
    if danger:
        return "common.topic_not_promised", {}
    if later_by is None:
        return "common.topic_promised", {"answer_by": wording.day(answer_by)}
    return "common.topic_put_off", {"first_day": wording.day(answer_by), "answer_by": wording.day(later_by)}


async def part(work: Work, question: Question, place: Recipient, delivery_id: str, number: int, shown: Face) -> Part:
    """The call that shows it there. What the card says is remembered."""
    own = _own_id(question, place)
    await work.uow.cards.save(Card(own, question.coalition_id, shown.hash_at(place), work.clock.now()))
    buttons = await bound(work, question.coalition_id, own, shown.rows, place.topic_of)
    content = Content(shown.texts, shown.values, buttons)
    return Part(work.chance.id(), delivery_id, number, PartKind.EDIT, content, card=name(question.id))


async def refresh(work: Work, account: BotAccount, question_id: str, purpose: Purpose = Purpose.NOTICE) -> bool:
    """Every card of the question says how it stands now; whether that is new anywhere.

    What was planned before and has not gone out yet is dropped, so that the newest comes last whatever goes first.
    """
    question = await work.uow.questions.get(question_id)
    now = work.clock.now()
    changed = False
    for place in await places(work, account, question):
        shown = await face(work, question, place)
        before = await work.uow.cards.find(_own_id(question, place))
        if before is None and question.state is QuestionState.CLOSED:
            continue  # asked before there were cards, and over: nothing to begin
        if before is not None and before.said == shown.hash_at(place):
            continue
        await work.uow.ledger.supersede(place, name(question.id))
        id_ = work.chance.id()
        shows = await part(work, question, place, id_, 1, shown)
        delivery = Delivery(id_, question.coalition_id, account.id, place, purpose, f"card:{id_}", now, parts=(shows,))
        changed |= await work.uow.ledger.add(delivery, conversation_id=name(question.id))
    return changed


async def answers_under_way(work: Work) -> list[QuestionMessage]:
    """Those of which coordinators do not know yet what became of them."""
    return await work.uow.questions.under_way()


async def follow_answer(work: Work, answer: QuestionMessage) -> int:
    """What became of it is written down, and stands on the card: 1 when something is new, else 0."""
    question = await work.uow.questions.get(answer.question_id)
    # Read anew: its writer may have changed it since.
    answer = await work.uow.questions.lock_message(answer.id)
    found = await whereabouts(work, question, answer)
    settled = found.arrival is not Arrival.UNDERWAY
    if settled:
        await work.uow.questions.save_message(replace(answer, arrival=found.arrival))
    accounts = await work.uow.coalitions.bot_accounts(question.coalition_id)
    changed = [await refresh(work, account, question.id) for account in accounts[:1]]
    return int(settled or any(changed))


def _own_id(question: Question, place: Recipient) -> str:
    return name(question.id) if place.kind is RecipientKind.GROUP else f"{name(question.id)}:{place.id}"


async def _standing(work: Work, question: Question) -> tuple[list[str], Values]:
    """Who does it, and where the newest answer is."""
    if question.state is QuestionState.CLOSED:
        return ["common.card_closed"], {}
    texts: list[str] = []
    values: Values = {}
    taker = await taking.taker(work, question)
    if taker is not None:
        texts.append("common.card_taken")
        values["name"] = wording.name_of(taker.id)
    elif question.state is QuestionState.OPEN:
        texts.append("common.card_open")
    answers = [m for m in await work.uow.questions.messages(question.id) if not m.from_parent]
    if answers:
        found = await whereabouts(work, question, answers[-1])
        if found.until is not None:
            texts.append("common.card_quiet")
            values |= await _moment(work, question, found.until)
        elif found.wait is not None:
            texts.append(f"common.{WAITS[found.wait]}")
        elif (told := _fate(question, answers[-1], found.arrival)) is not None:
            texts.append(f"common.{told}")
    return texts, values


def _fate(question: Question, answer: QuestionMessage, arrival: Arrival) -> str | None:
    """What is worth saying of the newest answer: that it arrived, as long as nothing was asked since."""
    if answer.arrival is None or (arrival is Arrival.ARRIVED and question.state is QuestionState.OPEN):
        return None
    return FATES[arrival]


async def _moment(work: Work, question: Question, at: datetime) -> Values:
    coalition = await work.uow.coalitions.get(question.coalition_id)
    local = at.astimezone(ZoneInfo(coalition.zone))
    return {"send_day": wording.day(local.date()), "send_time": f"{local:%H:%M}"}


async def _buttons(work: Work, question: Question) -> tuple[tuple[Entrance, ...], ...]:
    about = {"question_id": question.id}
    if question.state is QuestionState.CLOSED:
        parent = await work.uow.people.find(question.person_id)
        gone = parent is None or parent.state in LEFT
        return () if gone else ((_entrance("reopen", about),),)
    row: Sequence[Entrance] = [_entrance("hand", about), _entrance("close", about)]
    if await taking.taker(work, question) is None:
        return ((_entrance("take", about),), tuple(row))
    return (tuple(row),)


def _entrance(what: str, about: dict[str, str]) -> Entrance:
    label: Value = wording.text(f"common.button_{what}")
    return Entrance(label, f"answer_{what}", about)
