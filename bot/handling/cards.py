"""Cards in the coordinators' group: made once, then edited, so that a busy day is not a hundred messages (FACTS, 'Pace')."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from bot.domain.card import Card, Door
from bot.domain.coalition import Group
from bot.domain.delivery import Delivery, Part, PartKind, Purpose, Recipient, RecipientKind
from bot.domain.wording import Button, Content, Value, Values
from bot.services.work import Work

AT_MOST_EVERY = timedelta(seconds=30)
"""Two edits a minute of one card, of the twenty messages that a group takes."""
MINUTE = timedelta(minutes=1)
MOST_A_MINUTE = 6
"""Edits of all cards of a coalition together: most of what its group takes is left to people. The next ones go a minute later."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """A button of a card: its label (the key of a text, or a value), the flow that it starts, and what that takes."""

    label: Value
    flow: str
    values: Mapping[str, str] = field(default_factory=dict)


async def show(
    work: Work,
    group: Group,
    card_id: str,
    texts: Sequence[str],
    values: Values,
    rows: Sequence[Sequence[Entrance]] = (),
    *,
    topic_of: str | None = None,
    at_most_every: timedelta = AT_MOST_EVERY,
) -> bool:
    """The card `card_id` says this now; whether that is new. Nothing is done while it would say the same, or less than
    `at_most_every` after the last time: whoever asks regularly comes back to it.

    `texts` are keys. `topic_of` is the question in whose topic it stands. Its buttons keep their tokens from edit to edit. When
    many cards change at once, it goes when it is its turn (MOST_A_MINUTE).
    """
    now = work.clock.now()
    said = sha256(repr((texts, sorted(values.items()), rows)).encode()).hexdigest()
    before = await work.uow.cards.find(card_id)
    if before is not None and (before.said == said or now - before.at < at_most_every):
        return False
    due = turn(await work.uow.cards.changed(group.coalition_id, now - MINUTE), now)
    await work.uow.cards.save(Card(card_id, group.coalition_id, said, due))
    buttons = await bound(work, group.coalition_id, card_id, rows, topic_of)
    delivery_id = work.chance.id()
    part = Part(work.chance.id(), delivery_id, 1, PartKind.EDIT, Content(tuple(texts), values, buttons), card=card_id)
    place = Recipient(RecipientKind.GROUP, group.id, topic_of=topic_of)
    key = f"card:{card_id}:{now.isoformat()}"
    delivery = Delivery(delivery_id, group.coalition_id, group.bot_account_id, place, Purpose.NOTICE, key, due, parts=(part,))
    return await work.uow.ledger.add(delivery, conversation_id=f"question:{topic_of}" if topic_of else None)


def turn(changed: Sequence[datetime], now: datetime) -> datetime:
    """When the next card may change: `changed` says when others did in the last minute, or will, oldest first."""
    if len(changed) < MOST_A_MINUTE:
        return now
    return max(now, changed[-MOST_A_MINUTE] + MINUTE)


async def bound(
    work: Work, coalition_id: str, card_id: str, rows: Sequence[Sequence[Entrance]], topic_of: str | None
) -> tuple[tuple[Button, ...], ...]:
    """The buttons, each with the token of its door: a new one, or the one that it had."""
    there = {(door.flow, repr(sorted(door.values.items()))): door.token for door in await work.uow.cards.doors(card_id)}
    made = []
    for row in rows:
        buttons = []
        for entrance in row:
            known = (entrance.flow, repr(sorted(entrance.values.items())))
            if known not in there:
                door = Door(work.chance.token(), coalition_id, card_id, entrance.flow, dict(entrance.values), topic_of)
                await work.uow.cards.add_door(door)
                there[known] = door.token
            buttons.append(Button(entrance.label, there[known]))
        made.append(tuple(buttons))
    return tuple(made)
