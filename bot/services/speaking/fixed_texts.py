"""The fixed texts in one language, as a coalition has them: ours, or words of its own, and which of them its people approved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.coalition import Coalition
from bot.domain.own_text import OwnText, OwnWords
from bot.services.ports import UnitOfWork
from bot.services.work import FixedText, Wordbook, Work


class Hashes(Protocol):
    """What approvals and own words are bound to."""

    def hash_with(self, key: str, forms: Sequence[str]) -> str: ...
    def source_hash(self, key: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Current:
    """One text in one language, for one coalition."""

    text: FixedText
    own: OwnText | None
    """Words of its own for the Dutch as it is now, in use or not."""
    forms: tuple[str, ...]
    """What is to be approved, or was: own words when there are any."""
    text_hash: str
    """Of these."""
    is_approved: bool
    """By this coalition."""
    may_be_said: bool
    """These words are approved, or ours are while own words wait."""
    is_safety: bool

    @property
    def waits(self) -> bool:
        """Own words wait for somebody else's yes."""
        return self.own is not None and not self.is_approved


@dataclass(frozen=True, slots=True)
class Alike:
    """Texts that are the same words, in Dutch and in this language, by the same writer: one thing to look at, wherever they are
    said."""

    texts: tuple[Current, ...]
    """At least one, in the order of all."""

    @property
    def first(self) -> Current:
        """What stands for them: their words are the same."""
        return self.texts[0]

    @property
    def open(self) -> tuple[Current, ...]:
        """Those that wait for a yes."""
        return tuple(each for each in self.texts if not each.is_approved)

    @property
    def is_safety(self) -> bool:
        """One of them must be approved first."""
        return any(each.is_safety for each in self.texts)

    @property
    def blocks(self) -> bool:
        """One that must be approved first is not."""
        return any(each.is_safety and not each.may_be_said for each in self.texts)

    @property
    def titles(self) -> tuple[str, ...]:
        """Of the flows in which they are said, each once."""
        return tuple(dict.fromkeys(each.text.title for each in self.texts if each.text.title))


def alike(there: Mapping[str, Current]) -> list[Alike]:
    """The same texts, each of them once: those that are the same words together, where the first of them stood."""
    found: dict[tuple[object, ...], list[Current]] = {}
    for each in there.values():
        by = each.own.by if each.own is not None else None
        found.setdefault((each.text.dutch, each.forms, each.text.is_button, by), []).append(each)
    return [Alike(tuple(texts)) for texts in found.values()]


async def in_use(uow: UnitOfWork, words: Hashes, coalition: Coalition) -> OwnWords:
    """The coalition's own words that somebody approved, for the Dutch as it is now. No query while it has none."""
    if not coalition.words_version:
        return {}
    fresh = [text for text in await uow.own_texts.of(coalition.id) if text.source_hash == words.source_hash(text.key)]
    found = {}
    for language in sorted({text.language for text in fresh}):
        hashes = {words.hash_with(text.key, text.forms): text for text in fresh if text.language == language}
        for text_hash in await uow.bulletins.approved(coalition.id, language, sorted(hashes)):
            found[language, hashes[text_hash].key] = hashes[text_hash].forms
    return found


async def wordbook(work: Work, coalition_id: str) -> Wordbook:
    """The texts as this coalition says them."""
    own = await in_use(work.uow, work.words, await work.uow.coalitions.get(coalition_id))
    return work.words.with_own(own) if own else work.words


async def safe(work: Work, coalition_id: str, language: str) -> bool:
    """Whether everything that must be approved before this language is spoken is approved. False for one that is not complete."""
    if language not in work.words.languages():
        return False
    return all(each.may_be_said for each in (await _current(work, coalition_id, language, work.words.safety_keys())).values())


async def current(work: Work, coalition_id: str, language: str) -> Mapping[str, Current]:
    """Every fixed text by key, those that must be approved first. Empty for a language that is not complete."""
    return await _current(work, coalition_id, language, work.words.fixed_keys())


async def _current(work: Work, coalition_id: str, language: str, keys: Sequence[str]) -> Mapping[str, Current]:
    words = work.words
    if language not in words.languages():
        return {}
    coalition = await work.uow.coalitions.get(coalition_id)
    there = await _own_in(work, coalition, language)
    own = {text.key: text for text in there if text.source_hash == words.source_hash(text.key)}
    ours = {key: words.fixed_text(key, language) for key in keys}
    hashes = {key: words.hash_with(key, text.forms) for key, text in ours.items()}
    own_hashes = {key: words.hash_with(key, text.forms) for key, text in own.items() if key in ours}
    approved = await work.uow.bulletins.approved(coalition_id, language, sorted({*hashes.values(), *own_hashes.values()}))
    safety, found = set(words.safety_keys()), {}
    for key, text in ours.items():
        mine = own.get(key)
        text_hash = own_hashes.get(key, hashes[key])
        found[key] = Current(
            text,
            mine,
            mine.forms if mine else text.forms,
            text_hash,
            is_approved=text_hash in approved,
            may_be_said=bool({text_hash, hashes[key]} & approved),
            is_safety=key in safety,
        )
    return found


async def _own_in(work: Work, coalition: Coalition, language: str) -> list[OwnText]:
    if not coalition.words_version:
        return []
    return [text for text in await work.uow.own_texts.of(coalition.id) if text.language == language]
