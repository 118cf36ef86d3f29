"""Two pairs of eyes: the writer asks, the other coordinator says yes or says what to change, and the writer hears it."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import Bulletin, Revision
from bot.domain.draft import Remark, RemarkKind
from bot.domain.errors import NotThere, Refused, Stale
from bot.domain.events import Happened
from bot.domain.person import Person
from bot.services.auditing import note
from bot.services.following_up.cadence import joined_coordinators
from bot.services.work import Work
from bot.services.working_days import today_of
from bot.services.writing import approvals, authorship, revising

ASKED, GIVEN = "look_asked", "look_given"
"""The events: for whoever is asked, and for the writer. `asked_id` and `given_id` tell one from the other, so that what is asked
or said again is told again."""


async def ask(work: Work, actor: Actor, bulletin_id: str) -> list[str]:
    """Asks every other coordinator who can look, by `look_asked`; their ids. Refused: `nobody_else`. Stale: `already_sent`."""
    bulletin, revision = await _open(work, actor, bulletin_id)
    people = [p for p in await able(work, revision) if p.id != actor.id]
    if not people:
        raise Refused("nobody_else", id=bulletin.id)
    now = work.clock.now()
    asked = Remark(work.chance.id(), bulletin.coalition_id, bulletin.id, RemarkKind.ASKED, actor.id, now, revision.id)
    await work.uow.drafts.add_remark(asked)
    data = {"bulletin_id": bulletin.id, "asked_id": asked.id}
    for person in people:
        await _tell(work, bulletin, person.id, ASKED, asked.id, data)
    await note(work, actor, "second_look_asked", revision.id)
    return [person.id for person in people]


async def ask_again(work: Work, bulletin: Bulletin, revision: Revision) -> None:
    """What was looked at changed by itself: whoever can look is asked, for its writer. Nobody is when nobody can."""
    people = await able(work, revision)
    if not people:
        return
    about = work.chance.id(), bulletin.coalition_id, bulletin.id, RemarkKind.ASKED, revision.written_by
    asked = Remark(*about, work.clock.now(), revision.id)
    await work.uow.drafts.add_remark(asked)
    for person in people:
        await _tell(work, bulletin, person.id, ASKED, asked.id, {"bulletin_id": bulletin.id, "asked_id": asked.id})


async def able(work: Work, revision: Revision) -> list[Person]:
    """Whose yes to it would count, and who is there today: never who wrote words of it."""
    today = today_of(work, await work.uow.coalitions.get(revision.coalition_id))
    people = await joined_coordinators(work, revision.coalition_id)
    wrote = await authorship.writers(work, revision)
    return [person for person in people if person.id not in wrote and not person.is_away(today)]


async def moved_since(work: Work, revision: Revision, by: str | None = None) -> bool:
    """Whether somebody (`by`) agreed to this very draft while a proposal in it stood elsewhere."""
    for look in await work.uow.bulletins.second_looks(revision.bulletin_id):
        if by not in {None, look.by}:
            continue
        seen = await work.uow.bulletins.revision(look.revision_id)
        if seen.standings != revision.standings and revising.same_source(replace(seen, standings=revision.standings), revision):
            return True
    return False


async def all_wrote(work: Work, revision: Revision) -> bool:
    """Whether there are several coordinators, and none of them is left to look."""
    people = {person.id for person in await joined_coordinators(work, revision.coalition_id)}
    return len(people) > 1 and people <= await authorship.writers(work, revision)


async def agree(work: Work, actor: Actor, bulletin_id: str, seen: str) -> None:
    """A yes to the words that were seen. Stale: `changed`, when it says something else; and as `approvals.second_look`."""
    _, revision = await _open(work, actor, bulletin_id)
    await must_be_as_seen(work, revision, seen)
    await approvals.second_look(work, actor, bulletin_id)
    for person_id in await _listeners(work, actor, revision):
        bulletin = await work.uow.bulletins.get(bulletin_id)
        data = {"bulletin_id": bulletin_id, "remark_id": "", "look_by": actor.id, "given_id": revision.id}
        await _tell(work, bulletin, person_id, GIVEN, revision.id, data)


async def remark(work: Work, actor: Actor, bulletin_id: str, seen: str, words: str, media_id: str) -> Remark:
    """What somebody would change. Its writer hears it."""
    bulletin, revision = await _open(work, actor, bulletin_id)
    now = work.clock.now()
    media = media_id or None
    said = Remark(work.chance.id(), bulletin.coalition_id, bulletin.id, RemarkKind.REMARK, actor.id, now, seen, words, media)
    await work.uow.drafts.add_remark(said)
    for person_id in await _listeners(work, actor, revision):
        data = {"bulletin_id": bulletin.id, "remark_id": said.id, "look_by": actor.id, "given_id": said.id}
        await _tell(work, bulletin, person_id, GIVEN, said.id, data)
    await note(work, actor, "draft_remarked", said.id)
    return said


async def said(work: Work, actor: Actor, bulletin_id: str, remark_id: str) -> Remark:
    """One remark. Raises NotThere."""
    bulletin = await work.uow.bulletins.get(bulletin_id)
    actor.must_be(Role.COORDINATOR, coalition_id=bulletin.coalition_id)
    for one in await work.uow.drafts.remarks(bulletin.id):
        if one.id == remark_id:
            return one
    raise NotThere("remark", id=remark_id)


async def must_be_as_seen(work: Work, revision: Revision, seen: str) -> None:
    """Stale `changed` unless what somebody saw differs in translations at most."""
    if seen != revision.id and not revising.same_source(await work.uow.bulletins.revision(seen), revision):
        raise Stale("changed", id=revision.bulletin_id)


async def _listeners(work: Work, actor: Actor, revision: Revision) -> list[str]:
    """Who wrote it and who asked for a look at it: they hear what came of it."""
    asked = {r.by for r in await work.uow.drafts.remarks(revision.bulletin_id) if r.kind is RemarkKind.ASKED}
    return sorted({revision.written_by, *await authorship.writers(work, revision), *asked} - {actor.id, ""})


async def _open(work: Work, actor: Actor, bulletin_id: str) -> tuple[Bulletin, Revision]:
    """Nobody else's until this unit of work ends: what was looked at is what the yes is for."""
    bulletin = await work.uow.bulletins.lock(bulletin_id)
    actor.must_be(Role.COORDINATOR, coalition_id=bulletin.coalition_id)
    if not bulletin.may_begin or bulletin.revision_id is None:
        raise Stale("already_sent", id=bulletin.id, state=bulletin.state)
    return bulletin, await work.uow.bulletins.revision(bulletin.revision_id)


async def _tell(work: Work, bulletin: Bulletin, person_id: str, name: str, about: str, data: Mapping[str, str]) -> None:
    key = f"{name}:{about}:{person_id}"
    await work.uow.inbox.tell(Happened(name, bulletin.coalition_id, person_id, key, dict(data)))
