"""What a story leaves behind: on the phones, in the groups and in the database."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import sqlalchemy as sa

from bot.domain.inbox import InboxState
from bot.handling.rendering import TICK
from bot.rehearsal.demo.stage import Stage
from bot.rehearsal.messages import Message
from bot.storage.tables import metadata
from bot.storage.tables.conversations import conversations
from bot.storage.tables.inbox import inbox
from bot.storage.tables.ledger import deliveries, parts

COUNTED = {
    "deliveries": (deliveries.c.purpose, deliveries.c.state, deliveries.c.reason),
    "parts": (parts.c.kind, parts.c.state),
    "inbox": (inbox.c.is_event, inbox.c.state),
    "conversations": (conversations.c.flow, conversations.c.standing),
}
"""Tables of which the states are looked at; of the others only how many rows there are."""
_PROGRESS = deliveries.c.key.like("progress:%")
LEFT_OUT = {
    "deliveries": ~_PROGRESS,
    "parts": parts.c.delivery_id.not_in(sa.select(deliveries.c.id).where(_PROGRESS)),
}
"""How often the message that keeps up with a bulletin is edited depends on when somebody looks; what it says at last does not."""
TOLD = ("inbox", "False", "handled")
"""Updates that came in and are dealt with."""
COME_AND_GO = {"lane_paces", "account_paces"}


@dataclass(frozen=True, slots=True)
class Said:
    """A message as somebody sees it. `tellable` is how the ledger would name it."""

    text: str
    """Without what was chosen."""
    chosen: str
    """The button that was tapped, as it stands below the words since then."""
    buttons: tuple[tuple[str, ...], ...]
    from_bot: bool
    message_id: str


@dataclass(frozen=True, slots=True)
class Traces:
    chats: dict[str, list[Said]]
    rows: Counter[tuple[str, ...]]
    ambiguous: frozenset[str]
    """Message ids of parts that were sent after a call of which nobody knew whether it arrived."""
    copies: int
    """The most copies of one message, one right after the other."""
    open_rows: int
    """Of the inbox: new, or set aside."""


class DoesNotAddUp(AssertionError):
    """Something was lost, or came twice without being listed."""


async def left_by(stage: Stage) -> Traces:
    """Looks with the eyes of the house's readers."""
    found: Counter[tuple[str, ...]] = Counter()
    async with stage.house.store.reading() as connection:
        for table in metadata.sorted_tables:
            if table.name in COME_AND_GO:
                continue
            kinds = COUNTED.get(table.name, ())
            counted = sa.select(*kinds, sa.func.count()).select_from(table).where(LEFT_OUT.get(table.name, sa.true()))
            for row in await connection.execute(counted.group_by(*kinds)):
                found[table.name, *(str(value) for value in row[:-1])] += row[-1]
        doubted = (await connection.execute(sa.select(parts.c.external_id, parts.c.ambiguous).where(parts.c.ambiguous > 0))).all()
    ids = frozenset(row.external_id for row in doubted if row.external_id is not None)
    chats = _chats(stage)
    runs = [len(list(run)) for said in chats.values() for _, run in groupby((each.text, each.from_bot) for each in said)]
    open_rows = sum(count for kind, count in found.items() if kind[0] == "inbox" and kind[-1] != InboxState.HANDLED)
    return Traces(chats, found, ids, max(runs, default=0), open_rows)


def _chats(stage: Stage) -> dict[str, list[Said]]:
    found = {name: [_said(message) for message in who.phone.messages] for name, who in stage.people.items()}
    if stage.forum is not None:
        viewer = next(iter(stage.people.values())).phone
        found["group"] = [_said(message) for message in viewer.messages_in(stage.forum.chat)]
        for topic in stage.forum.topics:
            found.setdefault(f"topic {topic.name}", []).extend(
                _said(message) for message in viewer.messages_in(stage.forum.chat, topic.id)
            )
    return found


def _said(message: Message) -> Said:
    buttons = tuple(tuple(row) for row in message.buttons)
    words = "/start" if message.text.startswith("/start ") else message.text  # the token of an invitation is drawn each time
    words, _, chosen = words.partition(f"\n\n{TICK}")
    return Said(words or f"[{message.kind}]", chosen, buttons, message.from_bot, str(message.id))


def compare(expected: Traces, found: Traces, *, at_most: int) -> int:
    """How many messages came twice. Raises DoesNotAddUp when anything else is different, or one of those is not listed."""
    if expected.chats.keys() != found.chats.keys():
        raise DoesNotAddUp(f"chats {sorted(found.chats)}, not {sorted(expected.chats)}")
    repeated = [said for name in expected.chats for said in _repeated(name, expected.chats[name], found.chats[name])]
    if unlisted := [said.text for said in repeated if said.message_id not in found.ambiguous]:
        raise DoesNotAddUp(f"came twice, and the ledger does not know: {unlisted}")
    if found.open_rows:
        raise DoesNotAddUp(f"{found.open_rows} rows of the inbox are open")
    if len(repeated) > at_most:
        raise DoesNotAddUp(f"{len(repeated)} came twice, with at most {at_most} in flight")
    missing, more = expected.rows - found.rows, found.rows - expected.rows
    if more[TOLD] <= len(repeated):  # a topic that is made twice is told of twice by the server
        del more[TOLD]
    if missing or more:
        raise DoesNotAddUp(f"too few rows {missing}, too many {more}")
    return len(repeated)


def _repeated(chat: str, expected: Sequence[Said], found: Sequence[Said]) -> list[Said]:
    """The second copies, each right after its first. What is edited later (a card, a keyboard, what was chosen) is the newest
    copy's."""
    repeated: list[Said] = []
    wanted = list(expected)
    for number, said in enumerate(found):
        before = found[number - 1] if number else None
        if wanted and said.text == wanted[0].text and said.from_bot == wanted[0].from_bot:
            del wanted[0]
        elif before is not None and said.from_bot and said.text == before.text:
            repeated.append(said)
        else:
            raise DoesNotAddUp(f"{chat}: {said.text!r} came instead of {wanted[0].text if wanted else 'nothing'!r}")
    if wanted:
        raise DoesNotAddUp(f"{chat}: {[said.text for said in wanted]} did not come")
    newest = [said for said, after in zip(found, [*found[1:], None], strict=True) if after not in repeated]
    for one, other in zip(expected, newest, strict=True):
        if (one.buttons, one.chosen) != (other.buttons, other.chosen):
            below = f"{other.buttons} {other.chosen!r}, not {one.buttons} {one.chosen!r}"
            raise DoesNotAddUp(f"{chat}: under {one.text!r} are the buttons {below}")
    return repeated
