"""What coordinators are warned of, by the cadences that Weerklank comes with."""

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from bot.config import ROOT
from bot.dialogue.loader import load
from bot.domain.actor import Role
from bot.domain.bulletin import Bulletin, BulletinKind, BulletinState
from bot.domain.cadence import OUR_NORMS, Norms
from bot.domain.errors import Refused
from bot.domain.person import Person, PersonState
from bot.domain.proposal import Proposal, ProposalStatus
from bot.domain.trajectory import MirrorConversation
from bot.services.delivery import sending
from bot.services.following_up.watch import still_due, watch
from bot.services.hearing import questions, taking
from bot.services.work import Work
from tests.people import BRAM, ELIF, FATMA, KASIA, LOTTE, NOOR, SANNE, SPIEGEL, VOORBEELDSTAD
from tests.services.conftest import PLAYGROUP, Town

BOOK = load(ROOT / "flows")
TODAY = MirrorConversation("gesprek", VOORBEELDSTAD.id, SPIEGEL.id, date(2026, 11, 23))
AMSTERDAM = ZoneInfo(VOORBEELDSTAD.zone)


def work_of(town: Town, norms: Norms = BOOK.norms) -> Work:
    return replace(town.work, cadence=BOOK.rules, norms=norms)


def told(town: Town, person: str = NOOR.id) -> list[str]:
    """The rules that this coordinator heard of, in order."""
    events = [row.happened for row in town.rows.inbox.values() if row.happened]
    return [event.data["rule"] for event in events if event.person_id == person and "rule" in event.data]


async def look(town: Town, **by: float) -> list[str]:
    """What Noor hears of anew after so much time."""
    town.clock.move(**by)
    before = len(told(town))
    await watch(work_of(town), VOORBEELDSTAD)
    return told(town)[before:]


async def days(town: Town, until: date) -> dict[str, list[str]]:
    """Hour after hour: what Noor hears of on which day, and from when on."""
    heard: dict[str, list[str]] = defaultdict(list)
    while town.clock.now().astimezone(AMSTERDAM).date() < until:
        for rule in await look(town, hours=0):
            heard[f"{town.clock.now().astimezone(AMSTERDAM):%a %d %b %H:%M}"].append(rule)
        town.clock.move(hours=1)
    return dict(heard)


NUMBERS = count(1)


def parents_hear(town: Town, kind: BulletinKind, promised: date | None) -> None:
    """A bulletin went out, and said when the next one comes."""
    now, id_ = town.clock.now(), f"sent-{next(NUMBERS)}"
    revision = town.rows.bulletins["full"].revision_id if kind is BulletinKind.FULL else None
    town.rows.bulletins[id_] = Bulletin(id_, VOORBEELDSTAD.id, SPIEGEL.id, kind, BulletinState.SENT, revision, now)
    before = town.rows.trajectories[SPIEGEL.id]
    town.rows.trajectories[SPIEGEL.id] = replace(before, last_heard_at=now, next_promised=promised)


@pytest.fixture
def town(town: Town) -> Town:
    """Parents told their stories today."""
    town.rows.mirrors = {TODAY.id: TODAY}
    return town


async def test_four_months_of_a_trajectory(town: Town) -> None:
    exploring = replace(PLAYGROUP, id="buddy", status=ProposalStatus.EXPLORING)
    town.rows.proposals[exploring.id] = exploring
    assert await days(town, date(2026, 12, 8)) == {
        "Mon 30 Nov 09:30": ["silence_warning"],
        "Thu 03 Dec 09:30": ["summary"],
        "Mon 07 Dec 09:30": ["silence_limit"],
    }
    town.clock.set(datetime(2026, 12, 8, 9, 30, tzinfo=UTC))
    parents_hear(town, BulletinKind.SHORT, promised=date(2026, 12, 21))
    assert await days(town, date(2027, 1, 5)) == {
        "Tue 15 Dec 10:30": ["silence_warning"],
        "Fri 18 Dec 09:30": ["promise_tomorrow"],
        "Mon 21 Dec 09:30": ["promise_today"],
        "Tue 22 Dec 10:30": ["silence_limit"],
        "Mon 28 Dec 09:30": ["told_we_do"],
    }
    town.clock.set(datetime(2027, 1, 5, 9, 30, tzinfo=UTC))
    parents_hear(town, BulletinKind.FULL, promised=date(2027, 1, 16))
    assert await days(town, date(2027, 1, 14)) == {"Tue 12 Jan 10:30": ["silence_warning"]}
    parents_hear(town, BulletinKind.SHORT, promised=date(2027, 1, 24))
    # A Sunday is promised, and nobody is disturbed on a Sunday.
    assert await days(town, date(2027, 1, 26)) == {
        "Thu 21 Jan 09:30": ["silence_warning"],
        "Fri 22 Jan 09:30": ["promise_tomorrow"],
        "Mon 25 Jan 09:30": ["promise_today"],
    }
    parents_hear(town, BulletinKind.SHORT, promised=None)
    assert await days(town, date(2027, 3, 23)) == {
        "Mon 01 Feb 09:30": ["proposals"],
        "Tue 02 Feb 09:30": ["silence_warning"],
        "Tue 09 Feb 09:30": ["silence_limit"],
    }
    assert told(town, NOOR.id) == told(town, BRAM.id)


