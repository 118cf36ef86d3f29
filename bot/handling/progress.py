"""While a bulletin goes out, one message in the coordinators' group says how far it is: made once, then edited."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from bot.domain.actor import operator
from bot.domain.bulletin import SETTLED, Bulletin, BulletinState
from bot.domain.coalition import Group
from bot.domain.delivery import Delivery, Part, PartKind, Purpose, Recipient, RecipientKind
from bot.domain.wording import Content, Values
from bot.handling.bulletin_status import status_values
from bot.services.delivery import steering
from bot.services.work import Work

AT_MOST_EVERY = timedelta(seconds=30)
"""Two edits a minute, of the twenty messages that a group takes (FACTS, 'Pace'): five broadcasts at once leave half to people."""
OVER = frozenset({BulletinState.SENT, BulletinState.CANCELLED})


async def tell_progress(work: Work, bulletin_id: str) -> bool:
    """Whether something new was told. Nothing is, while nothing changed or less than AT_MOST_EVERY after the last time.

    Once it is over the message says how it ended, and is left alone; something that changes later is for who asks. One that never
    began is not told of; without a group nobody is told.
    """
    seen = await work.uow.bulletins.get(bulletin_id)
    if not seen.has_begun or seen.told == SETTLED:
        return False
    group = await work.uow.coalitions.coordinators_group(seen.coalition_id)
    if group is None:
        return False
    bulletin = await work.uow.bulletins.lock(bulletin_id)
    now = work.clock.now()
    if bulletin.told == SETTLED or (bulletin.told_at is not None and now - bulletin.told_at < AT_MOST_EVERY):
        return False
    status = await steering.status(work, operator(bulletin.coalition_id), bulletin.id)
    values = await status_values(work, bulletin, status)
    said = sha256(repr(sorted(values.items())).encode()).hexdigest()
    over = bulletin.state in OVER
    if said == bulletin.told and not over:
        return False
    await work.uow.bulletins.save(replace(bulletin, told=SETTLED if over else said, told_at=now))
    return await work.uow.ledger.add(_card(work, bulletin, group, values))


def _card(work: Work, bulletin: Bulletin, group: Group, values: Values) -> Delivery:
    delivery_id = work.chance.id()
    now = work.clock.now()
    content = Content(("common.progress_card",), values)
    part = Part(work.chance.id(), delivery_id, 1, PartKind.EDIT, content, card=f"progress:{bulletin.id}")
    return Delivery(
        delivery_id,
        bulletin.coalition_id,
        group.bot_account_id,
        Recipient(RecipientKind.GROUP, group.id),
        Purpose.NOTICE,
        f"progress:{bulletin.id}:{now.isoformat()}",
        now,
        parts=(part,),
    )
