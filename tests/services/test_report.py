"""What a report has, and what it leaves out."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.actor import Actor, Role, operator
from bot.domain.bulletin import BulletinState
from bot.domain.delivery import State
from bot.domain.errors import NotAllowed, NotThere
from bot.domain.proposal import ProposalStatus, ReasonKind
from bot.domain.quote import Audience
from bot.services.reporting.report import Report, gather
from tests.fakes.words import FakeWords
from tests.people import ELIF, LOTTE, NOOR, SPIEGEL, VOORBEELDSTAD, WILLEM
from tests.report.stories import COFFEE, ENGLISH, HELPS, INTERPRETER, NIGHT, SHORT, Months, texts_of

ADVISOR = Actor("pharos", VOORBEELDSTAD.id, frozenset({Role.ADVISOR}))
DAY = date(2026, 9, 28)


async def report(months: Months, language: str = "nl", actor: Actor = NOOR.actor) -> Report:
    return await gather(months.work, actor, SPIEGEL.id, language)


@pytest.fixture
def months() -> Months:
    made = Months(FakeWords())
    made.today(date(2026, 11, 24))
    return made


async def test_a_quote_is_shown_when_its_parent_allows_it_for_both_tables_and_a_person_looked(
    months: Months,
) -> None:
    professionals, parents = Audience.PROFESSIONALS, Audience.PARENTS
    months.quote("voor iedereen", "tr")
    months.quote("ook om te werven", audiences=frozenset({*Audience}))
    months.quote("niet voor ouders", audiences=frozenset({professionals}))
    months.quote("niet voor het werk", audiences=frozenset({parents, Audience.PUBLIC}))
    months.quote("voor niemand", audiences=frozenset())
    months.quote("nog niet bekeken", looked=False)
    told = await report(months)
    assert [(q.text, q.language) for q in told.quotes] == [("voor iedereen", "tr"), ("ook om te werven", "nl")]
    assert "voor iedereen" not in repr(told)


async def test_an_advisor_gets_the_report_without_any_parents_words(months: Months) -> None:
    months.quote("voor iedereen")
    told = await report(months, actor=ADVISOR)
    assert (told.with_words, told.quotes) == (False, ())


async def test_the_command_line_gets_it_and_leaves_its_name(months: Months) -> None:
    await report(months, actor=operator(VOORBEELDSTAD.id))
    made = [event for event in months.town.rows.audit.values() if event.what == "report_made"]
    assert [(event.actor_id, event.about) for event in made] == [("operator", SPIEGEL.id)]


@pytest.mark.parametrize(
    "actor", [LOTTE.actor, ELIF.actor, WILLEM.actor, operator("elders")], ids=["parent", "translator", "elsewhere", "operator"]
)
async def test_nobody_else_gets_it(months: Months, actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        await report(months, actor=actor)
    assert not months.town.rows.audit


async def test_a_trajectory_that_is_not_there(months: Months) -> None:
    with pytest.raises(NotThere):
        await gather(months.work, NOOR.actor, "nergens", "nl")


async def test_words_are_in_the_reports_language_where_they_were_approved_and_else_in_dutch(months: Months) -> None:
    people = months.parents(6)
    for id_ in ("koffie-ochtend", "tolk", "nachthulp"):
        months.proposal(id_, ProposalStatus.STARTED)
    both = {"nl": texts_of(COFFEE, INTERPRETER, NIGHT), "en": ENGLISH}
    months.sends(DAY, both, None, people, proposals=("koffie-ochtend", "tolk", "nachthulp"))
    months.sends(DAY.replace(day=29), {"nl": texts_of(INTERPRETER)}, None, people, proposals=("tolk",))
    told = await report(months, "en")
    assert [b.language for b in told.bulletins] == ["en", "nl"]
    assert {p.id: (p.language, p.title) for p in told.proposals} == {
        "koffie-ochtend": ("en", "Coffee morning for parents"),
        "nachthulp": ("en", "Help at night"),
        "tolk": ("nl", "Een tolk bij de verloskundige"),
    }
    months.town.rows.approvals.clear()
    assert {b.language for b in (await report(months, "en")).bulletins} == {"nl"}


async def test_proposals_stand_in_order_of_hope_as_they_are_now_and_those_parents_do_not_know_apart(months: Months) -> None:
    people = months.parents(6)
    for id_, status in (("nachthulp", ProposalStatus.NOT_POSSIBLE), ("koffie-ochtend", ProposalStatus.PLANNED)):
        months.proposal(id_, status, reason_kind=ReasonKind.MONEY)
    months.proposal("zelfde-gezicht", ProposalStatus.EXPLORING)
    months.sends(DAY, {"nl": texts_of(COFFEE, NIGHT)}, None, people, proposals=("nachthulp", "koffie-ochtend"))
    months.proposal("koffie-ochtend", ProposalStatus.DONE)
    told = await report(months)
    assert [(p.id, p.status) for p in told.proposals] == [
        ("koffie-ochtend", ProposalStatus.DONE),
        ("nachthulp", ProposalStatus.NOT_POSSIBLE),
    ]
    assert [bool(p.reason) for p in told.proposals] == [False, True]
    assert [p.is_answer for p in told.proposals] == [False, True]
    assert [p.id for p in told.untold] == ["zelfde-gezicht"]


@pytest.mark.parametrize(
    ("state", "arrived", "counts"),
    [
        (BulletinState.SENDING, State.PENDING, 1),
        (BulletinState.PAUSED, State.PENDING, 1),
        (BulletinState.SENT, State.SENT, 1),
        (BulletinState.SENT, State.EXPIRED, 0),
        (BulletinState.CANCELLED, State.SENT, 1),
        (BulletinState.CANCELLED, State.CANCELLED, 0),
    ],
    ids=["on its way", "on pause", "sent", "reached nobody", "some have it", "nobody has it"],
)
async def test_what_nobody_ever_got_is_no_message(months: Months, state: BulletinState, arrived: State, counts: int) -> None:
    months.sends(DAY, SHORT, date(2026, 10, 12), months.parents(6), state=state, arrived=arrived)
    told = await report(months)
    assert (len(told.bulletins), len(told.promises)) == (counts, counts)


async def test_a_trajectorys_own_norms_are_the_ones_that_count(months: Months) -> None:
    months.conversation(date(2026, 11, 1))
    assert [s.days for s in (await report(months)).silences] == [23]
    own = replace(months.town.rows.trajectories[SPIEGEL.id], norms={"silence_limit_days": 30, "answer_working_days": 5})
    months.town.rows.trajectories[SPIEGEL.id] = own
    told = await report(months)
    assert (told.silences, told.silence_limit, told.answers.norm_days) == ((), 30, 5)


async def test_other_trajectories_of_the_coalition_are_not_in_it(months: Months) -> None:
    people = months.parents(6)
    sent = months.sends(DAY, SHORT, date(2026, 10, 12), people)
    months.reacts(people, sent, "meaning", (HELPS, 6))
    months.town.rows.bulletins[sent.id] = replace(sent, trajectory_id="spreekuur")
    told = await report(months)
    assert (told.bulletins, told.promises) == ((), ())
