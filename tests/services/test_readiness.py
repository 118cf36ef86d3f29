"""Nothing goes out half: what keeps a bulletin, one obstacle at a time."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.bulletin import Bulletin, BulletinKind, Revision, SecondLook
from bot.domain.errors import Refused
from bot.domain.proposal import Proposal, ProposalStatus, ReasonKind
from bot.services.delivery import sending
from bot.services.writing import readiness
from tests.fakes.clock import MONDAY_MORNING
from tests.people import BRAM, NOOR, SPIEGEL, VOORBEELDSTAD
from tests.services.conftest import PLAYGROUP, Town, full_revision


async def codes(town: Town, bulletin_id: str = "full") -> list[str]:
    return [o.code for o in await readiness.obstacles(town.work, town.rows.bulletins[bulletin_id])]


async def looked_at(town: Town, revision: Revision) -> list[str]:
    """What keeps this revision, when Bram said yes to it."""
    town.revise(revision)
    town.rows.looks[revision.id] = SecondLook(revision.id, VOORBEELDSTAD.id, BRAM.id, MONDAY_MORNING)
    return await codes(town, revision.bulletin_id)


async def test_the_seeded_bulletin_may_go(town: Town) -> None:
    (draft,) = await readiness.ready(town.work, NOOR.actor)
    assert draft.is_ready


def without(*elements: str) -> dict[tuple[str, str], str]:
    return {key: words for key, words in full_revision().texts.items() if key[0] != "nl" or key[1] not in elements}


@pytest.mark.parametrize("element", ["acknowledgement", "meaning", "follow_up"])
async def test_each_of_the_three_elements_is_needed_in_dutch(town: Town, element: str) -> None:
    assert await looked_at(town, full_revision(2, texts=without(element))) == ["element_missing"]
    assert await looked_at(town, full_revision(3, texts={**without(), ("nl", element): "  \n"})) == ["element_missing"]


@pytest.mark.parametrize("element", ["title", "plan"])
async def test_a_proposal_needs_a_title_and_a_plan(town: Town, element: str) -> None:
    texts = without(f"proposal:speelgroep:{element}")
    assert await looked_at(town, full_revision(2, texts=texts)) == ["proposal_text_missing"]


async def test_three_proposals_are_the_most(town: Town) -> None:
    texts = dict(full_revision().texts)
    ids = [PLAYGROUP.id]
    for number in range(3):
        proposal = replace(PLAYGROUP, id=f"plan-{number}")
        town.rows.proposals[proposal.id] = proposal
        ids.append(proposal.id)
        texts |= {("nl", f"proposal:{proposal.id}:{name}"): name for name in ("title", "plan")}
    assert await looked_at(town, full_revision(2, texts=texts, proposal_ids=tuple(ids[:3]))) == []
    assert await looked_at(town, full_revision(3, texts=texts, proposal_ids=tuple(ids))) == ["too_many_proposals"]


@pytest.mark.parametrize("status", [ProposalStatus.NOT_NOW, ProposalStatus.NOT_POSSIBLE])
@pytest.mark.parametrize(
    ("kind", "words", "kept_by"),
    [
        (None, "", ["reason_kind_missing", "reason_words_missing"]),
        (ReasonKind.MONEY, "", ["reason_words_missing"]),
        (None, "Er is geen geld.", ["reason_kind_missing"]),
        (ReasonKind.MONEY, "Er is geen geld.", []),
    ],
)
async def test_a_no_goes_with_a_kind_of_reason_and_words(
    town: Town, status: ProposalStatus, kind: ReasonKind | None, words: str, kept_by: list[str]
) -> None:
    town.rows.proposals[PLAYGROUP.id] = replace(PLAYGROUP, status=status, reason_kind=kind)
    texts = {**full_revision().texts, ("nl", "proposal:speelgroep:reason"): words}
    assert await looked_at(town, full_revision(2, texts=texts)) == kept_by


@pytest.mark.parametrize("status", [s for s in ProposalStatus if not s.needs_reason])
async def test_other_statuses_need_no_reason(town: Town, status: ProposalStatus) -> None:
    town.rows.proposals[PLAYGROUP.id] = Proposal(PLAYGROUP.id, VOORBEELDSTAD.id, SPIEGEL.id, status)
    assert await codes(town) == []


@pytest.mark.parametrize(
    ("score", "overruled", "kept_by"),
    [
        (None, None, ["plain_verdict_missing"]),
        (59, None, ["not_plain"]),
        (60, None, []),
        (10, "De naam van de wet is lang.", []),
        (None, "De naam van de wet is lang.", []),
    ],
)
async def test_plain_enough_or_overruled_with_a_reason(
    town: Town, score: int | None, overruled: str | None, kept_by: list[str]
) -> None:
    assert await looked_at(town, full_revision(2, plain_score=score, plain_overruled=overruled)) == kept_by


@pytest.mark.parametrize(
    ("day", "kept_by"),
    [(None, ["next_day_missing"]), (date(2026, 11, 22), ["next_day_past"]), (date(2026, 11, 23), [])],
    ids=["none", "yesterday", "today"],
)
async def test_parents_are_told_when_they_hear_again(town: Town, day: date | None, kept_by: list[str]) -> None:
    assert await looked_at(town, full_revision(2, next_promised=day)) == kept_by


async def test_today_is_the_coalitions_day_and_not_greenwichs(town: Town) -> None:
    town.clock.set(MONDAY_MORNING.replace(hour=23, minute=30))
    assert await looked_at(town, full_revision(2, next_promised=date(2026, 11, 23))) == ["next_day_past"]


@pytest.mark.parametrize(
    ("by", "alone_because", "kept_by"),
    [
        (BRAM.id, None, []),
        (NOOR.id, None, ["second_look_missing"]),
        (NOOR.id, "Bram is ziek.", []),
    ],
    ids=["bram", "noor who wrote it", "noor, alone for a reason"],
)
async def test_four_eyes(town: Town, by: str, alone_because: str | None, kept_by: list[str]) -> None:
    look = SecondLook("full-1", VOORBEELDSTAD.id, by, MONDAY_MORNING, alone_because)
    town.rows.looks["full-1"] = look
    assert await codes(town) == kept_by


async def test_a_changed_text_needs_a_new_second_look(town: Town) -> None:
    town.revise(full_revision(2))
    assert await codes(town) == ["second_look_missing"]


def short(**changes: object) -> Revision:
    texts = {("nl", "message"): "We zijn nog bezig."}
    base = Revision("short-1", VOORBEELDSTAD.id, "short", 1, BulletinKind.SHORT, texts, next_promised=date(2026, 12, 7))
    return replace(base, written_by=NOOR.id, **changes)  # type: ignore[arg-type]


async def test_a_short_message_is_ready_made_or_looked_at(town: Town) -> None:
    town.revise(short())
    assert await codes(town, "short") == ["not_ready_made"]
    assert await looked_at(town, short()) == []
    del town.rows.looks["short-1"]
    town.approve(short(), "nl")
    assert await codes(town, "short") == []


async def test_a_short_message_says_something(town: Town) -> None:
    assert await looked_at(town, short(texts={})) == ["element_missing"]


async def test_a_bulletin_without_any_text(town: Town) -> None:
    town.rows.bulletins["empty"] = Bulletin("empty", VOORBEELDSTAD.id, SPIEGEL.id, BulletinKind.FULL)
    assert await codes(town, "empty") == ["no_text"]


async def test_what_is_kept_is_not_sent(town: Town) -> None:
    town.revise(full_revision(2, plain_score=None))
    with pytest.raises(Refused) as refused:
        await sending.send(town.work, NOOR.actor, "full")
    assert refused.value.fields == {"id": "full", "first": "plain_verdict_missing", "count": 2}
    assert town.rows.deliveries == {}
