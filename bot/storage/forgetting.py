"""Forgetting a person: the key that sealed their words goes, and so does every row about them.

What stays: inbox rows without sender or content, so that the same update is not taken for a new one; ledger rows without person
or content, so that a bulletin's counts still add up; an invitation that was used, without by whom, so that it is not used again;
audit events, which hold opaque ids. What the person wrote in somebody
else's thread, as a coordinator, goes too.
"""

from datetime import datetime

import sqlalchemy as sa

from bot.domain.delivery import FINAL, RecipientKind, State
from bot.domain.inbox import InboxState
from bot.storage.delivery_state import refresh
from bot.storage.ledger import SqlLedger
from bot.storage.ledger_reading import OPEN
from bot.storage.tables.bulletins import reactions
from bot.storage.tables.conversations import buttons, conversations, follow_ups
from bot.storage.tables.desk import cards, doors, tellings, translations, trials
from bot.storage.tables.inbox import inbox
from bot.storage.tables.ledger import deliveries, parts
from bot.storage.tables.people import addresses, consents, invitations, people
from bot.storage.tables.questions import media, question_messages, questions
from bot.storage.tables.trajectories import proposals, quotes
from bot.storage.transaction import Transaction
from bot.storage.vault import person_owner

AT_ONCE = 500
"""Strangers in one transaction."""


async def forget(tx: Transaction, person_id: str) -> None:
    """Once committed, nothing of the person can be read; on SQLite the bytes are gone from file and log as well."""
    theirs = sa.select(addresses.c.value_hash).where(addresses.c.person_id == person_id)
    asked = sa.select(questions.c.id).where(questions.c.person_id == person_id)
    theirs_or_in_theirs = question_messages.c.question_id.in_(asked) | (question_messages.c.person_id == person_id)
    said = sa.select(question_messages.c.id).where(theirs_or_in_theirs)
    held = sa.select(conversations.c.id).where(conversations.c.person_id == person_id)

    # Rows that still wait would find a stranger; the one being handled is marked by its own handler.
    blank = {"queue": None, "person_id": None, "payload": None, "event_key": None, "state": InboxState.HANDLED, "error": None}
    await tx.change(inbox.update().where((inbox.c.person_id == person_id) | inbox.c.queue.in_(theirs)).values(blank))
    await SqlLedger(tx).forget(person_id)
    await _blank_what_went_to(tx, sa.select(addresses.c.id).where(addresses.c.person_id == person_id))
    await _blank_what_was_asked(tx, asked)
    for about in (
        buttons.delete().where(buttons.c.conversation_id.in_(held) | (buttons.c.person_id == person_id)),
        translations.delete().where((translations.c.parent_id == person_id) | translations.c.message_id.in_(said)),
        translations.update().where(translations.c.translator_id == person_id).values(translator_id=None),
        translations.update().where(translations.c.reader_id == person_id).values(reader_id=None),
        trials.delete().where(trials.c.person_id == person_id),
        proposals.update().where(proposals.c.owner_id == person_id).values(owner_id=None),
        people.update().where(people.c.stand_in == person_id).values(stand_in=None),
        people.update().where(people.c.contact_id == person_id).values(contact_id=None),
        tellings.update().where(tellings.c.parent_id == person_id).values(parent_id=None),
        questions.update().where(questions.c.taken_by == person_id).values(taken_by=None),
        follow_ups.delete().where((follow_ups.c.person_id == person_id) | follow_ups.c.conversation_id.in_(held)),
        conversations.delete().where(conversations.c.person_id == person_id),
        question_messages.delete().where(theirs_or_in_theirs),
        questions.delete().where(questions.c.person_id == person_id),
        reactions.delete().where(reactions.c.person_id == person_id),
        quotes.delete().where(quotes.c.person_id == person_id),
        media.delete().where(media.c.person_id == person_id),
        consents.delete().where(consents.c.person_id == person_id),
        invitations.update().where(invitations.c.used_by == person_id).values(used_by=None, language=None),
        addresses.delete().where(addresses.c.person_id == person_id),
        people.delete().where(people.c.id == person_id),
    ):
        await tx.change(about)
    await tx.vault.destroy_key(person_owner(person_id))
    tx.erased = True


async def forget_strangers(tx: Transaction, before: datetime) -> int:
    """Addresses of nobody we know to which everything was sent, or was due before then: they go, with what was sent to them."""
    recent = sa.exists().where(
        deliveries.c.recipient_kind == RecipientKind.ADDRESS,
        deliveries.c.recipient_id == addresses.c.id,
        deliveries.c.state.not_in(FINAL),
        deliveries.c.due_at >= before,
    )
    nobodys = sa.select(addresses.c.id, addresses.c.value_hash).where(addresses.c.person_id.is_(None), ~recent)
    found = await tx.rows(nobodys.limit(AT_ONCE).with_for_update(skip_locked=True))
    if not found:
        return 0
    ids, hashes = [row.id for row in found], [row.value_hash for row in found]
    await _blank_what_went_to(tx, sa.select(addresses.c.id).where(addresses.c.id.in_(ids)))
    handled = inbox.c.queue.in_(hashes) & (inbox.c.state == InboxState.HANDLED)
    await tx.change(inbox.update().where(handled).values(queue=None))
    await tx.change(addresses.delete().where(addresses.c.id.in_(ids)))
    tx.erased = True
    return len(ids)


async def _blank_what_was_asked(tx: Transaction, asked: sa.Select[tuple[str]]) -> None:
    """What coordinators were sent about their questions: the words are references that lead nowhere now, the rest goes too."""
    names = [f"question:{row.id}" for row in await tx.rows(asked)]
    about = sa.select(deliveries.c.id).where(deliveries.c.conversation_id.in_(names), deliveries.c.state.in_(FINAL))
    await tx.change(parts.update().where(parts.c.delivery_id.in_(about)).values(content=None))
    # Where a group has none each coordinator has a card of their own.
    for name in names:
        await tx.change(doors.delete().where((doors.c.card_id == name) | doors.c.card_id.startswith(f"{name}:", autoescape=True)))
        await tx.change(cards.delete().where((cards.c.id == name) | cards.c.id.startswith(f"{name}:", autoescape=True)))


async def _blank_what_went_to(tx: Transaction, theirs: sa.Select[tuple[str]]) -> None:
    """Deliveries to an address, from before it was a person's: their content is under the coalition's key."""
    to_them = (deliveries.c.recipient_kind == RecipientKind.ADDRESS) & deliveries.c.recipient_id.in_(theirs)
    ids = [row.id for row in await tx.rows(sa.select(deliveries.c.id).where(to_them))]
    some = parts.c.delivery_id.in_(ids)
    stopped = {"state": State.CANCELLED, "reason": "forgotten", "lease_token": None, "lease_until": None}
    await tx.change(parts.update().where(some, parts.c.state.in_(OPEN)).values(stopped))
    await tx.change(parts.update().where(some).values(content=None, external_id=None, lane=parts.c.delivery_id))
    await refresh(tx, ids)
    blank = {"recipient_id": None, "conversation_id": None, "key": deliveries.c.id}
    await tx.change(deliveries.update().where(deliveries.c.id.in_(ids)).values(blank))
