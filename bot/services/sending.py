"""A bulletin goes out: one delivery for each parent, and nobody disappears silently."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import Bulletin, BulletinState, Revision
from bot.domain.coalition import BotAccount
from bot.domain.consent import Purpose as ConsentPurpose
from bot.domain.delivery import Delivery, Purpose, Recipient, RecipientKind, State
from bot.domain.errors import Refused, Stale
from bot.domain.person import Person, PersonState
from bot.outbox.quiet import hours_of, next_decent
from bot.services import cadence, languages
from bot.services.auditing import note
from bot.services.leaving import PAUSED
from bot.services.readiness import obstacles
from bot.services.steering import BULLETIN_PAUSED
from bot.services.work import Work

NO_ADDRESS = "no_address"
"""The reason of a delivery to somebody whom the coalition's bot cannot write to yet."""


@dataclass(frozen=True, slots=True)
class Broadcast:
    """What `send` did: to how many parents it goes, and how many of them wait for what."""

    recipients: int
    waiting: Mapping[str, int]


async def send(work: Work, actor: Actor, bulletin_id: str, at: datetime | None = None) -> Broadcast:
    """Puts one unopened delivery for each recipient in the ledger, due at a decent moment from `at` (now) on.

    Recipients are the trajectory's joined parents who said yes to updates; who paused, or reads a language that is not approved,
    waits with that reason. Refused: Stale `already_sent`; `not_ready` (with the `first` obstacle's code and the `count`);
    `no_bot_account`; `no_recipients`.
    """
    bulletin = await work.uow.bulletins.get(bulletin_id)
    actor.must_be(Role.COORDINATOR, Role.OPERATOR, coalition_id=bulletin.coalition_id)
    if bulletin.state is not BulletinState.DRAFT:
        raise Stale("already_sent", id=bulletin.id, state=bulletin.state)
    found = await obstacles(work, bulletin)
    if found:
        raise Refused("not_ready", id=bulletin.id, first=found[0].code, count=len(found))
    assert bulletin.revision_id is not None
    revision = await work.uow.bulletins.revision(bulletin.revision_id)
    people = await recipients(work, bulletin)
    if not people:
        raise Refused("no_recipients", id=bulletin.id)
    now = work.clock.now()
    start = max(at or now, now)
    deliveries = await _deliveries(work, bulletin, revision, people, start)
    await work.uow.ledger.add_broadcast(deliveries)
    await work.uow.bulletins.save(replace(bulletin, state=BulletinState.SENDING, sent_at=start))
    trajectory = await work.uow.trajectories.get(bulletin.trajectory_id)
    await work.uow.trajectories.save(replace(trajectory, last_heard_at=start, next_promised=revision.next_promised))
    await cadence.after_sending(work, bulletin, people, start)
    await note(work, actor, "bulletin_sent", bulletin.id)
    return Broadcast(len(deliveries), dict(Counter(d.reason for d in deliveries if d.reason)))


async def recipients(work: Work, bulletin: Bulletin) -> list[Person]:
    """Joined parents of the trajectory with a consent that stands, paused ones included, in the order in which they came."""
    consented = await work.uow.people.consented(bulletin.trajectory_id, ConsentPurpose.UPDATES)
    there = {PersonState.ACTIVE, PersonState.PAUSED}
    return [p for p in await work.uow.people.parents(bulletin.trajectory_id) if p.state in there and p.id in consented]


