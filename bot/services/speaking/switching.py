"""A coalition starts to speak a language, and stops with it: a coordinator's own act, kept with who and when.

It wants the consent, stop and safety texts approved by the coalition's own people (docs/decisions/0011). When one of these
changes later, the language asks again: nobody new can choose it until somebody approved the new words. Who reads it already
goes on reading it, and can stop at any moment.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.actor import Actor, Role
from bot.domain.errors import Refused
from bot.domain.own_text import SwitchedOn
from bot.services.auditing import note
from bot.services.people.crew import READERS
from bot.services.speaking import fixed_texts
from bot.services.speaking.fixed_texts import alike
from bot.services.speaking.languages import SOURCE
from bot.services.work import Work
from bot.texts.review import ReviewState


class Switch(StrEnum):
    """`asks_again`: it is on, and a text that must be approved is not any more."""

    ON = "on"
    ASKS_AGAIN = "asks_again"
    READY = "ready"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one language stands, in numbers of texts; those that are the same words count once (`fixed_texts.alike`)."""

    language: str
    switch: Switch
    total: int
    draft: int
    reviewed: int
    """By the project; `draft` and `approved` too. Of texts that are the same words the least."""
    approved: int
    here: int
    """Approved by this coalition."""
    safety: int
    safety_open: int
    """Of those that must be approved: how many are not."""
    own: int
    """Texts that it says in words of its own."""
    waiting: int
    """Own words that wait for somebody else's yes."""
    switched: SwitchedOn | None
    may_approve: tuple[str, ...]
    """Ids of those who know it."""


async def overview(work: Work, actor: Actor) -> list[Standing]:
    """Every complete language but Dutch: those that are on first, then by code."""
    actor.must_be(*READERS)
    found = [await standing(work, actor, language) for language in work.words.languages() if language != SOURCE]
    return sorted(found, key=lambda each: (each.switched is None, each.language))


async def standing(work: Work, actor: Actor, language: str) -> Standing:
    """One of them. Refused: `language_incomplete`."""
    actor.must_be(*READERS)
    texts = alike(await fixed_texts.current(work, actor.coalition_id, language))
    if not texts or language == SOURCE:
        raise Refused("language_incomplete", language=language)
    on = {each.language: each for each in await work.uow.own_texts.switched_on(actor.coalition_id)}
    open_ = sum(each.blocks for each in texts)
    ready, not_ready = (Switch.ON, Switch.ASKS_AGAIN) if language in on else (Switch.READY, Switch.BLOCKED)
    states = [min((ReviewState(text.text.state) for text in each.texts), key=tuple(ReviewState).index) for each in texts]
    people = {p.id: p for role in READERS for p in await work.uow.people.with_role(actor.coalition_id, role)}
    return Standing(
        language,
        not_ready if open_ else ready,
        len(texts),
        states.count(ReviewState.DRAFT),
        states.count(ReviewState.REVIEWED),
        states.count(ReviewState.APPROVED),
        here=sum(all(text.may_be_said for text in each.texts) for each in texts),
        safety=sum(each.is_safety for each in texts),
        safety_open=open_,
        own=sum(each.first.own is not None and not each.open for each in texts),
        waiting=sum(any(text.waits for text in each.texts) for each in texts),
        switched=on.get(language),
        may_approve=tuple(sorted(p.id for p in people.values() if language in p.translates)),
    )


async def switch_on(work: Work, actor: Actor, language: str) -> None:
    """Parents may choose it from now on. Doing it twice changes nothing. Refused: `language_incomplete`, `safety_open`."""
    actor.must_be(Role.COORDINATOR)
    found = await standing(work, actor, language)
    if found.safety_open:
        raise Refused("safety_open", language=language, texts=found.safety_open)
    if found.switched is None:
        await work.uow.own_texts.switch_on(SwitchedOn(actor.coalition_id, language, actor.id, work.clock.now()))
        await note(work, actor, "language_switched_on", language)


async def switch_off(work: Work, actor: Actor, language: str) -> None:
    """Nobody new can choose it any more. Who reads it goes on reading it."""
    actor.must_be(Role.COORDINATOR)
    await work.uow.own_texts.switch_off(actor.coalition_id, language)
    await note(work, actor, "language_switched_off", language)
