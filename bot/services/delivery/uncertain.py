"""Parts of a bulletin of which nobody knows whether they arrived: a person says what becomes of them.

They do not learn whose they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import Bulletin, BulletinState
from bot.domain.delivery import Settle, Uncertain
from bot.domain.errors import NotThere, Stale
from bot.services.auditing import note
from bot.services.delivery import lateness
from bot.services.work import Work

GOING = frozenset({BulletinState.SENDING, BulletinState.PAUSED, BulletinState.SENT})
"""States of a bulletin in which a part may be sent once more."""


@dataclass(frozen=True, slots=True)
class Row:
    """`code` names it for whoever settles it; it says nothing about the parent."""

    code: str
    part: int
    of: int
    since: datetime


async def rows(work: Work, actor: Actor, bulletin_id: str) -> list[Row]:
    """All of the bulletin's, longest due first."""
    bulletin = await work.uow.bulletins.get(bulletin_id)
    actor.must_be(Role.COORDINATOR, Role.OPERATOR, coalition_id=bulletin.coalition_id)
    return [Row(_code(one), one.number, one.total, one.due_at) for one in await work.uow.ledger.uncertain(bulletin.id)]


async def settle(work: Work, actor: Actor, bulletin_id: str, how: Settle, codes: Sequence[str] = ()) -> int:
    """All of them, or those with these codes; how many. What comes behind a part goes on, or is given up with it.

    A part that is sent once more may be a parent's second copy or third: a person took that on. Stale: `nothing_uncertain`;
    `over` (it was cancelled, or its latest time is over, and nothing of it is sent any more). NotThere: `uncertain_row`.
    """
    bulletin = await work.uow.bulletins.lock(bulletin_id)
    actor.must_be(Role.COORDINATOR, Role.OPERATOR, coalition_id=bulletin.coalition_id)
    over = bulletin.state not in GOING or lateness.is_late(work, bulletin)
    if how is Settle.RESEND and over:
        raise Stale("over", id=bulletin.id, state=bulletin.state)
    found = await work.uow.ledger.uncertain(bulletin.id)
    if not found:
        raise Stale("nothing_uncertain", id=bulletin.id)
    by_code = {_code(one): one for one in found}
    for code in codes:
        if code not in by_code:
            raise NotThere("uncertain_row", row=code)
    wanted = [by_code[code] for code in dict.fromkeys(codes)] if codes else found
    count = await work.uow.ledger.settle_uncertain(wanted, how)
    if how is Settle.RECEIVED and bulletin.state is BulletinState.CANCELLED:
        await work.uow.ledger.cancel(bulletin_id=bulletin.id, reason="bulletin_cancelled")
    await _go_on(work, bulletin)
    await note(work, actor, f"uncertain_{how}", bulletin.id)
    return count


async def _go_on(work: Work, bulletin: Bulletin) -> None:
    """One that was done goes on when something of it is to be sent again."""
    counts = await work.uow.ledger.counts(bulletin.id)
    if bulletin.state is BulletinState.SENT and any(n and not state.is_final for state, n in counts.items()):
        await work.uow.bulletins.save(replace(bulletin, state=BulletinState.SENDING, told=None))


def _code(one: Uncertain) -> str:
    return sha256(one.part_id.encode()).hexdigest()[:8]
