"""A coalition's own people go through the fixed texts: they approve words, or write better ones.

Ours were written by the project, so one yes of the coalition is a second pair of eyes. Own words want somebody else's yes. Who
knows the language may: it stands among what they translate. When nobody else does, a coordinator may, on the word of somebody
else, and says on whose. Not for what must be approved before parents can choose the language: of these words, at least the one
who wrote them knows what they say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.actor import Actor, Role
from bot.domain.approval import Approval
from bot.domain.errors import NotAllowed, NotThere, Refused, Stale
from bot.domain.own_text import OwnText
from bot.domain.person import Person, PersonState
from bot.services.auditing import note
from bot.services.people.crew import READERS
from bot.services.speaking import fixed_texts
from bot.services.speaking.fixed_texts import Alike, Current, alike
from bot.services.speaking.languages import SOURCE
from bot.services.work import Clash, Fault, Wordbook, Work


class OnWord(StrEnum):
    """Why a coordinator says yes to words in a language that they do not know: a code, as the audit has no words of people."""

    WRITER = "told_by_writer"
    OUTSIDER = "read_by_an_outsider"
    TOO_LATE = "cannot_wait"


@dataclass(frozen=True, slots=True)
class ToDo:
    """What somebody could look at, in the order in which it is asked: what must be approved first comes first."""

    texts: tuple[Alike, ...]
    order: tuple[str, ...]
    """Keys of all there are: where the first of each of these stands."""
    total: int
    """Texts that are the same words count once, here and below."""
    approved: int
    safety_open: int
    """How many of those that must be approved are not."""


async def to_do(work: Work, actor: Actor, language: str) -> ToDo:
    """What is not approved yet, without what waits for somebody else. Raises NotAllowed."""
    known_by = await knowers(work, actor, language)
    there = await fixed_texts.current(work, actor.coalition_id, language)
    things = alike(there)
    return ToDo(
        tuple(each for each in things if each.open and all(may(actor, text, known_by) for text in each.open)),
        tuple(there),
        len(things),
        sum(not each.open for each in things),
        sum(each.blocks for each in things),
    )


async def approve(work: Work, actor: Actor, language: str, seen: Mapping[str, str], because: OnWord | None = None) -> int:
    """A yes to texts, by key and by the hash of the words that were seen; to how many it is new.

    Who does not know the language says why it can be so.

    NotAllowed: this person does not know the language, and is no coordinator. Refused: `own_work`; `on_word`, for words that
    somebody who knows them must see; `nothing_said`, without the reason; `own_faulty` (with the `key`), for own words that
    cannot be said so any more (`wrong_now`). Stale: `changed`. Then nothing is approved.
    """
    known_by = await knowers(work, actor, language)
    await alone(work, actor)
    there = await fixed_texts.current(work, actor.coalition_id, language)
    fresh = []
    for key, text_hash in seen.items():
        text = _text(there, key)
        if text.text_hash != text_hash:
            raise Stale("changed", key=key)
        if text.is_approved:
            continue
        if not may(actor, text, known_by):
            raise Refused(_why_not(actor, text, known_by), key=key)
        if faulty(work, there, language, text):
            raise Refused("own_faulty", key=key)
        fresh.append(text)
    on_word = None if actor.id in known_by else because
    if fresh and actor.id not in known_by and on_word is None:
        raise Refused("nothing_said")
    now = work.clock.now()
    given = [Approval(actor.coalition_id, text.text_hash, language, actor.id, now) for text in fresh]
    await work.uow.bulletins.add_approvals(given)
    if any(text.own is not None for text in fresh):
        await work.uow.own_texts.changed(actor.coalition_id)
    for text in fresh:
        await note(work, actor, "fixed_text_approved", f"{language}:{text.text.key}", reason=on_word)
    return len(fresh)


async def write(
    work: Work, actor: Actor, language: str, key: str, forms: Sequence[str], seen: Mapping[str, str] | None = None
) -> Sequence[Fault]:
    """Own words for a text; empty when they are kept, else what is wrong with them. Words that are ours take the place of own
    ones. `seen` are the hashes of the words that the writer saw, by the keys of all that were the same: these are for each of
    them. Without it they are for `key` alone, and nothing is looked at.

    NotAllowed: this person does not know the language. Stale: `changed`, and then nothing is kept.
    """
    await knowers(work, actor, language)
    await alone(work, actor)
    there = await fixed_texts.current(work, actor.coalition_id, language)
    texts = [_text(there, each) for each in dict.fromkeys((key, *(seen or ())))]
    for text in texts:
        if seen is not None and text.text_hash != seen.get(text.text.key):
            raise Stale("changed", key=text.text.key)
    said = tuple(form.strip() for form in forms)
    book = with_own(work, there, language, {text.text.key: said for text in texts})
    for text in texts:
        if wrong := book.faults(text.text.key, language, said):
            return wrong
    for text in texts:
        await keep(work, actor, language, text, said)
    return ()


async def misheard(work: Work, actor: Actor, language: str, key: str) -> Sequence[Clash]:
    """What parents may type for a button, and would be understood otherwise by the words that stand for this text now. They can
    still choose it by its button, and by other words."""
    there = await fixed_texts.current(work, actor.coalition_id, language)
    return with_own(work, there, language).misheard(key, language, _text(there, key).forms)


def with_own(
    work: Work, there: Mapping[str, Current], language: str, changed: Mapping[str, tuple[str, ...]] | None = None
) -> Wordbook:
    """The texts with all own words of the coalition in this language, in use or not, and with these `changed` ones."""
    own = {(language, key): text.forms for key, text in there.items() if text.own is not None}
    return work.words.with_own(own | {(language, key): forms for key, forms in (changed or {}).items()})


async def wrong_now(work: Work, actor: Actor, language: str, key: str) -> Fault | None:
    """What is wrong with the coalition's own words for this text, that was not when they were written."""
    there = await fixed_texts.current(work, actor.coalition_id, language)
    return faulty(work, there, language, _text(there, key))


