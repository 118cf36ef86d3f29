"""The one way in which use cases leave an audit event."""

from bot.domain.actor import Actor
from bot.domain.audit import AuditEvent
from bot.services.work import Work


async def note(work: Work, actor: Actor, what: str, about: str, *, reason: str | None = None) -> None:
    """Writes down that `actor` did `what` (past tense) to the thing with id `about`: ids only, never words or names."""
    await work.uow.audit.add(AuditEvent(actor.coalition_id, actor.id, what, about, work.clock.now(), reason))
