"""Who may do what, as one table; and whatever is done is in the audit."""

from collections.abc import Awaitable, Callable

import pytest

from bot.domain.actor import Actor, Role, operator, system
from bot.domain.errors import NotAllowed
from bot.services.delivery import sending, steering
from bot.services.following_up import proposing
from bot.services.hearing import disclosure, questions, taking
from bot.services.people import joining
from bot.services.reporting import report
from bot.services.work import Work
from bot.services.writing import approvals, readiness
from tests.people import BRAM, ELIF, FATMA, NOOR, SPIEGEL, VOORBEELDSTAD, WILLEM
from tests.services.conftest import PLAYGROUP, Town, full_revision

ACTORS = {
    "parent": FATMA.actor,
    "coordinator": BRAM.actor,
    "translator": ELIF.actor,
    "coordinator of elsewhere": WILLEM.actor,
    "operator": operator(VOORBEELDSTAD.id),
    "operator of elsewhere": operator("elders"),
    "system": system(VOORBEELDSTAD.id),
    "advisor": Actor("pharos", VOORBEELDSTAD.id, frozenset({Role.ADVISOR})),
}
UseCase = Callable[[Work, Actor], Awaitable[object]]


async def look_at_status(work: Work, actor: Actor) -> object:
    """Looked at all the time, so it leaves no audit event."""
    return await steering.status(work, actor, "full")


async def look_second(work: Work, actor: Actor) -> object:
    return await approvals.second_look(work, actor, "full")


MAY: list[tuple[str, UseCase, set[str]]] = [
    ("invite", lambda w, a: joining.invite(w, a, SPIEGEL.id), {"coordinator", "operator"}),
    ("send", lambda w, a: sending.send(w, a, "full"), {"coordinator", "operator"}),
    ("cancel", lambda w, a: steering.cancel(w, a, "full"), {"coordinator", "operator"}),
    ("status", look_at_status, {"coordinator", "operator", "advisor", "reader"}),
    ("progress", lambda w, a: disclosure.progress(w, a, "full"), {"coordinator", "operator"}),
    ("counts", lambda w, a: disclosure.counts(w, a, "full"), {"coordinator", "operator"}),
    ("words", lambda w, a: disclosure.words(w, a, "full"), {"coordinator"}),
    ("second look", look_second, {"coordinator"}),
    ("approve a bulletin", lambda w, a: approvals.approve_bulletin(w, a, "full", "tr"), {"coordinator", "translator"}),
    ("read a thread", lambda w, a: disclosure.thread(w, a, "vraag"), {"coordinator"}),
    ("answer", lambda w, a: questions.answer(w, a, "vraag", "Dinsdag."), {"coordinator"}),
    ("take", lambda w, a: taking.take(w, a, "vraag"), {"coordinator"}),
    ("hand over", lambda w, a: taking.hand_over(w, a, "vraag", NOOR.id), {"coordinator"}),
    ("make a report", lambda w, a: report.gather(w, a, SPIEGEL.id, "nl"), {"coordinator", "operator", "advisor"}),
    ("make a proposal", lambda w, a: proposing.create(w, a, SPIEGEL.id, "Speelgroep", "Elke zaterdag."), {"coordinator"}),
    ("reactions to a proposal", lambda w, a: disclosure.of_proposal(w, a, PLAYGROUP), {"coordinator"}),
    ("invite an owner", lambda w, a: proposing.invite_owner(w, a, PLAYGROUP.id), {"coordinator"}),
    ("ask", lambda w, a: questions.ask(w, a, "Wanneer?"), {"parent"}),
]


@pytest.mark.parametrize("who", ACTORS)
@pytest.mark.parametrize(("use_case", "may"), [case[1:] for case in MAY], ids=[case[0] for case in MAY])
async def test_who_may(town: Town, use_case: UseCase, may: set[str], who: str) -> None:
    asked = await questions.ask(town.work, FATMA.actor, "Wanneer begint het?")
    town.rows.questions["vraag"] = town.rows.questions.pop(asked.id)
    revision = full_revision(2)
    town.revise(revision)
    town.approve(revision, "tr")
    if use_case is not look_second:
        await approvals.second_look(town.work, NOOR.actor, "full", "Bram is ziek.")
    before = len(town.rows.audit)
    if who in may:
        await use_case(town.work, ACTORS[who])
        if use_case is not look_at_status:
            assert town.rows.audit[before].actor_id == ACTORS[who].id
    else:
        with pytest.raises(NotAllowed):
            await use_case(town.work, ACTORS[who])
        assert len(town.rows.audit) == before


async def test_what_is_ready_is_each_coalitions_own(town: Town) -> None:
    assert [d.bulletin.id for d in await readiness.ready(town.work, NOOR.actor)] == ["full"]
    assert await readiness.ready(town.work, WILLEM.actor) == []
    with pytest.raises(NotAllowed):
        await readiness.ready(town.work, FATMA.actor)


async def test_threads_are_each_coalitions_own(town: Town) -> None:
    await questions.ask(town.work, FATMA.actor, "Wanneer?")
    assert await disclosure.threads(town.work, WILLEM.actor) == []


async def test_the_operator_cannot_approve_a_text(town: Town) -> None:
    with pytest.raises(NotAllowed):
        await approvals.approve_text(town.work, operator(VOORBEELDSTAD.id), "hash", "tr")


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.SYSTEM])
async def test_nobody_is_invited_to_be_the_machine(town: Town, role: Role) -> None:
    with pytest.raises(NotAllowed, match="role_not_for_people"):
        await joining.invite(town.work, operator(VOORBEELDSTAD.id), SPIEGEL.id, 1, role)


async def test_no_audit_event_holds_words(town: Town) -> None:
    question = await questions.ask(town.work, FATMA.actor, "Wanneer begint het?")
    await questions.answer(town.work, NOOR.actor, question.id, "Dinsdag begint het.")
    assert not any("begint" in repr(event) for event in town.rows.audit.values())