async def test_parents_who_heard_in_time_make_no_warning(town: Town) -> None:
    for day in (27, 30, 33, 36, 39):
        town.clock.set(datetime(2026, 11, 1, 9, 30, tzinfo=UTC) + timedelta(days=day))
        parents_hear(town, BulletinKind.FULL, promised=None)
        assert await look(town, days=2) == []


async def test_a_promised_day_that_is_moved_is_warned_of_anew(town: Town) -> None:
    parents_hear(town, BulletinKind.SHORT, promised=date(2026, 11, 25))
    assert await look(town, days=1) == ["promise_tomorrow"]
    town.rows.trajectories[SPIEGEL.id] = replace(town.rows.trajectories[SPIEGEL.id], next_promised=date(2026, 11, 26))
    assert await look(town, days=1) == ["promise_tomorrow"]
    assert await look(town, days=1) == ["promise_today"]
    assert await look(town, days=1) == []


async def test_a_kept_promise_is_not_told(town: Town) -> None:
    town.rows.trajectories[SPIEGEL.id] = replace(SPIEGEL, next_promised=date(2026, 11, 24))
    await sending.send(work_of(town), NOOR.actor, "full")
    assert await look(town, hours=1) == []


@pytest.mark.parametrize(("warn", "expected"), [(3, ["silence_warning"]), (5, [])])
async def test_a_trajectory_keeps_to_norms_of_its_own(town: Town, warn: int, expected: list[str]) -> None:
    town.rows.trajectories[SPIEGEL.id] = replace(SPIEGEL, norms={"silence_warn_days": warn})
    assert await look(town, days=4) == expected


async def test_after_long_absence_only_the_last_level_is_told(town: Town) -> None:
    assert await look(town, days=21) == ["silence_limit", "summary"]


async def test_what_is_long_over_is_not_told_when_a_house_begins(town: Town) -> None:
    town.rows.mirrors[TODAY.id] = replace(TODAY, held_on=date(2025, 3, 3))
    parents_hear(town, BulletinKind.INVITATION, promised=None)
    assert await look(town, hours=1) == []


async def test_nobody_is_warned_at_night_nor_who_has_not_joined(town: Town) -> None:
    town.put(replace(BRAM, state=PersonState.INVITED))
    town.clock.set(datetime(2026, 11, 30, 7, 0, tzinfo=UTC))
    assert await look(town, minutes=59) == []
    assert await look(town, minutes=1) == ["silence_warning"]
    assert town.told("silence_due") == [NOOR.id]
    town.put(BRAM)
    await watch(work_of(town), VOORBEELDSTAD)
    assert told(town, BRAM.id) == ["silence_warning"]


async def test_a_coordinators_own_hours_hold(town: Town) -> None:
    town.put(replace(NOOR, zone="America/Paramaribo"))
    town.clock.set(datetime(2026, 11, 30, 8, 0, tzinfo=UTC))
    await watch(work_of(town), VOORBEELDSTAD)
    assert town.told("silence_due") == [BRAM.id]


async def test_silence_begins_with_the_conversation_and_without_one_there_is_none(town: Town) -> None:
    town.rows.mirrors.clear()
    assert await look(town, days=30) == []


async def test_who_took_a_question_is_nudged_first_and_alone(town: Town) -> None:
    question = await questions.ask(work_of(town), FATMA.actor, "Wanneer?")
    await taking.take(work_of(town), BRAM.actor, question.id)
    assert "question_nudge" not in await look(town, days=2)
    assert "question_nudge" in told(town, BRAM.id)
    assert "question_escalation" in await look(town, days=1)
    assert "question_escalation" in told(town, BRAM.id)


async def test_who_took_a_question_and_is_away_or_gone_does_not_keep_it_from_the_other(town: Town) -> None:
    question = await questions.ask(work_of(town), FATMA.actor, "Wanneer?")
    await taking.take(work_of(town), BRAM.actor, question.id)
    town.put(replace(BRAM, away_from=date(2026, 11, 24)))
    assert "question_nudge" in await look(town, days=2)