def faulty(work: Work, there: Mapping[str, Current], language: str, text: Current) -> Fault | None:
    """What is wrong with own words by now: another text, or a rule, changed since they were written."""
    if text.own is None or text.is_approved:
        return None
    return next(iter(with_own(work, there, language).faults(text.text.key, language, text.forms)), None)


async def alone(work: Work, actor: Actor) -> None:
    """Nobody else writes or approves texts of the coalition until this unit of work ends: who changes words that somebody else
    changed at the same moment is told so, as who does it a moment later."""
    await work.uow.coalitions.lock(actor.coalition_id)


async def drop(work: Work, actor: Actor, language: str, seen: Mapping[str, str]) -> int:
    """Own words that wait go, and ours stay: their writer thinks otherwise, or whoever may approve them keeps the old ones. How
    many that were. Nothing happens to words that are approved.

    NotAllowed, Stale: as `write`. Refused: `own_work`, `on_word`, for who may not say so.
    """
    known_by = await knowers(work, actor, language)
    await alone(work, actor)
    there = await fixed_texts.current(work, actor.coalition_id, language)
    dropped = []
    for key, text_hash in seen.items():
        text = _text(there, key)
        if text.text_hash != text_hash:
            raise Stale("changed", key=key)
        if text.own is None or not text.waits:
            continue
        if text.own.by != actor.id and not may(actor, text, known_by):
            raise Refused(_why_not(actor, text, known_by), key=key)
        dropped.append(key)
    for key in dropped:
        await work.uow.own_texts.drop(actor.coalition_id, language, key)
        await note(work, actor, "own_text_dropped", f"{language}:{key}")
    return len(dropped)


async def keep(work: Work, actor: Actor, language: str, text: Current, said: tuple[str, ...]) -> None:
    """Words without faults, by somebody who may, in the place of what stands there."""
    coalition_id, key = actor.coalition_id, text.text.key
    if said == text.text.forms:
        await work.uow.own_texts.drop(coalition_id, language, key)
        await note(work, actor, "own_text_dropped", f"{language}:{key}")
    elif said != text.forms:
        source, now = work.words.source_hash(key), work.clock.now()
        await work.uow.own_texts.save(OwnText(coalition_id, language, key, said, source, actor.id, now))
        await note(work, actor, "own_text_written", f"{language}:{key}")


async def own_waiting(work: Work, actor: Actor) -> tuple[tuple[str, int], ...]:
    """By language, how many own words wait for a yes that this coordinator may give; nothing for anybody else."""
    coalition = await work.uow.coalitions.get(actor.coalition_id)
    if Role.COORDINATOR not in actor.roles or not coalition.words_version:
        return ()
    found = []
    for language in sorted({text.language for text in await work.uow.own_texts.of(coalition.id)}):
        if language not in await known_languages(work, actor):
            continue
        waiting = [each for each in (await to_do(work, actor, language)).texts if any(text.waits for text in each.open)]
        found += [(language, len(waiting))] if waiting else []
    return tuple(found)


async def waits_for(work: Work, actor: Actor, language: str) -> list[tuple[Person, int]]:
    """Others who know the language and have texts of it to look at, with how many. For a coordinator."""
    actor.must_be(Role.COORDINATOR)
    found = []
    for person_id in sorted(await knowers(work, actor, language) - {actor.id}):
        person = await work.uow.people.get(person_id)
        if texts := (await to_do(work, person.actor, language)).texts:
            found.append((person, len(texts)))
    return found


async def known_languages(work: Work, actor: Actor) -> tuple[str, ...]:
    """The complete languages in which this person may approve."""
    found = []
    for language in work.words.languages():
        if language == SOURCE:
            continue
        try:
            await knowers(work, actor, language)
        except NotAllowed:
            continue
        found.append(language)
    return tuple(found)


async def knowers(work: Work, actor: Actor, language: str) -> frozenset[str]:
    """Ids of those who know the language, and joined or act now. Raises NotAllowed for who does not, unless it is a
    coordinator."""
    actor.must_be(*READERS)
    people: dict[str, Person] = {}
    for role in READERS:
        people |= {person.id: person for person in await work.uow.people.with_role(actor.coalition_id, role)}
    able = [p for p in people.values() if language in p.translates]
    # Who only stands in the data file has no chat to act in: an operator brings their file.
    found = frozenset(
        p.id for p in able if p.state is PersonState.ACTIVE or (p.id == actor.id and p.state is PersonState.INVITED)
    )
    if actor.id not in found and Role.COORDINATOR not in actor.roles:
        raise NotAllowed("cannot_translate", language=language)
    return found


def may(actor: Actor, text: Current, known_by: frozenset[str]) -> bool:
    """Nobody their own words; a coordinator who does not know the language only when nobody else could (`may_on_word`)."""
    writer = text.own.by if text.own is not None else None
    return actor.id != writer and (actor.id in known_by or (not known_by - {writer} and may_on_word(text, known_by)))


def may_on_word(text: Current, known_by: frozenset[str]) -> bool:
    """Whether somebody who does not know the language may say yes to it: one that comes first only when its writer does."""
    return not text.is_safety or (text.own is not None and text.own.by in known_by)


def _why_not(actor: Actor, text: Current, known_by: frozenset[str]) -> str:
    writer = text.own.by if text.own is not None else None
    return "own_work" if actor.id == writer or known_by - {writer} else "on_word"


def _text(there: Mapping[str, Current], key: str) -> Current:
    if key not in there:
        raise NotThere("fixed_text", id=key)
    return there[key]