async def why_wait(work: Work, delivery: Delivery) -> str | None:
    """Asked shortly before a delivery is opened: the reason for which it must wait (or be cancelled) as things are now.

    `paused`, `language_not_approved`, `bulletin_paused`: it waits. Those in LOST: it has lost its sense. None: it may go.
    """
    if delivery.bulletin_id is None or delivery.revision_id is None:
        return None
    bulletin = await work.uow.bulletins.get(delivery.bulletin_id)
    if bulletin.state is BulletinState.CANCELLED:
        return "bulletin_cancelled"
    person = await work.uow.people.find(delivery.recipient.id)
    if person is None or person.state is PersonState.FORGETTING:
        return "forgotten"
    if person.state is not PersonState.ACTIVE:
        # Somebody who opened a new invitation after stopping is not joined until they say so.
        reasons = {PersonState.PAUSED: PAUSED, PersonState.UNREACHABLE: "blocked"}
        return reasons.get(person.state, "stopped")
    if bulletin.state is BulletinState.PAUSED:
        return BULLETIN_PAUSED
    revision = await work.uow.bulletins.revision(delivery.revision_id)
    return None if await languages.may_read(work, revision, person.language) else languages.NOT_APPROVED


LOST = frozenset({"stopped", "blocked", "forgotten", "bulletin_cancelled"})
"""Answers of `why_wait` for which a delivery is cancelled instead of waiting."""


async def may_open(work: Work, delivery_id: str) -> bool:
    """Whether the delivery is opened now. One that must wait is `waiting` from here on, one that lost its sense `cancelled`."""
    ledger = work.uow.ledger
    delivery = await ledger.get(delivery_id)
    if delivery.opened or delivery.state.is_final:
        return False
    reason = await why_wait(work, delivery)
    if reason in LOST:
        await ledger.cancel(bulletin_id=delivery.bulletin_id, recipient=delivery.recipient, reason=reason)
    elif reason is not None:
        await ledger.set_waiting(delivery.id, reason)
    return reason is None


async def catch_up(work: Work, person: Person) -> Bulletin | None:
    """Sends the last bulletin to a parent who joined after it went out, outside its count; None when there is none.

    Nothing is sent twice: who had this revision already keeps the one they have.
    """
    if person.trajectory_id is None or not person.is_parent or person.state is not PersonState.ACTIVE:
        return None
    bulletin = await work.uow.bulletins.last_sent(person.trajectory_id)
    if bulletin is None or bulletin.revision_id is None or bulletin.state is BulletinState.CANCELLED:
        return None
    revision = await work.uow.bulletins.revision(bulletin.revision_id)
    for delivery in await _deliveries(work, bulletin, revision, [person], work.clock.now()):
        if await work.uow.ledger.add(replace(delivery, counted=False)):
            await note(work, person.actor, "bulletin_caught_up", bulletin.id)
            return bulletin
    return None


async def _deliveries(
    work: Work, bulletin: Bulletin, revision: Revision, people: list[Person], start: datetime
) -> list[Delivery]:
    coalition = await work.uow.coalitions.get(bulletin.coalition_id)
    accounts = await work.uow.coalitions.bot_accounts(coalition.id)
    if not accounts:
        raise Refused("no_bot_account", coalition=coalition.id)
    readable = {language: await languages.may_read(work, revision, language) for language in {p.language for p in people}}
    made = []
    for person in people:
        account, reachable = await _account(work, accounts, person)
        reason = None
        if person.state is PersonState.PAUSED:
            reason = PAUSED
        elif not readable[person.language]:
            reason = languages.NOT_APPROVED
        elif not reachable:
            reason = NO_ADDRESS
        made.append(
            Delivery(
                work.chance.id(),
                coalition.id,
                account.id,
                Recipient(RecipientKind.PERSON, person.id),
                Purpose.BROADCAST,
                f"bulletin:{revision.id}:{person.id}",
                next_decent(start, hours_of(coalition, person)),
                State.WAITING if reason else State.PENDING,
                reason,
                bulletin_id=bulletin.id,
                revision_id=revision.id,
                opened=False,
            )
        )
    return made


async def _account(work: Work, accounts: list[BotAccount], person: Person) -> tuple[BotAccount, bool]:
    """The account that knows the person's address. With one account nobody is looked up: whoever joined, joined by it."""
    if len(accounts) == 1:
        return accounts[0], True
    for account in accounts:
        if await work.uow.people.address_of(person.id, account.id) is not None:
            return account, True
    return accounts[0], False
