"""Rules that hold whatever the channel, the store or the language."""

from datetime import date

import pytest

from bot.domain.actor import Actor, Role, operator
from bot.domain.approval import text_hash
from bot.domain.bulletin import BulletinKind, Revision
from bot.domain.delivery import DISTURBING, Part, PartKind, Purpose, Recipient, RecipientKind, State, state_of
from bot.domain.errors import Mistake, NotAllowed, Refused
from bot.domain.proposal import Proposal, ProposalStatus, ReasonKind
from bot.domain.wording import Content


def parts(*states: State) -> tuple[Part, ...]:
    return tuple(Part(f"p{n}", "d1", n, PartKind.SEND, Content(), state) for n, state in enumerate(states, 1))


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ((State.SENT, State.SENT), State.SENT),
        ((State.SENT, State.PENDING, State.QUEUED), State.PENDING),
        ((State.SENT, State.BLOCKED, State.BLOCKED), State.BLOCKED),
        ((State.UNCERTAIN, State.QUEUED), State.UNCERTAIN),
        ((), State.SENT),
    ],
)
def test_a_delivery_is_where_its_first_unsent_part_is(states: tuple[State, ...], expected: State) -> None:
    assert state_of(parts(*states)) is expected
    assert state_of(tuple(reversed(parts(*states)))) is expected


@pytest.mark.parametrize(
    "recipient",
    [
        Recipient(RecipientKind.PERSON, "p1"),
        Recipient(RecipientKind.GROUP, "g1", topic_of="q1"),
        Recipient(RecipientKind.ADDRESS, "a1"),
    ],
)
def test_a_recipient_survives_being_written_down(recipient: Recipient) -> None:
    assert Recipient.parse(str(recipient)) == recipient


def test_replies_go_first_then_tidying_and_notices_and_only_then_what_disturbs() -> None:
    quiet = [p for p in Purpose if not p.disturbs]
    assert quiet == [Purpose.REPLY, Purpose.TIDYING, Purpose.NOTICE]
    assert Purpose.REPLY.priority < Purpose.TIDYING.priority == Purpose.NOTICE.priority
    assert max(p.priority for p in quiet) < min(purpose.priority for purpose in DISTURBING)


def test_an_actor_of_another_coalition_may_not() -> None:
    samira = Actor("samira", "voorbeeldstad", frozenset({Role.COORDINATOR}))
    samira.must_be(Role.COORDINATOR, coalition_id="voorbeeldstad")
    with pytest.raises(NotAllowed, match="other_coalition"):
        samira.must_be(Role.COORDINATOR, coalition_id="elders")
    with pytest.raises(NotAllowed, match="needs_role"):
        operator("voorbeeldstad").must_be(Role.COORDINATOR)


@pytest.mark.parametrize("status", list(ProposalStatus))
def test_a_no_needs_a_kind_of_reason(status: ProposalStatus) -> None:
    proposal = Proposal("p", "c", "t", status)
    assert proposal.lacks_reason == (status in {ProposalStatus.NOT_NOW, ProposalStatus.NOT_POSSIBLE})
    assert not Proposal("p", "c", "t", status, reason_kind=ReasonKind.MONEY).lacks_reason


def test_a_full_bulletin_misses_what_it_does_not_say_in_a_language() -> None:
    texts = {("nl", e): "Ja." for e in ("acknowledgement", "meaning", "follow_up", "proposal:p1:title")}
    texts |= {("tr", "acknowledgement"): "Evet.", ("tr", "meaning"): "  "}
    revision = Revision("r", "c", "b", 1, BulletinKind.FULL, texts, ("p1",), next_promised=date(2026, 12, 1))
    assert revision.missing("nl") == ()
    assert revision.missing("tr") == ("meaning", "follow_up", "proposal:p1:title")
    assert revision.languages() == ("nl",)


def test_hashes_of_texts_do_not_run_into_each_other() -> None:
    assert text_hash("ab", "c") != text_hash("a", "bc")
    assert text_hash("ab", "c") == text_hash("ab", "c")


def test_errors_carry_a_code_and_a_place() -> None:
    assert str(Refused("invitation_used", invitation="i1")) == "invitation_used (invitation=i1)"
    assert str(Mistake("no step “x”.", mend="Add it.", file="flows/a.yaml", line=3)) == "flows/a.yaml:3: no step “x”. Add it."
