"""In the coordinators' group: a card for each proposal of a bulletin that is out, and one for what was understood.

Nothing of it may show one parent, also not the moment at which it changes. So what parents do never changes a card: the clock
does. All cards of a coalition are looked at together, at most once in an hour of the clock and by day, and what they say moves in
whole steps (`bot.services.hearing.disclosure`).
"""

from datetime import datetime, timedelta

from bot.domain import wording
from bot.domain.actor import system
from bot.domain.bulletin import Bulletin, BulletinKind, BulletinState, Revision
from bot.domain.card import Card
from bot.domain.coalition import Coalition, Group
from bot.domain.reaction import MEANING, ReactionKind
from bot.domain.wording import Value, Values
from bot.handling import cards
from bot.handling.cards import Entrance
from bot.outbox.quiet import hours_of, next_decent
from bot.services.hearing import disclosure
from bot.services.hearing.disclosure import Counts
from bot.services.work import Work

FOLLOWED = timedelta(days=28)
"""So long after it began a bulletin is looked at: reacting to it ends before that. Later there is /reacties."""
OUT = frozenset({BulletinState.SENDING, BulletinState.PAUSED, BulletinState.SENT})
NO_WAIT = timedelta()


async def look(work: Work, coalition: Coalition) -> int:
    """How many cards were made or changed. Without a group there are none."""
    now = work.clock.now()
    group = await work.uow.coalitions.coordinators_group(coalition.id)
    if group is None or next_decent(now, hours_of(coalition)) != now or not await _is_first_this_hour(work, coalition, now):
        return 0
    changed = 0
    for bulletin in await work.uow.bulletins.of(coalition.id):
        if bulletin.kind is BulletinKind.FULL and _is_followed(bulletin, now) and bulletin.revision_id is not None:
            revision = await work.uow.bulletins.revision(bulletin.revision_id)
            changed += await _look_at(work, group, bulletin, revision)
    return changed


async def _is_first_this_hour(work: Work, coalition: Coalition, now: datetime) -> bool:
    """The hour of the last look is kept as if it were a card."""
    id_, hour = f"reactions:{coalition.id}", now.strftime("%Y-%m-%dT%H")
    before = await work.uow.cards.find(id_)
    if before is not None and before.said == hour:
        return False
    await work.uow.cards.save(Card(id_, coalition.id, hour, now.replace(minute=0, second=0, microsecond=0)))
    return True


def _is_followed(bulletin: Bulletin, now: datetime) -> bool:
    return bulletin.state in OUT and bulletin.sent_at is not None and now - bulletin.sent_at < FOLLOWED


async def _look_at(work: Work, group: Group, bulletin: Bulletin, revision: Revision) -> int:
    step = (await work.uow.coalitions.get(bulletin.coalition_id)).threshold
    changed = 0
    for counts, words in await disclosure.for_cards(work, system(bulletin.coalition_id), bulletin.id):
        id_ = f"reactions:{bulletin.id}:{counts.subject}"
        if counts.total is None and await work.uow.cards.find(id_) is None:
            continue
        values = _values(revision, counts, words) | {"threshold": step}
        shown = ("common.reaction_card", "common.reaction_legend")
        rows = _doors(bulletin, counts.subject)
        changed += await cards.show(work, group, id_, shown, values, rows, at_most_every=NO_WAIT)
    return changed


def _values(revision: Revision, counts: Counts, words: int | None) -> Values:
    title: Value = wording.text("common.meaning_title")
    if counts.subject != MEANING:
        title = wording.element(revision.id, f"proposal:{counts.subject}:title")
    kinds = counts.kinds
    return {
        "subject_title": title,
        "helps": at_least(kinds.get(ReactionKind.HELPS)),
        "a_little": at_least(kinds.get(ReactionKind.A_LITTLE)),
        "not_helping": at_least(kinds.get(ReactionKind.NOT)),
        "reactions_told": at_least(counts.total),
        "words_told": at_least(words),
    }


def at_least(count: int | None) -> str:
    """`10+` is 'at least 10'; a dash is not told."""
    return "–" if count is None else f"{count}+"


def _doors(bulletin: Bulletin, subject: str) -> tuple[tuple[Entrance, ...], ...]:
    words = Entrance(wording.text("common.button_read_words"), "read_words", {"bulletin_id": bulletin.id, "subject": subject})
    new = Entrance(wording.text("common.button_propose"), "propose_in", {"trajectory_id": bulletin.trajectory_id})
    if subject == MEANING:
        return (words,), (new,)
    move = Entrance(wording.text("common.button_move"), "move_proposal", {"proposal_id": subject})
    return (move,), (words,), (new,)
