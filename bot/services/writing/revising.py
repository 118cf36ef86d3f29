"""A bulletin gets another revision: what stays true of the one before, and what does not.

What was approved is what is sent. Words are approved by a hash of them, so changed words have no approval; the other
coordinator's look is at the Dutch, and stays as long as that does.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.bulletin import PICTURE, Bulletin, Revision
from bot.services.speaking.languages import SOURCE
from bot.services.work import Work

Texts = Mapping[tuple[str, str], str]
PROPOSALS, QUOTES, NEXT_PROMISED, OVERRULED = "proposals", "quotes", "next_promised", "plain_overruled"
"""Parts of a draft that are no texts."""


async def add(work: Work, bulletin: Bulletin, revision: Revision, before: Revision | None) -> Bulletin:
    """The bulletin as it is now. Whoever waits for it gets the newer revision, when it is going out.

    A second look is carried over while only languages differ. The caller has seen to it that what went out stays as it is.
    """
    await work.uow.bulletins.add_revision(revision)
    after = replace(bulletin, kind=revision.kind, revision_id=revision.id)
    await work.uow.bulletins.save(after)
    if before is None:
        return after
    if same_source(before, revision):
        look = await work.uow.bulletins.second_look(before.id)
        if look is not None:
            await work.uow.bulletins.add_second_look(replace(look, revision_id=revision.id))
    if not bulletin.may_begin:
        await work.uow.ledger.move(bulletin.id, revision.id)
    return after


def same_source(before: Revision, after: Revision) -> bool:
    """Whether everything but translations (and a verdict by newer rules) is the same."""
    alike = replace(before, id=after.id, number=after.number, plain_score=after.plain_score, texts=after.texts)
    return alike == after and source(before.texts) == source(after.texts)


def different(before: Revision, after: Revision) -> tuple[str, ...]:
    """The parts that differ: elements by their name, and those that are no texts. Translations are no part of it."""
    old, new = source(before.texts), source(after.texts)
    found = [element for element in {**old, **new} if old.get(element) != new.get(element)]
    pictured = {**before.pictures, **after.pictures}
    changed = [f"proposal:{p}:{PICTURE}" for p in pictured if before.pictures.get(p) != after.pictures.get(p)]
    found += [element for element in changed if element not in found]
    others = {
        QUOTES: before.quote_ids != after.quote_ids,
        PROPOSALS: before.proposal_ids != after.proposal_ids,
        NEXT_PROMISED: before.next_promised != after.next_promised,
        OVERRULED: before.plain_overruled != after.plain_overruled,
    }
    return (*found, *(part for part, differs in others.items() if differs))


def source(texts: Texts) -> dict[str, str]:
    """The Dutch, by element."""
    return {element: words for (language, element), words in texts.items() if language == SOURCE}


def with_source(texts: Texts, changed: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """These texts with other Dutch; empty words take an element out. The translations of what changed are stale, and go."""
    before = source(texts)
    after = {name: words for name, words in {**before, **changed}.items() if words.strip()}
    stale = {name for name in {**before, **after} if before.get(name) != after.get(name)}
    kept = {(language, name): words for (language, name), words in texts.items() if language != SOURCE and name not in stale}
    return {(SOURCE, name): words for name, words in after.items()} | kept


def plain_score(work: Work, texts: Texts) -> int:
    """0 to 100, of all its Dutch together, which ends with the promised day."""
    return work.words.plain_score("\n".join(source(texts).values()), day_follows=True)
