"""What parents read, what they say of it, and who approves it."""

from dataclasses import replace

import pytest

from bot.domain.bulletin import BulletinKind
from bot.domain.errors import NotAllowed, NotThere, Refused, Stale
from bot.domain.person import PersonState
from bot.domain.proposal import ProposalStatus, ReasonKind
from bot.domain.reaction import ReactionKind
from bot.services.delivery import reading, sending
from bot.services.hearing import reactions
from bot.services.writing import approvals
from tests.people import BRAM, ELIF, FATMA, KASIA, LOTTE, NOOR, WILLEM
from tests.services.conftest import PLAYGROUP, Town, full_revision


async def test_a_full_bulletin_is_its_elements_by_reference(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    view = await reading.bulletin_for(town.work, LOTTE.actor, "full")
    assert (view.kind, view.bulletin_id, view.revision_id) == (BulletinKind.FULL, "full", "full-1")
    assert view.values["meaning"] == {"bulletin": "full-1", "element": "meaning"}
    assert view.next_day == {"date": "2026-12-07"}
    assert view.proposals == tuple(await reading.proposals_of(town.work, LOTTE.actor, "full-1"))


async def test_a_proposal_tells_what_it_answers_and_how_to_come_in(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    (item,) = await reading.proposals_of(town.work, LOTTE.actor, "full-1")
    assert item == {
        "number": 1,
        "bulletin_id": "full",
        "revision_id": "full-1",
        "proposal_id": "speelgroep",
        "status": "started",
        "status_text": {"text": "common.proposal_started"},
        "answer_kind": "plan",
        "quote": {"quote": "alleen"},
        "has_quote": True,
        "title": {"bulletin": "full-1", "element": "proposal:speelgroep:title"},
        "plan": {"bulletin": "full-1", "element": "proposal:speelgroep:plan"},
        "way_in": {"bulletin": "full-1", "element": "proposal:speelgroep:way_in"},
        "reason": "",
        "has_way_in": True,
    }


async def test_a_no_is_a_refusal_with_its_reason(town: Town) -> None:
    town.rows.proposals[PLAYGROUP.id] = replace(PLAYGROUP, status=ProposalStatus.NOT_NOW, reason_kind=ReasonKind.MONEY)
    town.revise(full_revision(2, texts={**full_revision().texts, ("nl", "proposal:speelgroep:reason"): "Geen geld."}))
    (item,) = await reading.proposals_of(town.work, NOOR.actor, "full-2")
    assert item["answer_kind"] == "refusal"
    assert item["reason"] == {"bulletin": "full-2", "element": "proposal:speelgroep:reason"}


async def test_what_was_told_as_a_plan_is_never_read_as_a_no_without_a_reason(town: Town) -> None:
    """Who joins later reads the newest message, of which a proposal moved since."""
    await sending.send(town.work, NOOR.actor, "full")
    town.rows.proposals[PLAYGROUP.id] = replace(PLAYGROUP, status=ProposalStatus.NOT_NOW, reason_kind=ReasonKind.MONEY)
    (item,) = await reading.proposals_of(town.work, LOTTE.actor, "full-1")
    assert (item["answer_kind"], item["reason"]) == ("plan", "")


async def test_quotes_come_with_permission_looked_at_and_in_the_readers_own_language(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    for person, quotes in ((LOTTE, [{"quote": "alleen"}]), (FATMA, [{"quote": "yalniz"}]), (KASIA, [])):
        view = await reading.bulletin_for(town.work, person.actor, "full")
        assert view.values["quotes"] == quotes
    (item,) = await reading.proposals_of(town.work, KASIA.actor, "full-1")
    assert (item["quote"], item["has_quote"]) == ("", False)


async def test_an_older_revision_can_be_read_by_name(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    town.revise(full_revision(2))
    assert (await reading.bulletin_for(town.work, LOTTE.actor, "full")).revision_id == "full-2"
    assert (await reading.bulletin_for(town.work, LOTTE.actor, "full", "full-1")).revision_id == "full-1"
    town.rows.revisions["other-1"] = replace(full_revision(), id="other-1", bulletin_id="other")
    with pytest.raises(NotThere):
        await reading.bulletin_for(town.work, LOTTE.actor, "full", "other-1")


async def test_parents_read_no_drafts_and_coordinators_do(town: Town) -> None:
    with pytest.raises(NotThere):
        await reading.bulletin_for(town.work, LOTTE.actor, "full")
    assert (await reading.bulletin_for(town.work, NOOR.actor, "full")).kind is BulletinKind.FULL
    assert await reading.last_bulletin(town.work, LOTTE.actor) is None


async def test_nobody_reads_a_bulletin_of_somewhere_else(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    town.put(replace(LOTTE, trajectory_id="another"))
    with pytest.raises(NotAllowed, match="other_trajectory"):
        await reading.bulletin_for(town.work, LOTTE.actor, "full")
    with pytest.raises(NotAllowed, match="other_coalition"):
        await reading.bulletin_for(town.work, WILLEM.actor, "full")


async def test_the_last_bulletin_is_offered(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    assert await reading.last_bulletin(town.work, LOTTE.actor) == town.rows.bulletins["full"]


async def test_a_changed_mind_overwrites_the_tap_and_keeps_the_words(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    await reactions.record(town.work, LOTTE.actor, "full", "meaning", ReactionKind.NOT)
    await reactions.add_words(town.work, LOTTE.actor, "full", "meaning", "Er staat niets over vaders", may_show=True)
    town.clock.move(hours=1)
    await reactions.record(town.work, LOTTE.actor, "full", "meaning", ReactionKind.HELPS)
    (kept,) = town.rows.reactions.values()
    assert (kept.kind, kept.words, kept.at) == (ReactionKind.HELPS, "Er staat niets over vaders", town.clock.now())


async def test_newer_words_replace_older_ones_with_their_permission(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    await reactions.add_words(town.work, LOTTE.actor, "full", "meaning", "Toon dit", may_show=True)
    await reactions.add_words(town.work, LOTTE.actor, "full", "meaning", "Toon dit niet")
    (kept,) = town.rows.reactions.values()
    assert (kept.words, kept.may_show, kept.kind) == ("Toon dit niet", False, None)


async def test_a_permission_without_words_is_nothing(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    with pytest.raises(Refused, match="nothing_said"):
        await reactions.add_words(town.work, LOTTE.actor, "full", "meaning", may_show=True)


async def test_reactions_are_of_joined_parents_to_what_was_told(town: Town) -> None:
    with pytest.raises(NotThere):
        await reactions.record(town.work, LOTTE.actor, "full", "meaning", ReactionKind.HELPS)
    await sending.send(town.work, NOOR.actor, "full")
    with pytest.raises(Refused, match="subject_unknown"):
        await reactions.record(town.work, LOTTE.actor, "full", "no-such-plan", ReactionKind.HELPS)
    with pytest.raises(NotAllowed):
        await reactions.record(town.work, NOOR.actor, "full", "meaning", ReactionKind.HELPS)
    town.put(replace(LOTTE, state=PersonState.STOPPED))
    with pytest.raises(Refused, match="not_joined"):
        await reactions.record(town.work, LOTTE.actor, "full", "meaning", ReactionKind.HELPS)


async def test_the_other_coordinator_looks_and_the_writer_does_not(town: Town) -> None:
    town.revise(full_revision(2))
    with pytest.raises(Refused, match="own_work"):
        await approvals.second_look(town.work, NOOR.actor, "full")
    with pytest.raises(Refused, match="own_work"):
        await approvals.second_look(town.work, NOOR.actor, "full", "  ")
    await approvals.second_look(town.work, BRAM.actor, "full")
    with pytest.raises(Stale, match="already_looked"):
        await approvals.second_look(town.work, BRAM.actor, "full")


async def test_going_alone_is_written_down(town: Town) -> None:
    town.revise(full_revision(2))
    look = await approvals.second_look(town.work, NOOR.actor, "full", "Bram is ziek.")
    assert look.alone_because == "Bram is ziek."
    (event,) = town.rows.audit.values()
    assert (event.what, event.actor_id, event.reason) == ("second_look_given", NOOR.id, "alone")


async def test_elif_approves_the_turkish_text_as_a_whole(town: Town) -> None:
    town.rows.approvals.clear()
    await sending.send(town.work, NOOR.actor, "full")
    assert await approvals.approve_bulletin(town.work, ELIF.actor, "full", "tr") == 1
    assert town.delivery(FATMA).reason is None
    with pytest.raises(Refused, match="element_missing"):
        await approvals.approve_bulletin(town.work, ELIF.actor, "full", "so")


async def test_a_bulletin_is_read_after_whoever_told_a_quote_of_it_is_forgotten(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    del town.rows.quotes["alleen"]
    (item,) = (await reading.bulletin_for(town.work, LOTTE.actor, "full")).proposals
    assert (item["quote"], item["has_quote"]) == ("", False)
