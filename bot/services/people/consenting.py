"""A yes to one purpose: asked in words of a known version, given, and taken back."""

from dataclasses import replace

from bot.domain.actor import Actor
from bot.domain.consent import Consent, Purpose, Shown
from bot.domain.errors import Refused
from bot.domain.person import Person
from bot.services.auditing import note
from bot.services.speaking.fixed_texts import wordbook
from bot.services.work import Work


async def question(work: Work, actor: Actor, purpose: Purpose) -> Shown:
    """The words of the question as this person would read them now."""
    person = await work.uow.people.get(actor.id)
    words = await wordbook(work, person.coalition_id)
    return Shown(words.consent_version(purpose, person.language), person.language)


async def give(work: Work, actor: Actor, purpose: Purpose, shown: Shown) -> Consent:
    """A yes to the words that were shown.

    Refused: `words_changed`, when they would read otherwise by now (another text, or another language was chosen): then they
    are to be shown once more. So a message that was rendered between the asking and the yes said these words too.
    """
    if shown != await question(work, actor, purpose):
        raise Refused("words_changed", purpose=purpose)
    consent = Consent(actor.id, actor.coalition_id, purpose, shown.version, shown.language, work.clock.now())
    await work.uow.people.save_consent(consent)
    await note(work, actor, "consent_given", actor.id, reason=purpose)
    return consent


async def take_back(work: Work, actor: Actor, purpose: Purpose) -> bool:
    """Every yes to it that stands is withdrawn; whether there was any.

    What follows from that is up to the caller: `leaving.stop` for updates, `reactions.hide_words` for words.
    """
    now = work.clock.now()
    standing = [c for c in await work.uow.people.consents(actor.id) if c.purpose is purpose and c.stands]
    for consent in standing:
        await work.uow.people.save_consent(replace(consent, withdrawn_at=now))
    if standing:
        await note(work, actor, "consent_withdrawn", actor.id, reason=purpose)
    return bool(standing)


async def stands(work: Work, person: Person, purpose: Purpose) -> bool:
    """Whether the newest yes to it was not taken back."""
    consent = await work.uow.people.consent(person.id, purpose)
    return consent is not None and consent.stands
