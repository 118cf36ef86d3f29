"""What a coalition approved before: the same Dutch is not translated twice."""

from bot.domain.bulletin import Bulletin
from bot.services.speaking import languages
from bot.services.speaking.languages import SOURCE
from bot.services.work import Work
from bot.services.writing import revising


async def from_memory(work: Work, bulletin: Bulletin, language: str) -> dict[str, str]:
    """Words for elements that it lacks in this language, by element: those of another bulletin with the same element in the same
    Dutch, as far as they were approved. The newest ones, when there are several."""
    if bulletin.revision_id is None:
        return {}
    revision = await work.uow.bulletins.revision(bulletin.revision_id)
    there = revising.source(revision.texts)
    wanted = {element: words for element, words in there.items() if not revision.texts.get((language, element), "").strip()}
    found: dict[str, str] = {}
    for other in await work.uow.bulletins.of(bulletin.coalition_id) if wanted else []:
        if other.id == bulletin.id or other.revision_id is None:
            continue
        before = await work.uow.bulletins.revision(other.revision_id)
        hashes = languages.hashes(before, language)
        same = [e for e, words in wanted.items() if e in hashes and before.texts.get((SOURCE, e)) == words]
        approved = (
            await work.uow.bulletins.approved(bulletin.coalition_id, language, [hashes[e] for e in same]) if same else set()
        )
        found |= {e: before.texts[language, e] for e in same if hashes[e] in approved}
    return found