async def test_an_unanswered_question_is_nudged_escalated_and_told_to_everybody(town: Town) -> None:
    parents_hear(town, BulletinKind.SHORT, promised=None)
    question = await questions.ask(work_of(town), FATMA.actor, "Wanneer?")
    assert question.answer_by == date(2026, 11, 25)
    assert await days(town, date(2026, 11, 30)) == {
        "Wed 25 Nov 09:30": ["question_nudge"],
        "Thu 26 Nov 09:30": ["question_escalation"],
    }
    town.rows.trajectories[SPIEGEL.id] = replace(SPIEGEL, last_heard_at=town.clock.now())
    assert await days(town, date(2026, 12, 5)) == {"Mon 30 Nov 09:30": ["question_everybody"]}
    events = [row.happened for row in town.rows.inbox.values() if row.happened and row.happened.name == "question_waits"]
    assert {event.data["question_id"] for event in events} == {question.id}
    assert [event.data["level"] for event in events[::2]] == ["nudge", "escalation", "everybody"]


def delays(town: Town) -> list[tuple[str, str]]:
    """Whom we told that an answer takes longer, and about which question."""
    events = [row.happened for row in town.rows.inbox.values() if row.happened and row.happened.name == "answer_delayed"]
    return [(event.person_id, event.data["question_id"]) for event in events]


async def test_a_parent_whose_promised_day_is_over_hears_so_once_and_at_a_decent_hour(town: Town) -> None:
    question = await questions.ask(work_of(town), FATMA.actor, "Wanneer?")
    town.clock.set(datetime(2026, 11, 25, 22, 50, tzinfo=UTC))
    await look(town)
    await look(town, hours=3)
    assert delays(town) == [], "the day is not over, and then it is night"
    await look(town, hours=7)
    assert delays(town) == [(FATMA.id, question.id)]
    town.clock.set(datetime(2026, 11, 26, 9, 0, tzinfo=UTC))
    put_off = await questions.put_off(work_of(town), FATMA.actor, question.id)
    assert (put_off.promised, put_off.answer_by) == (date(2026, 11, 30), date(2026, 11, 25))
    await days(town, date(2026, 12, 10))
    assert delays(town) == [(FATMA.id, question.id)]


async def test_who_asked_more_hears_once_as_long_as_the_new_day_is_not_over(town: Town) -> None:
    first = await questions.ask(work_of(town), FATMA.actor, "Wanneer?")
    town.clock.move(days=1)
    second = await questions.ask(work_of(town), FATMA.actor, "En waar?")
    town.clock.set(datetime(2026, 11, 26, 9, 0, tzinfo=UTC))
    await look(town)
    await questions.put_off(work_of(town), FATMA.actor, first.id)
    await days(town, date(2026, 12, 1))
    assert delays(town) == [(FATMA.id, first.id)]
    await days(town, date(2026, 12, 2))
    assert delays(town) == [(FATMA.id, first.id), (FATMA.id, second.id)]


async def test_who_was_answered_paused_or_is_in_danger_hears_of_no_delay(town: Town) -> None:
    answered = await questions.ask(work_of(town), LOTTE.actor, "Wanneer?")
    await questions.answer(work_of(town), NOOR.actor, answered.id, "Dinsdag.")
    await questions.ask(work_of(town), SANNE.actor, "Ik ben bang.")
    await questions.ask(work_of(town), KASIA.actor, "Kiedy?")
    town.put(replace(KASIA, state=PersonState.PAUSED))
    await days(town, date(2026, 12, 3))
    assert delays(town) == []


async def test_an_answer_that_waits_for_the_translator_is_late_as_well(town: Town) -> None:
    town.put(replace(ELIF, translates=frozenset({"tr"})))
    question = await questions.ask(work_of(town), FATMA.actor, "Ne zaman?")
    await questions.answer(work_of(town), NOOR.actor, question.id, "Op dinsdag.")
    await look(town, days=3)
    assert delays(town) == [(FATMA.id, question.id)]


async def test_nobody_promises_a_new_day_for_an_answer_that_came_or_without_anybody_to_keep_it(town: Town) -> None:
    question = await questions.ask(work_of(town), FATMA.actor, "Wanneer?")
    with pytest.raises(Refused, match="answered"):
        await questions.put_off(work_of(town), FATMA.actor, question.id)
    town.clock.move(days=3)
    for person in (NOOR, BRAM):
        town.put(replace(person, state=PersonState.STOPPED))
    with pytest.raises(Refused, match="nobody_reads"):
        await questions.put_off(work_of(town), FATMA.actor, question.id)


