"""A bulletin as it will read in a language, for who looks before it goes out: what nobody approved yet is shown, and marked."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import Bulletin, BulletinKind, BulletinState, Revision
from bot.domain.errors import NotThere
from bot.domain.wording import Value, Values, day, preview
from bot.services.delivery import reading
from bot.services.speaking import languages
from bot.services.work import Work


class Readiness(StrEnum):
    """How far a bulletin is in one language."""

    READY = "ready"
    """Parents who read it can get it."""
    UNFINISHED = "unfinished"
    """There are words, of which not all are there or approved."""
    EMPTY = "empty"
    """There are no words."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The newest revision: `values` has a reference for each element of its kind."""

    kind: BulletinKind
    revision_id: str
    values: Values
    next_day: Value | None
    """As parents are told it; None when no day is promised yet."""


async def preview_of(work: Work, actor: Actor, bulletin_id: str) -> Preview:
    """For coordinators, drafts included; for contact persons once it went out.

    It reads the same in whatever language it is said.
    """
    _, revision = await _newest(work, actor, bulletin_id)
    values = {name: preview(revision.id, name) for name in revision.elements()}
    return Preview(revision.kind, revision.id, values, day(revision.next_promised) if revision.next_promised else None)


async def proposals_in(work: Work, actor: Actor, revision_id: str, language: str) -> list[Values]:
    """A revision's proposals as `reading.proposals_of` has them, for a reader of this language."""
    revision = await work.uow.bulletins.revision(revision_id)
    _may_read(actor, await work.uow.bulletins.get(revision.bulletin_id))
    return await reading.items(work, revision, language, preview)


async def readiness(work: Work, actor: Actor, bulletin_id: str) -> dict[str, Readiness]:
    """By language of the coalition, Dutch first; those whose fixed texts are not all translated are left out."""
    bulletin, revision = await _newest(work, actor, bulletin_id)
    coalition = await work.uow.coalitions.get(bulletin.coalition_id)
    offered, complete = await languages.offered(work, coalition.id), work.words.languages()
    wanted = dict.fromkeys((languages.SOURCE, *(code for code in coalition.languages if code in complete)))
    return {code: await _readiness(work, revision, code, offered=code in offered) for code in wanted}


async def _readiness(work: Work, revision: Revision, language: str, *, offered: bool) -> Readiness:
    if offered and await languages.may_read(work, revision, language):
        return Readiness.READY
    return Readiness.UNFINISHED if languages.hashes(revision, language) else Readiness.EMPTY


async def _newest(work: Work, actor: Actor, bulletin_id: str) -> tuple[Bulletin, Revision]:
    bulletin = await work.uow.bulletins.get(bulletin_id)
    _may_read(actor, bulletin)
    if bulletin.revision_id is None:
        raise NotThere("revision", id=bulletin_id)
    return bulletin, await work.uow.bulletins.revision(bulletin.revision_id)


def _may_read(actor: Actor, bulletin: Bulletin) -> None:
    """Raises NotAllowed."""
    passes_on = bulletin.has_begun and bulletin.state is not BulletinState.CANCELLED
    actor.must_be(Role.COORDINATOR, *([Role.CONTACT_PERSON] if passes_on else []), coalition_id=bulletin.coalition_id)
