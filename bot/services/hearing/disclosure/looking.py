"""Whose bulletin it is that somebody looks at."""

from hashlib import sha256

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import Bulletin
from bot.services.work import Work


async def bulletin_for(work: Work, actor: Actor, bulletin_id: str) -> Bulletin:
    """One of the actor's coalition."""
    bulletin = await work.uow.bulletins.get(bulletin_id)
    actor.must_be(Role.COORDINATOR, Role.OPERATOR, coalition_id=bulletin.coalition_id)
    return bulletin


def out_of_time(bulletin: Bulletin, id_: str, words: str, media_id: str | None) -> tuple[bytes, bytes]:
    """The place of what somebody said among what others said of this bulletin: by a hash of the words, so that it is the same
    whoever looks and whenever, and says nothing of who said it or when. What was only spoken has its place by that."""
    said = "\0".join((bulletin.id, words, "" if words else media_id or ""))
    return sha256(said.encode()).digest(), sha256(id_.encode()).digest()