async def test_an_answer_ends_the_nudges_and_a_next_message_begins_them_anew(town: Town) -> None:
    parents_hear(town, BulletinKind.SHORT, promised=None)
    question = await questions.ask(work_of(town), FATMA.actor, "Wanneer?")
    await questions.answer(work_of(town), NOOR.actor, question.id, "Dinsdag.")
    assert await look(town, days=3) == []
    again = await questions.add(work_of(town), FATMA.actor, question.id, "Welke dinsdag?")
    assert town.rows.questions[again.question_id].answer_by == date(2026, 11, 30)
    town.clock.set(datetime(2026, 11, 30, 8, 0, tzinfo=UTC))
    assert "question_nudge" in await look(town)


async def test_a_duo_may_promise_its_answers_later(town: Town) -> None:
    question = await questions.ask(work_of(town, replace(OUR_NORMS, answer_working_days=4)), FATMA.actor, "Wanneer?")
    assert question.answer_by == date(2026, 11, 27)


async def test_what_was_warned_of_is_looked_at_again_when_it_is_said(town: Town) -> None:
    work = work_of(town)
    owed = await still_due(work, SPIEGEL, "summary", TODAY.id)
    assert owed is not None
    assert (owed.since, owed.last_day) == (date(2026, 11, 23), date(2026, 12, 7))
    town.clock.move(days=20)
    late = await still_due(work, SPIEGEL, "summary", TODAY.id)
    assert late is not None
    assert late.last_day == date(2026, 12, 13)
    parents_hear(town, BulletinKind.SHORT, promised=None)
    assert await still_due(work, town.rows.trajectories[SPIEGEL.id], "summary", TODAY.id) is None
    assert await still_due(work, SPIEGEL, "told_we_do", "another") is None
    assert await still_due(work, SPIEGEL, "nothing", TODAY.id) is None


SAMIRA = Person("samira", VOORBEELDSTAD.id, PersonState.ACTIVE, frozenset({Role.OWNER}))
PLAN = Proposal("plan", VOORBEELDSTAD.id, SPIEGEL.id, ProposalStatus.PLANNED, decision_on=date(2026, 12, 4), owner_id=SAMIRA.id)
"""To be decided on a Friday."""
DECISIONS = ("decision_soon", "decision_today", "decision_late", "decision_soon_owner", "decision_today_owner")


async def decisions(town: Town, until: date) -> list[tuple[str, str, str]]:
    """Day after day, in the morning: who hears of which decision."""
    heard = []
    while town.clock.now().date() < until:
        before = len(town.rows.inbox)
        await watch(work_of(town), VOORBEELDSTAD)
        for row in [*town.rows.inbox.values()][before:]:
            if row.happened and row.happened.data.get("rule") in DECISIONS and row.happened.person_id != BRAM.id:
                assert row.happened.data["proposal_id"] == PLAN.id
                heard.append((f"{town.clock.now():%a %d}", row.happened.person_id, row.happened.data["level"]))
        town.clock.move(days=1)
    return heard


async def test_a_decision_day_is_told_to_the_owner_and_the_coordinators(town: Town) -> None:
    town.put(SAMIRA)
    town.rows.proposals[PLAN.id] = PLAN
    assert await decisions(town, date(2026, 12, 20)) == [
        ("Tue 01", "noor", "soon"),
        ("Tue 01", "samira", "soon"),
        ("Fri 04", "noor", "today"),
        ("Fri 04", "samira", "today"),
        ("Fri 11", "noor", "late"),
    ]


async def test_a_coordinator_who_sees_to_a_proposal_hears_of_its_day_once(town: Town) -> None:
    town.put(replace(NOOR, roles=NOOR.roles | {Role.OWNER}))
    town.rows.proposals[PLAN.id] = replace(PLAN, owner_id=NOOR.id)
    assert await decisions(town, date(2026, 12, 3)) == [("Tue 01", "noor", "soon")]


async def test_a_decision_ends_the_nudges_and_another_day_begins_them_anew(town: Town) -> None:
    town.rows.proposals[PLAN.id] = replace(PLAN, owner_id=None)
    assert await decisions(town, date(2026, 12, 2)) == [("Tue 01", "noor", "soon")]
    town.rows.proposals[PLAN.id] = replace(PLAN, decision_on=date(2026, 12, 9), owner_id="nobody-we-know")
    assert await decisions(town, date(2026, 12, 5)) == [("Fri 04", "noor", "soon")]
    town.rows.proposals[PLAN.id] = replace(PLAN, status=ProposalStatus.STARTED)
    assert await decisions(town, date(2026, 12, 20)) == []
