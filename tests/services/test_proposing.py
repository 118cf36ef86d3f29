"""Proposals: who may make and move them, what a move halts, and who hears of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import BulletinState, Halt
from bot.domain.consent import Purpose
from bot.domain.errors import NotAllowed, Refused, Stale
from bot.domain.follow_up import PROPOSAL_MOVED, FollowUp
from bot.domain.invitation import Invitation
from bot.domain.person import Person, PersonState
from bot.domain.proposal import Proposal, ProposalMove, ProposalStatus, ReasonKind
from bot.domain.reaction import ReactionKind
from bot.services.delivery import scheduling, sending, steering
from bot.services.following_up import due, moved, proposing
from bot.services.hearing import disclosure, reactions
from bot.services.people import colleagues, consenting, joining, leaving, owning
from bot.services.writing import approvals, drafting, looking, readiness
from bot.services.writing.drafting import Change
from tests.fakes.clock import MONDAY_MORNING
from tests.people import (
    AMINA,
    BOT,
    BRAM,
    ELIF,
    FATMA,
    JOINED_AT,
    KASIA,
    LOTTE,
    NOOR,
    SANNE,
    SPIEGEL,
    VOORBEELDSTAD,
    WILLEM,
    YUSUF,
)
from tests.services.conftest import PLAYGROUP, Town

DONE, STARTED, PLANNED, EXPLORING = (
    ProposalStatus.DONE,
    ProposalStatus.STARTED,
    ProposalStatus.PLANNED,
    ProposalStatus.EXPLORING,
)
NOT_NOW = ProposalStatus.NOT_NOW
SAMIRA = Person("samira", VOORBEELDSTAD.id, PersonState.ACTIVE, frozenset({Role.OWNER}), joined_at=JOINED_AT)
HOUR = timedelta(hours=1)


async def told(town: Town) -> list[str]:
    """What is due now is carried out; whose phones say something by it."""
    before = len(town.rows.inbox)
    for follow_up in await town.work.uow.follow_ups.due(town.clock.now(), 100):
        await due.carry_out(town.work, follow_up)
    happened = [row.happened for row in [*town.rows.inbox.values()][before:]]
    return sorted(h.person_id for h in happened if h is not None and h.name == PROPOSAL_MOVED)


async def react(town: Town, *people: Person) -> None:
    """The bulletin is out, and these say that the playgroup helps."""
    await sending.send(town.work, NOOR.actor, "full")
    for person in people:
        await reactions.record(town.work, person.actor, "full", PLAYGROUP.id, ReactionKind.HELPS)


async def move(town: Town, to: ProposalStatus, **more: object) -> proposing.Moved:
    seen = town.rows.proposals[PLAYGROUP.id].status
    return await proposing.move(town.work, NOOR.actor, PLAYGROUP.id, to, seen=seen, **more)  # type: ignore[arg-type]


async def test_a_new_proposal_is_explored_and_has_a_coordinators_words_only(town: Town) -> None:
    made = await proposing.create(town.work, NOOR.actor, SPIEGEL.id, " Speelgroep ", "Elke zaterdag.")
    assert (made.status, made.texts) == (EXPLORING, {"title": "Speelgroep", "plan": "Elke zaterdag."})
    with pytest.raises(Refused, match="words_missing"):
        await proposing.create(town.work, NOOR.actor, SPIEGEL.id, "Speelgroep", "  ")
    with pytest.raises(Refused, match="words_too_long"):
        await proposing.create(town.work, NOOR.actor, SPIEGEL.id, "S" * 121, "Elke zaterdag.")


async def test_words_and_who_and_when_change_one_by_one(town: Town) -> None:
    made = await proposing.create(town.work, NOOR.actor, SPIEGEL.id, "Speelgroep", "Elke zaterdag.", "In De Linde.")
    await proposing.rewrite(town.work, BRAM.actor, made.id, "way_in", "")
    await proposing.assign(town.work, NOOR.actor, made.id, owner="De Linde")
    after = await proposing.assign(town.work, NOOR.actor, made.id, decision_on=date(2026, 12, 8))
    assert (after.texts, after.owner, after.decider) == ({"title": "Speelgroep", "plan": "Elke zaterdag."}, "De Linde", "")
    assert after.decision_on == date(2026, 12, 8)


@pytest.mark.parametrize("actor", [WILLEM.actor, FATMA.actor, SAMIRA.actor], ids=["elsewhere", "parent", "owner"])
async def test_nobody_else_makes_moves_or_gives_away_a_proposal(town: Town, actor: Actor) -> None:
    for use_case in (
        proposing.create(town.work, actor, SPIEGEL.id, "Een", "Twee"),
        proposing.move(town.work, actor, PLAYGROUP.id, DONE, seen=STARTED),
        proposing.rewrite(town.work, actor, PLAYGROUP.id, "title", "Een"),
        proposing.assign(town.work, actor, PLAYGROUP.id, owner="Ik"),
        proposing.invite_owner(town.work, actor, PLAYGROUP.id),
        proposing.look(town.work, actor, PLAYGROUP.id),
    ):
        with pytest.raises(NotAllowed):
            await use_case


async def test_a_no_has_a_kind_of_reason_and_words(town: Town) -> None:
    for more in ({}, {"reason_kind": ReasonKind.MONEY}, {"words": "Geen geld."}):
        with pytest.raises(Refused, match="reason_missing"):
            await move(town, NOT_NOW, **more)
    after = (await move(town, NOT_NOW, reason_kind=ReasonKind.MONEY, words="Geen geld.")).proposal
    assert (after.status, after.reason_kind, after.texts["reason"]) == (NOT_NOW, ReasonKind.MONEY, "Geen geld.")
    again = (await move(town, STARTED)).proposal
    assert (again.reason_kind, again.texts.get("reason")) == (None, None)


async def test_who_looked_before_a_colleague_moved_it_is_too_late(town: Town) -> None:
    await move(town, DONE)
    with pytest.raises(Stale, match="already_moved"):
        await proposing.move(town.work, BRAM.actor, PLAYGROUP.id, PLANNED, seen=STARTED)
    assert [m.after for m in await town.work.uow.trajectories.moves(PLAYGROUP.id)] == [DONE]


async def test_a_bulletin_under_way_that_carries_it_is_halted(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    assert (await move(town, DONE)).halted == ("full",)
    assert town.rows.bulletins["full"].state is BulletinState.PAUSED


async def test_a_bulletin_that_was_paused_by_hand_does_not_go_on_with_it_unseen(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    await steering.pause(town.work, NOOR.actor, "full")
    assert (await move(town, DONE)).halted == ("full",)
    assert town.rows.bulletins["full"].halted is Halt.STATUS_CHANGED
    assert (await move(town, PLANNED)).halted == ()


async def test_a_draft_that_was_looked_at_needs_a_new_look_when_its_proposal_moves(town: Town) -> None:
    moved_now = await move(town, DONE)
    assert (moved_now.halted, moved_now.unlooked) == ((), ("full",))
    bulletin = town.rows.bulletins["full"]
    assert bulletin.state is BulletinState.DRAFT
    assert [o.code for o in await readiness.obstacles(town.work, bulletin)] == ["second_look_missing"]
    assert town.told("look_asked") == [BRAM.id]
    with pytest.raises(Refused, match="not_ready"):
        await sending.send(town.work, NOOR.actor, "full")
    with pytest.raises(Refused, match="own_work"):
        await approvals.second_look(town.work, NOOR.actor, "full")
    with pytest.raises(Stale, match="changed"):
        await looking.agree(town.work, BRAM.actor, "full", "full-1")
    newest = town.rows.revisions[str(bulletin.revision_id)]
    assert await looking.moved_since(town.work, newest)
    assert not await looking.moved_since(town.work, newest, NOOR.id)
    await looking.agree(town.work, BRAM.actor, "full", newest.id)
    assert (await sending.send(town.work, NOOR.actor, "full")).recipients == 6


async def test_a_yes_while_it_moves_is_to_what_was_seen(town: Town) -> None:
    del town.rows.looks["full-1"]
    assert (await move(town, DONE)).unlooked == (), "nobody had looked"
    assert town.told("look_asked") == []
    with pytest.raises(Stale, match="changed"):
        await looking.agree(town.work, BRAM.actor, "full", "full-1")


async def test_a_scheduled_one_is_halted_and_looked_at_again(town: Town) -> None:
    await scheduling.schedule(town.work, NOOR.actor, "full", town.clock.now() + HOUR)
    moved_now = await move(town, DONE)
    assert (moved_now.halted, moved_now.unlooked) == (("full",), ("full",))
    assert town.told("look_asked") == [BRAM.id]


async def test_a_draft_that_does_not_tell_of_it_stays_as_it_is(town: Town) -> None:
    town.rows.revisions["full-1"] = replace(town.rows.revisions["full-1"], proposal_ids=())
    assert (await move(town, DONE)).unlooked == ()
    assert town.rows.bulletins["full"].revision_id == "full-1"


async def test_a_translation_leaves_a_new_look_where_it_is(town: Town) -> None:
    await move(town, DONE)
    bulletin = town.rows.bulletins["full"]
    await looking.agree(town.work, BRAM.actor, "full", str(bulletin.revision_id))
    after = await drafting.translate(town.work, ELIF.actor, "full", "uk", {"meaning": "Ось."})
    assert town.rows.looks[after.revision.id].by == BRAM.id
    again = await drafting.change(town.work, NOOR.actor, "full", after.revision.id, Change(proposal_ids=(PLAYGROUP.id,)))
    assert again.revision.id == after.revision.id


async def test_who_reacts_before_the_others_are_told_hears_it_with_them_and_later_ones_do_not(town: Town) -> None:
    await react(town, FATMA)
    town.clock.move(minutes=1)
    await move(town, DONE)
    town.clock.move(minutes=30)
    await reactions.record(town.work, LOTTE.actor, "full", PLAYGROUP.id, ReactionKind.NOT)
    await reactions.record(town.work, LOTTE.actor, "full", PLAYGROUP.id, ReactionKind.HELPS)
    town.clock.move(hours=1)
    assert await told(town) == sorted([FATMA.id, LOTTE.id])
    await reactions.record(town.work, SANNE.actor, "full", PLAYGROUP.id, ReactionKind.HELPS)
    town.clock.move(hours=1)
    assert await told(town) == []


async def test_who_reacts_to_a_message_of_after_the_move_has_read_it_there(town: Town) -> None:
    town.rows.revisions["full-1"] = replace(town.rows.revisions["full-1"], proposal_ids=())
    await move(town, DONE)
    town.rows.revisions["full-1"] = replace(town.rows.revisions["full-1"], proposal_ids=(PLAYGROUP.id,))
    town.clock.move(minutes=1)
    await sending.send(town.work, NOOR.actor, "full")
    await reactions.record(town.work, LOTTE.actor, "full", PLAYGROUP.id, ReactionKind.HELPS)
    town.clock.move(hours=2)
    assert await told(town) == []


async def test_who_reacted_hears_of_a_move_an_hour_later_and_nobody_else(town: Town) -> None:
    await react(town, FATMA, LOTTE)
    await reactions.record(town.work, SANNE.actor, "full", "meaning", ReactionKind.NOT)
    assert (await move(town, DONE)).is_told
    assert await told(town) == []
    town.clock.move(hours=1)
    assert await told(town) == ["fatma", "lotte"]
    assert await told(town) == []


async def test_who_stopped_or_took_back_their_yes_hears_nothing_and_a_pause_is_waited_for(town: Town) -> None:
    await react(town, FATMA, LOTTE, SANNE, KASIA)
    await move(town, DONE)
    await leaving.stop(town.work, FATMA.actor)
    await consenting.take_back(town.work, KASIA.actor, Purpose.UPDATES)
    await leaving.pause(town.work, SANNE.actor, MONDAY_MORNING + timedelta(days=3))
    town.clock.move(hours=1)
    assert await told(town) == ["lotte"]
    town.clock.move(days=3)
    await leaving.resume(town.work, SANNE.actor)
    assert await told(town) == ["sanne"]


async def test_in_the_evening_it_waits_for_the_morning(town: Town) -> None:
    await react(town, LOTTE)
    town.clock.move(hours=9)
    await move(town, DONE)
    town.clock.move(hours=2)
    assert await told(town) == []
    town.clock.move(hours=13)
    assert await told(town) == ["lotte"]


async def test_a_slip_of_the_hand_is_never_told(town: Town) -> None:
    await react(town, LOTTE)
    await move(town, NOT_NOW, reason_kind=ReasonKind.MONEY, words="Geen geld.")
    town.clock.move(minutes=30)
    assert not (await move(town, STARTED)).is_told
    town.clock.move(hours=1)
    assert await told(town) == []


async def test_of_two_moves_within_the_hour_the_last_is_told(town: Town) -> None:
    await react(town, LOTTE)
    await move(town, PLANNED)
    await move(town, DONE)
    town.clock.move(hours=1)
    assert await told(town) == ["lotte"]
    [event] = [row.happened for row in town.rows.inbox.values() if row.happened and row.happened.name == PROPOSAL_MOVED]
    assert town.rows.moves[event.data["move_id"]].after is DONE


async def test_nobody_hears_of_one_proposal_twice_a_day(town: Town) -> None:
    await react(town, LOTTE)
    await move(town, PLANNED)
    town.clock.move(hours=1)
    assert await told(town) == ["lotte"]
    await move(town, EXPLORING)
    town.clock.move(hours=2)
    await move(town, DONE)
    town.clock.move(hours=2)
    assert await told(town) == []
    town.clock.move(days=1)
    assert await told(town) == ["lotte"]


def moves(*some: tuple[float, ProposalStatus]) -> list[ProposalMove]:
    """From STARTED on, so many hours after the first."""
    found, before = [], STARTED
    for number, (hours, to) in enumerate(some):
        at = MONDAY_MORNING + hours * HOUR
        found.append(ProposalMove(f"move-{number}", "c", "p", before, to, "noor", at))
        before = to
    return found


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ([(0, DONE)], [("move-0", 1)]),
        ([(0, DONE), (0.5, PLANNED)], [("move-1", 1.5)]),
        ([(0, DONE), (2, PLANNED)], [("move-0", 1), ("move-1", 25)]),
        ([(0, DONE), (2, PLANNED), (3, EXPLORING)], [("move-0", 1), ("move-2", 25)]),
        ([(0, DONE), (30, PLANNED)], [("move-0", 1), ("move-1", 31)]),
    ],
    ids=["one", "two at once", "two in a day", "three in a day", "two in two days"],
)
def test_when_a_move_is_told(made: list[tuple[float, ProposalStatus]], expected: list[tuple[str, float]]) -> None:
    found = moved.tellings(moves(*made))
    assert [(telling.move.id, (telling.due - MONDAY_MORNING) / HOUR) for telling in found] == expected


async def test_an_owner_sees_and_says_only_what_is_theirs(town: Town) -> None:
    own, others = Proposal("eigen", VOORBEELDSTAD.id, SPIEGEL.id, PLANNED, owner_id=SAMIRA.id), PLAYGROUP
    town.put(SAMIRA)
    await town.work.uow.trajectories.save_proposal(own)
    assert await proposing.owned_by(town.work, SAMIRA.actor) == [own]
    with pytest.raises(NotAllowed):
        await proposing.owned(town.work, SAMIRA.actor, others.id)
    with pytest.raises(NotAllowed):
        await proposing.say_where_it_stands(town.work, SAMIRA.actor, others.id, DONE)
    with pytest.raises(NotAllowed):
        await disclosure.of_proposal(town.work, SAMIRA.actor, others)
    assert (await disclosure.of_proposal(town.work, SAMIRA.actor, own)).total is None
    for use_case in (
        disclosure.words(town.work, SAMIRA.actor, "full"),
        disclosure.counts(town.work, SAMIRA.actor, "full"),
        disclosure.threads(town.work, SAMIRA.actor),
        proposing.of_coalition(town.work, SAMIRA.actor),
    ):
        with pytest.raises(NotAllowed):
            await use_case


async def test_what_an_owner_says_moves_nothing_until_a_coordinator_says_so(town: Town) -> None:
    town.put(SAMIRA)
    await town.work.uow.trajectories.save_proposal(replace(PLAYGROUP, owner_id=SAMIRA.id))
    said = await proposing.say_where_it_stands(town.work, SAMIRA.actor, PLAYGROUP.id, DONE, words="Elke week.")
    asked = [r.happened.person_id for r in town.rows.inbox.values() if r.happened and r.happened.name == "owner_said"]
    assert sorted(asked) == ["bram", "noor"]
    assert town.rows.proposals[PLAYGROUP.id].status is STARTED
    after = await proposing.follow_owner(town.work, NOOR.actor, said.id)
    assert (after.proposal.status, after.move.by, after.move.words) == (DONE, NOOR.id, "Elke week.")
    with pytest.raises(Stale):
        await proposing.follow_owner(town.work, BRAM.actor, said.id)
    newer = await proposing.say_where_it_stands(town.work, SAMIRA.actor, PLAYGROUP.id, PLANNED)
    await proposing.say_where_it_stands(town.work, SAMIRA.actor, PLAYGROUP.id, EXPLORING)
    with pytest.raises(Stale):
        await proposing.follow_owner(town.work, BRAM.actor, newer.id)
    with pytest.raises(Refused, match="reason_missing"):
        await proposing.say_where_it_stands(town.work, SAMIRA.actor, PLAYGROUP.id, NOT_NOW)


async def opens(town: Town, invitation: Invitation, number: int = 1) -> Person:
    """Somebody who was never here opens this link."""
    address = replace(town.rows.addresses["address-fatma"], id=f"a{number}", value=f"99{number}", person_id=None)
    return await joining.open_invitation(town.work, BOT, address, invitation.token)


async def test_a_link_makes_nobody_an_owner_until_they_say_yes_and_the_last_yes_counts(town: Town) -> None:
    first, second = [await proposing.invite_owner(town.work, NOOR.actor, PLAYGROUP.id) for _ in range(2)]
    owners = [await opens(town, invitation, number) for number, invitation in enumerate((first, second))]
    assert town.rows.proposals[PLAYGROUP.id].owner_id is None
    for person in reversed(owners):
        await joining.join(town.work, person.actor)
        assert await owning.take(town.work, person.actor) == [PLAYGROUP.id]
        assert town.rows.proposals[PLAYGROUP.id].owner_id == person.id
        assert person.roles == {Role.OWNER}
    assert await owning.take(town.work, owners[1].actor) == [], "a yes is said once"
    assert town.rows.proposals[PLAYGROUP.id].owner_id == owners[0].id


async def test_who_declines_another_proposal_keeps_their_own(town: Town) -> None:
    own = Proposal("eigen", VOORBEELDSTAD.id, SPIEGEL.id, PLANNED, owner_id=SAMIRA.id)
    town.rows.proposals[own.id] = own
    town.put(SAMIRA)
    town.rows.proposals[PLAYGROUP.id] = replace(PLAYGROUP, owner_id=BRAM.id)
    invitation = await proposing.invite_owner(town.work, NOOR.actor, PLAYGROUP.id)
    await joining.open_invitation(town.work, BOT, town.rows.addresses[f"address-{SAMIRA.id}"], invitation.token)
    assert await owning.offers(town.work, SAMIRA) == [PLAYGROUP.id]
    after = await colleagues.decline(town.work, SAMIRA.actor, Role.OWNER)
    assert after.roles == {Role.OWNER}
    assert await owning.offers(town.work, SAMIRA) == []
    assert {p.id: p.owner_id for p in town.rows.proposals.values()} == {own.id: SAMIRA.id, PLAYGROUP.id: BRAM.id}


async def test_coordinators_hear_once_that_somebody_works_along(town: Town) -> None:
    [link] = await joining.invite(town.work, NOOR.actor, SPIEGEL.id, 1, Role.TRANSLATOR)
    translator = await opens(town, link)
    await joining.join(town.work, translator.actor)
    assert town.told("colleague_joined") == [], "they have no name yet"
    for name in ("Leyla", "Leyla K."):
        await colleagues.call_oneself(town.work, translator.actor, name)
    assert sorted(town.told("colleague_joined")) == [BRAM.id, NOOR.id]
    await joining.join(town.work, translator.actor)
    assert len(town.told("colleague_joined")) == 2


async def test_another_owners_name_ends_the_link_of_the_one_before(town: Town) -> None:
    town.rows.proposals[PLAYGROUP.id] = replace(PLAYGROUP, owner="De Linde", owner_id=SAMIRA.id)
    assert (await proposing.assign(town.work, NOOR.actor, PLAYGROUP.id, owner="de Linde")).owner_id == SAMIRA.id
    assert (await proposing.assign(town.work, NOOR.actor, PLAYGROUP.id, decider="Gemeente")).owner_id == SAMIRA.id
    unopened = await proposing.invite_owner(town.work, NOOR.actor, PLAYGROUP.id)
    assert (await proposing.assign(town.work, NOOR.actor, PLAYGROUP.id, owner="De Brug")).owner_id is None
    person = await opens(town, unopened)
    assert await owning.take(town.work, person.actor) == []
    assert town.rows.proposals[PLAYGROUP.id].owner_id is None


async def test_another_owners_name_ends_a_link_that_was_opened_before_the_yes(town: Town) -> None:
    town.rows.proposals[PLAYGROUP.id] = replace(PLAYGROUP, owner="De Linde")
    person = await opens(town, await proposing.invite_owner(town.work, NOOR.actor, PLAYGROUP.id))
    await proposing.assign(town.work, NOOR.actor, PLAYGROUP.id, owner="De Brug")
    assert await owning.take(town.work, person.actor) == []


async def test_an_owner_who_would_rather_not_sees_to_nothing(town: Town) -> None:
    town.rows.people[SAMIRA.id] = SAMIRA
    town.rows.proposals[PLAYGROUP.id] = replace(PLAYGROUP, owner_id=SAMIRA.id)
    assert not (await colleagues.decline(town.work, SAMIRA.actor, Role.OWNER)).roles
    assert town.rows.proposals[PLAYGROUP.id].owner_id is None


async def test_what_an_owner_says_is_told_to_who_is_there_today(town: Town) -> None:
    town.rows.people[NOOR.id] = replace(NOOR, away_from=MONDAY_MORNING.date(), stand_in=BRAM.id)
    town.rows.proposals[PLAYGROUP.id] = replace(PLAYGROUP, owner_id=SAMIRA.id)
    await proposing.say_where_it_stands(town.work, SAMIRA.actor, PLAYGROUP.id, DONE)
    assert town.told("owner_said") == ["bram"]


async def test_reactions_to_a_proposal_are_told_in_steps_over_all_messages(town: Town) -> None:
    await react(town, FATMA, LOTTE, SANNE, KASIA)
    assert (await disclosure.of_proposal(town.work, NOOR.actor, PLAYGROUP)).total is None
    await reactions.record(town.work, AMINA.actor, "full", PLAYGROUP.id, ReactionKind.NOT)
    counts = await disclosure.of_proposal(town.work, NOOR.actor, PLAYGROUP)
    assert (counts.total, [*counts.kinds.values()]) == (5, [None, None, None])
    await reactions.record(town.work, YUSUF.actor, "full", PLAYGROUP.id, ReactionKind.HELPS)
    assert (await disclosure.of_proposal(town.work, NOOR.actor, PLAYGROUP)).kinds[ReactionKind.HELPS] == 5


async def test_words_are_new_until_the_same_coordinator_looked(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    await reactions.add_words(town.work, LOTTE.actor, "full", PLAYGROUP.id, "Op zaterdag.", may_show=True)
    assert await disclosure.look_at_words(town.work, NOOR.actor, "full") is None
    town.clock.move(hours=1)
    await reactions.add_words(town.work, SANNE.actor, "full", PLAYGROUP.id, "Met mijn moeder.", may_show=True)
    await reactions.record(town.work, LOTTE.actor, "full", PLAYGROUP.id, ReactionKind.NOT)
    since = await disclosure.look_at_words(town.work, NOOR.actor, "full")
    found = await disclosure.words_since(town.work, NOOR.actor, "full", PLAYGROUP.id, since=since)
    assert [(said.text, said.is_new) for said in found] == [("Met mijn moeder.", True), ("Op zaterdag.", False)]
    assert await disclosure.look_at_words(town.work, BRAM.actor, "full") is None


async def test_who_read_the_words_of_one_subject_saw_nothing_new_of_the_others(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    await disclosure.look_at_words(town.work, NOOR.actor, "full")
    town.clock.move(hours=1)
    await reactions.add_words(town.work, LOTTE.actor, "full", PLAYGROUP.id, "Op zaterdag.", may_show=True)
    town.clock.move(hours=1)
    await disclosure.look_at_words(town.work, NOOR.actor, "full", "meaning")
    for subject in ("", PLAYGROUP.id):
        since = await disclosure.look_at_words(town.work, NOOR.actor, "full", subject)
        found = await disclosure.words_since(town.work, NOOR.actor, "full", subject, since=since)
        assert found[0].is_new is (subject == "")  # reading all of them is reading each


async def test_a_move_that_was_planned_for_somebody_who_was_forgotten_is_told_to_nobody(town: Town) -> None:
    await react(town, LOTTE)
    await move(town, DONE)
    [planned] = [f for f in town.rows.follow_ups.values() if f.kind == PROPOSAL_MOVED]
    await town.work.uow.people.forget(LOTTE.id)
    town.rows.follow_ups[planned.id] = FollowUp(**{f: getattr(planned, f) for f in planned.__slots__})
    town.clock.move(hours=1)
    assert await told(town) == []
