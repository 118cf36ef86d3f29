"""Drafts that wait for a look: asked for, and nothing said since."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.bulletin import Bulletin
from bot.domain.draft import RemarkKind
from bot.services.work import Work
from bot.services.writing import revising


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody waits for a look at these very words, since then."""

    bulletin: Bulletin
    by: str
    at: datetime


async def waiting(work: Work, bulletin: Bulletin) -> Asked | None:
    """Whether somebody asked for a look at the words as they are, and nobody said anything since."""
    if not bulletin.may_begin or bulletin.revision_id is None:
        return None
    now = await work.uow.bulletins.revision(bulletin.revision_id)
    if await work.uow.bulletins.second_look(now.id) is not None:
        return None
    remarks = [r for r in await work.uow.drafts.remarks(bulletin.id) if r.kind in {RemarkKind.ASKED, RemarkKind.REMARK}]
    if not remarks or remarks[-1].kind is not RemarkKind.ASKED or remarks[-1].revision_id is None:
        return None
    seen = await work.uow.bulletins.revision(remarks[-1].revision_id)
    return Asked(bulletin, remarks[-1].by, remarks[-1].at) if revising.same_source(seen, now) else None
