"""A person's yes: to words in a language, and to a bulletin that somebody else wrote. The command line cannot give it."""

from bot.domain.actor import Actor, Role
from bot.domain.approval import Approval
from bot.domain.bulletin import SecondLook
from bot.domain.errors import NotThere, Refused, Stale
from bot.services.auditing import note
from bot.services.speaking import languages
from bot.services.work import Work
from bot.services.writing import authorship


async def approve_text(work: Work, actor: Actor, text_hash: str, language: str) -> int:
    """A coordinator, translator or key person approves words; how many deliveries that releases."""
    actor.must_be(Role.COORDINATOR, Role.TRANSLATOR, Role.KEY_PERSON)
    await work.uow.bulletins.save_approval(Approval(actor.coalition_id, text_hash, language, actor.id, work.clock.now()))
    await note(work, actor, "text_approved", text_hash)
    return await languages.look_again(work, actor.coalition_id)


async def approve_bulletin(work: Work, actor: Actor, bulletin_id: str, language: str) -> int:
    """Approves every element of the newest revision in one language; how many deliveries that releases.

    Refused: `element_missing` (the first one without words in this language).
    """
    bulletin = await work.uow.bulletins.get(bulletin_id)
    actor.must_be(Role.COORDINATOR, Role.TRANSLATOR, Role.KEY_PERSON, coalition_id=bulletin.coalition_id)
    if bulletin.revision_id is None:
        raise NotThere("revision", id=bulletin_id)
    revision = await work.uow.bulletins.revision(bulletin.revision_id)
    missing = revision.missing(language)
    if missing:
        raise Refused("element_missing", element=missing[0], language=language)
    for text_hash in languages.hashes(revision, language).values():
        await work.uow.bulletins.save_approval(
            Approval(bulletin.coalition_id, text_hash, language, actor.id, work.clock.now()),
        )
    await note(work, actor, "bulletin_text_approved", revision.id)
    return await languages.look_again(work, bulletin.coalition_id)


async def second_look(work: Work, actor: Actor, bulletin_id: str, alone_because: str | None = None) -> SecondLook:
    """The other coordinator's yes to the newest revision, or a recorded reason for going alone.

    Refused: `own_work` (whoever wrote words of it, without a reason). Stale: `already_looked`.
    """
    bulletin = await work.uow.bulletins.lock(bulletin_id)
    actor.must_be(Role.COORDINATOR, coalition_id=bulletin.coalition_id)
    if bulletin.revision_id is None:
        raise NotThere("revision", id=bulletin_id)
    revision = await work.uow.bulletins.revision(bulletin.revision_id)
    because = (alone_because or "").strip() or None
    if because is None and actor.id in await authorship.writers(work, revision):
        raise Refused("own_work")
    if await work.uow.bulletins.second_look(revision.id) is not None:
        raise Stale("already_looked", revision=revision.id)
    look = SecondLook(revision.id, bulletin.coalition_id, actor.id, work.clock.now(), because)
    await work.uow.bulletins.add_second_look(look)
    await note(work, actor, "second_look_given", revision.id, reason="alone" if because else None)
    return look
