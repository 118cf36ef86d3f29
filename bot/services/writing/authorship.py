"""Who wrote the words of a revision, by the revisions before it: choosing a day or a quote writes none.

Whoever wrote any of it is not its second pair of eyes. What the other coordinator has agreed to counts as read by both, so only
what was written since matters; when nothing was, what they agreed to then.
"""

from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from bot.domain.bulletin import PICTURE, Revision
from bot.services.speaking.languages import SOURCE
from bot.services.work import Work
from bot.services.writing import revising

WORDED = frozenset({"proposal_made", "proposal_reworded", "proposal_moved", "proposal_pictured"})
"""What the audit says of whoever wrote words of a proposal, or gave it a picture."""


async def writers(work: Work, revision: Revision) -> frozenset[str]:
    """Ids of those who wrote words that are in it, and that nobody else agreed to since.

    A proposal's own words are written by who wrote them there, when they also put them in: else two people saw them.
    """
    looks = await work.uow.bulletins.second_looks(revision.bulletin_id)
    agreed = {look.revision_id for look in looks if not look.alone_because}
    left = set(revising.source(revision.texts))
    found: set[str] = set()
    for before, after in _backwards(await _history(work, revision)):
        if after.id in agreed and found:
            break
        if await _wrote(work, before, after, left):
            found.add(after.written_by)
    return frozenset(found - {""})


async def changed_by(work: Work, base: Revision, now: Revision) -> Mapping[str, str]:
    """Who changed each part last, of those that were changed after `base`."""
    found: dict[str, str] = {}
    history = [r for r in await _history(work, now) if r.number >= base.number]
    for before, after in pairwise(history):
        found |= dict.fromkeys(revising.different(before, after), after.written_by)
    return found


async def _wrote(work: Work, before: Revision | None, after: Revision, left: Collection[str]) -> bool:
    """Whether this step put words into parts that are left of it."""
    old, new = revising.source(before.texts) if before else {}, revising.source(after.texts)
    shown = before.pictures if before else {}
    for proposal_id, key in after.pictures.items():
        part = f"proposal:{proposal_id}:{PICTURE}"
        if shown.get(proposal_id) != key and part in left and not await _brought(work, before, after, part):
            return True
    for part, words in new.items():
        if part in left and words != old.get(part) and not await _brought(work, before, after, part):
            return True
    return False


async def _brought(work: Work, before: Revision | None, after: Revision, part: str) -> bool:
    """Words that a proposal brought along, by who chose it and wrote none of them."""
    if not part.startswith("proposal:") or before is None:
        return False
    _, proposal_id, name = part.split(":")
    if proposal_id in before.proposal_ids:
        return False
    proposals = await work.uow.trajectories.some_proposals([proposal_id])
    if not proposals or proposals[0].texts.get(name, "") != after.texts[SOURCE, part]:
        return False
    if name == PICTURE and proposals[0].picture != after.pictures.get(proposal_id):
        return False
    events = await work.uow.audit.of(after.coalition_id, proposal_id)
    return after.written_by not in {event.actor_id for event in events if event.what in WORDED}


def _backwards(history: list[Revision]) -> Iterator[tuple[Revision | None, Revision]]:
    """Each with the one before it, newest first."""
    yield from reversed([*zip([None, *history[:-1]], history, strict=True)])


async def _history(work: Work, revision: Revision) -> list[Revision]:
    return [r for r in await work.uow.bulletins.revisions(revision.bulletin_id) if r.number <= revision.number]
