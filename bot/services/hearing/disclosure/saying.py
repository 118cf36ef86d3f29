"""What parents said beside a reaction, and let professionals read."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from bot.domain.actor import Actor, Role
from bot.domain.audit import AuditEvent
from bot.domain.bulletin import Bulletin
from bot.domain.consent import Purpose
from bot.domain.reaction import TOLD, Reaction
from bot.domain.translation import TaskState
from bot.services.auditing import note
from bot.services.hearing.disclosure.looking import bulletin_for
from bot.services.work import Work


class Form(StrEnum):
    """What there is of what a parent said, for a coordinator."""

    WORDS = "words"
    """To read: as the parent wrote them, or as somebody put them in Dutch."""
    VOICE = "voice"
    """To hear: of who said yes to that on the panel."""
    WAITS = "waits"
    """Spoken; somebody who may listen writes it down."""
    UNHEARD = "unheard"
    """Spoken; the parent does not let us listen (or did not say yet)."""


@dataclass(frozen=True, slots=True)
class Words:
    """What some parent said of a subject, and lets professionals read."""

    subject: str
    language: str
    text: str = field(repr=False)
    form: Form = Form.WORDS
    translation_id: str | None = None
    """What a translator made of it in Dutch, or what somebody wrote down of it."""
    reaction_id: str = field(default="", repr=False)
    """For a reference to them (`domain.wording.reaction`), and for nothing else."""
    is_new: bool = False
    """They could not be read yet when the same coordinator looked last."""


async def words(work: Work, actor: Actor, bulletin_id: str) -> list[Words]:
    """By permission only, in an order that says nothing. For coordinators: the command line reads no parent's words."""
    actor.must_be(Role.COORDINATOR)
    bulletin = await bulletin_for(work, actor, bulletin_id)
    shown = await allowed(work, bulletin)
    await note(work, actor, "words_seen", bulletin.id)
    return [await _words(work, r) for r in shown]


async def words_since(
    work: Work, actor: Actor, bulletin_id: str, subject: str = "", *, since: datetime | None = None
) -> list[Words]:
    """The same, those first that came since; of one subject, or of all when it is empty."""
    actor.must_be(Role.COORDINATOR)
    bulletin = await bulletin_for(work, actor, bulletin_id)
    found = []
    for r in await allowed(work, bulletin):
        if subject in {"", r.subject}:
            is_new = since is None or (r.words_at is not None and r.words_at > since)
            found.append(replace(await _words(work, r), reaction_id=r.id, is_new=is_new))
    return sorted(found, key=lambda told: not told.is_new)


async def look_at_words(work: Work, actor: Actor, bulletin_id: str, subject: str = "") -> datetime | None:
    """The coordinator looks now, at one subject or at all; when they looked at it before, None when they never did.

    Who looked at one subject saw nothing new of the others.
    """
    actor.must_be(Role.COORDINATOR)
    bulletin = await bulletin_for(work, actor, bulletin_id)
    looked = [e.at for e in await work.uow.audit.of(bulletin.coalition_id, bulletin.id) if _is_look(e, actor, subject)]
    await note(work, actor, "words_seen", bulletin.id, reason=subject or None)
    return max(looked, default=None)


async def allowed(work: Work, bulletin: Bulletin) -> list[Reaction]:
    """Reactions with words that their parent lets be read, in an order that says nothing."""
    return [r for r in await _shown(work, bulletin) if r.subject != TOLD]


async def told_on(work: Work, actor: Actor, bulletin_id: str) -> list[Words]:
    """What parents would tell another parent about the whole message, by permission, in an order that says nothing.

    A voice may be heard only of who is on the panel, whose question said so, and lets somebody listen. Of others it is named.
    """
    actor.must_be(Role.COORDINATOR)
    bulletin = await bulletin_for(work, actor, bulletin_id)
    found = [r for r in await _shown(work, bulletin) if r.subject == TOLD]
    heard = await work.uow.people.consented([r.person_id for r in found], Purpose.PANEL)
    await note(work, actor, "told_on_seen", bulletin.id)
    told = [replace(await _words(work, r), reaction_id=r.id) for r in found]
    return [
        replace(said, form=Form.VOICE) if said.form is Form.WAITS and r.person_id in heard else said
        for said, r in zip(told, found, strict=True)
    ]


async def _shown(work: Work, bulletin: Bulletin) -> list[Reaction]:
    found = [r for r in await work.uow.bulletins.reactions(bulletin.id) if r.may_show and (r.words or r.media_id)]
    return sorted(found, key=lambda r: sha256(r.id.encode()).digest())


async def _words(work: Work, reaction: Reaction) -> Words:
    made = await _in_dutch(work, reaction)
    form = Form.WORDS if reaction.words.strip() or made else Form.WAITS if reaction.to_hear else Form.UNHEARD
    return Words(reaction.subject, reaction.language, reaction.words, form, made)


def _is_look(event: AuditEvent, actor: Actor, subject: str) -> bool:
    return event.what == "words_seen" and event.actor_id == actor.id and (event.reason or "") in {"", subject}


async def _in_dutch(work: Work, reaction: Reaction) -> str | None:
    tasks = [task for task in await work.uow.translations.of_reaction(reaction.id) if task.state is TaskState.DONE and task.words]
    return tasks[-1].id if tasks else None
