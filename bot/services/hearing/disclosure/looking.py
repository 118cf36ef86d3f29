"""Whose bulletin it is that somebody looks at."""

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import Bulletin
from bot.services.work import Work


async def bulletin_for(work: Work, actor: Actor, bulletin_id: str) -> Bulletin:
    """One of the actor's coalition."""
    bulletin = await work.uow.bulletins.get(bulletin_id)
    actor.must_be(Role.COORDINATOR, Role.OPERATOR, coalition_id=bulletin.coalition_id)
    return bulletin
