"""Who listens to what a parent said beside a reaction: nobody, until the parent says yes to that.

Coordinators read words by another yes (`reactions.show_words`). By this one somebody who works along hears the voice, and writes
down what it says (`translating_words.of_reaction`). It is asked once, holds for later voices, and is taken back at any moment.
"""

from dataclasses import replace
from enum import StrEnum

from bot.domain.actor import Actor, Role
from bot.domain.consent import Purpose, Shown
from bot.domain.errors import Refused
from bot.domain.person import Person, PersonState
from bot.domain.reaction import Reaction
from bot.services.auditing import note
from bot.services.people import consenting
from bot.services.translation import translating_words
from bot.services.work import Work


class Hearing(StrEnum):
    """How it stands with listening to the voice beside one reaction."""

    NO_VOICE = "no_voice"
    """Nothing was spoken of which the words may be read."""
    ALLOWED = "allowed"
    NOT_ASKED = "not_asked"


async def hearing(work: Work, actor: Actor, bulletin_id: str, subject: str) -> Hearing:
    """Whether somebody may listen to it. A yes to an earlier one that still stands is one to this too: it is heard from now on.

    Refused: `not_joined`.
    """
    person, reaction = await _spoken(work, actor, bulletin_id, subject)
    if reaction is None:
        return Hearing.NO_VOICE
    if not await consenting.stands(work, person, Purpose.VOICE):
        return Hearing.NOT_ASKED
    await _heard(work, person, reaction)
    return Hearing.ALLOWED


async def let_hear(work: Work, actor: Actor, bulletin_id: str, subject: str, shown: Shown) -> Reaction:
    """Somebody may listen to it, and write down what it says: a yes to the question that was shown.

    Refused: `not_joined`; `nothing_said`, without a voice of which the words may be read; `words_changed`, when the question
    reads otherwise by now.
    """
    person, reaction = await _spoken(work, actor, bulletin_id, subject)
    if reaction is None:
        raise Refused("nothing_said")
    await consenting.give(work, actor, Purpose.VOICE, shown)
    return await _heard(work, person, reaction)


async def hide(work: Work, actor: Actor) -> int:
    """The parent takes it back: nobody listens to any voice beside a reaction any more. How many that changes.

    What somebody wrote down already may still be read, until the parent takes that back too (`reactions.hide_words`).
    """
    actor.must_be(Role.PARENT)
    heard = [r for r in await work.uow.bulletins.reactions_of(actor.id) if r.may_hear]
    for reaction in heard:
        unheard = replace(reaction, may_hear=False)
        await work.uow.bulletins.save_reaction(unheard)
        await translating_words.not_heard(work, unheard)
    await consenting.take_back(work, actor, Purpose.VOICE)
    return len(heard)


async def _heard(work: Work, person: Person, reaction: Reaction) -> Reaction:
    if reaction.may_hear:
        return reaction
    reaction = replace(reaction, may_hear=True)
    await work.uow.bulletins.save_reaction(reaction)
    await translating_words.of_reaction(work, person, reaction)
    await note(work, person.actor, "reaction_voice_allowed", reaction.bulletin_id)
    return reaction


async def _spoken(work: Work, actor: Actor, bulletin_id: str, subject: str) -> tuple[Person, Reaction | None]:
    """The parent, and what they said aloud beside this reaction when its words may be read. Refused: `not_joined`."""
    actor.must_be(Role.PARENT)
    person = await work.uow.people.get(actor.id)
    if person.state not in {PersonState.ACTIVE, PersonState.PAUSED}:
        raise Refused("not_joined")
    theirs = await work.uow.bulletins.reactions_of(person.id)
    said = [r for r in theirs if (r.bulletin_id, r.subject) == (bulletin_id, subject) and r.media_id and r.may_show]
    return person, said[-1] if said else None
