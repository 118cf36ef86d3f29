"""What parents say of what we told: a tap, and words or voice if they like. The newest counts."""

from dataclasses import replace

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import BulletinState
from bot.domain.consent import Purpose, Shown
from bot.domain.errors import NotAllowed, NotThere, Refused
from bot.domain.person import PersonState
from bot.domain.reaction import MEANING, TOLD, Reaction, ReactionKind
from bot.services.auditing import note
from bot.services.following_up import moved
from bot.services.people import consenting
from bot.services.translation import translating_words
from bot.services.work import Work


async def record(work: Work, actor: Actor, bulletin_id: str, subject: str, kind: ReactionKind) -> Reaction:
    """A tap. A changed mind overwrites the kind and keeps the words. Refused: `subject_unknown`, `not_joined`."""
    reaction = replace(await _reaction(work, actor, bulletin_id, subject), kind=kind, at=work.clock.now())
    await work.uow.bulletins.save_reaction(reaction)
    await note(work, actor, "reaction_recorded", bulletin_id)
    if subject != MEANING:
        person, bulletin = await work.uow.people.get(actor.id), await work.uow.bulletins.get(bulletin_id)
        await moved.plan_for_late(work, person, bulletin, subject)
    return reaction


async def add_words(
    work: Work,
    actor: Actor,
    bulletin_id: str,
    subject: str,
    words: str = "",
    *,
    media_id: str | None = None,
    language: str | None = None,
    may_show: bool = False,
) -> Reaction:
    """Words or a voice note beside the tap (or without one); newer ones replace older ones. `language` None is the parent's own.

    Called again without words or voice it only changes `may_show`: the permission of the parent. A new voice nobody may hear yet
    (`voices`). Refused: as `record`, and `nothing_said`.
    """
    old = await _reaction(work, actor, bulletin_id, subject)
    if not words.strip() and media_id is None:
        if not old.words and old.media_id is None:
            raise Refused("nothing_said")
        may_hear = old.may_hear and may_show
        reaction = replace(old, may_show=may_show, may_hear=may_hear, words_at=old.words_at if old.may_show else work.clock.now())
    else:
        person = await work.uow.people.get(actor.id)
        new = {"words": words, "media_id": media_id, "language": language or person.language, "may_show": may_show}
        reaction = replace(old, at=work.clock.now(), words_at=work.clock.now(), may_hear=False, **new)  # type: ignore[arg-type]
    await work.uow.bulletins.save_reaction(reaction)
    await translating_words.of_reaction(work, await work.uow.people.get(actor.id), reaction)
    await note(work, actor, "reaction_words_added", bulletin_id)
    return reaction


async def show_words(work: Work, actor: Actor, bulletin_id: str, subject: str, shown: Shown) -> Reaction:
    """The parent lets coordinators read the words of one reaction: a yes to the question that was shown.

    Refused: as `add_words`, and `words_changed` when the question reads otherwise by now.
    """
    await _reaction(work, actor, bulletin_id, subject)
    await consenting.give(work, actor, Purpose.WORDS, shown)
    return await add_words(work, actor, bulletin_id, subject, may_show=True)


async def hide_words(work: Work, actor: Actor) -> int:
    """The parent takes back that coordinators read their words: of none of their reactions any more. How many that changes.

    The taps beside them still count. What was read already, nobody can take back.
    """
    actor.must_be(Role.PARENT)
    shown = [r for r in await work.uow.bulletins.reactions_of(actor.id) if r.may_show]
    for reaction in shown:
        hidden = replace(reaction, may_show=False, may_hear=False)
        await work.uow.bulletins.save_reaction(hidden)
        await translating_words.of_reaction(work, await work.uow.people.get(actor.id), hidden)
    await consenting.take_back(work, actor, Purpose.WORDS)
    return len(shown)


async def forget_told(work: Work, actor: Actor) -> int:
    """What the parent would have told another parent goes, as the question for the panel says; how many answers that were."""
    actor.must_be(Role.PARENT)
    answers = [r for r in await work.uow.bulletins.reactions_of(actor.id) if r.subject == TOLD and (r.words or r.media_id)]
    for answer in answers:
        emptied = replace(answer, words="", media_id=None, may_show=False, may_hear=False)
        await work.uow.bulletins.save_reaction(emptied)
        await translating_words.of_reaction(work, await work.uow.people.get(actor.id), emptied)
    return len(answers)


async def _reaction(work: Work, actor: Actor, bulletin_id: str, subject: str) -> Reaction:
    """The one that is there, or a new one without a kind."""
    actor.must_be(Role.PARENT)
    person = await work.uow.people.get(actor.id)
    if person.state not in {PersonState.ACTIVE, PersonState.PAUSED}:
        raise Refused("not_joined")
    bulletin = await work.uow.bulletins.get(bulletin_id)
    if bulletin.coalition_id != person.coalition_id or bulletin.trajectory_id != person.trajectory_id:
        raise NotAllowed("other_trajectory")
    if bulletin.state is BulletinState.DRAFT or bulletin.revision_id is None:
        raise NotThere("bulletin", id=bulletin_id)
    revision = await work.uow.bulletins.revision(bulletin.revision_id)
    if subject not in {MEANING, TOLD} and subject not in revision.proposal_ids:
        raise Refused("subject_unknown", subject=subject)
    for reaction in await work.uow.bulletins.reactions_of(person.id):
        if reaction.bulletin_id == bulletin.id and reaction.subject == subject:
            return reaction
    now = work.clock.now()
    return Reaction(
        work.chance.id(),
        bulletin.coalition_id,
        bulletin.trajectory_id,
        bulletin.id,
        person.id,
        subject,
        None,
        now,
        language=person.language,
    )
