"""Whose turn it is: the queue that orders everything of one person in the inbox.

A queue is the keyed hash of an address (bot account, kind, sender). A stranger's updates go by it; when the stranger becomes a
person, the person takes this first address' hash over as theirs (`people.queue`), so rows from before and after joining are in
one queue without being touched. Events for the person go by `people.queue` too. Updates from a second address of the same person
follow the person's queue as soon as that address is known to be theirs; only what came in before that keeps a queue of its own.
A person without any address (loaded from a file, not yet joined) has a queue made of their id; open events move along when the
first address comes.
"""

import sqlalchemy as sa

from bot.domain.inbound import Inbound
from bot.storage.tables.inbox import inbox
from bot.storage.tables.people import addresses, people
from bot.storage.transaction import Transaction

_KNOWN = (
    sa.select(people.c.id, people.c.queue)
    .join(addresses, addresses.c.person_id == people.c.id)
    .where(
        addresses.c.bot_account_id == sa.bindparam("account"),
        addresses.c.kind == sa.bindparam("of_kind"),
        addresses.c.value_hash == sa.bindparam("hashed"),
    )
)


async def address_hash(tx: Transaction, coalition_id: str, bot_account_id: str | None, kind: str, value: str) -> bytes:
    """What an address is looked up by, and what its queue is called."""
    return await tx.vault.hash(coalition_id, "address", bot_account_id or "", kind, value)


async def of_update(tx: Transaction, coalition_id: str, inbound: Inbound) -> tuple[bytes, str | None]:
    """The queue of an update, and the person who sent it when we know them."""
    # What nobody sent (a topic that was closed, a group that moved) is ordered by its chat.
    sender = inbound.sender or f"chat:{inbound.chat}"
    hashed = await address_hash(tx, coalition_id, inbound.bot_account_id, inbound.address_kind, sender)
    known = await tx.first(_KNOWN, {"account": inbound.bot_account_id, "of_kind": inbound.address_kind, "hashed": hashed})
    return (hashed, None) if known is None else (known.queue or hashed, known.id)


async def of_person(tx: Transaction, coalition_id: str, person_id: str) -> bytes:
    """The queue of events for a person."""
    found = await tx.find(people, person_id)
    if found is not None and found.queue is not None:
        return bytes(found.queue)
    return await tx.vault.hash(coalition_id, "person", person_id)


async def take_over(tx: Transaction, person_id: str, hashed: bytes) -> None:
    """The first address of a person names their queue from now on."""
    taken = await tx.change(people.update().where(people.c.id == person_id, people.c.queue.is_(None)).values(queue=hashed))
    if taken:
        await tx.change(inbox.update().where(inbox.c.person_id == person_id, inbox.c.state == "new").values(queue=hashed))
