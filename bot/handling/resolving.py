"""References in values become words: a quote, an element of a revision, a message of a thread. What can be said without the
store (days, texts, languages) is left to `bot.texts`.
"""

from typing import Any

from bot.domain import wording
from bot.domain.approval import text_hash
from bot.domain.wording import Value, Values
from bot.services.languages import SOURCE
from bot.services.ports import UnitOfWork


class NoWords(Exception):
    """A revision has no approved words in this language."""


async def resolved(uow: UnitOfWork, values: Values, language: str, *, at_once: bool = False) -> Values:
    """Every value resolved. Raises NoWords."""
    return {name: await resolve(uow, value, language, at_once=at_once) for name, value in values.items()}


async def resolve(uow: UnitOfWork, value: Value, language: str, *, at_once: bool = False) -> Any:
    """The value, in words of `language` where it is a reference. Raises NoWords; NotThere for what was forgotten.

    `at_once`: it answers somebody's own tap, who chose another language in the middle. What nobody approved in that language is
    then said in Dutch, the source, rather than not at all.
    """
    match value:
        case {"ticked": label}:
            return {"ticked": await resolve(uow, label, language, at_once=at_once)}
        case {"text": key, "values": dict(own)}:
            return {"text": key, "values": await resolved(uow, own, language, at_once=at_once)}
        case list():
            return [await resolve(uow, item, language, at_once=at_once) for item in value]
        case dict():
            return await _referred(uow, value, language, at_once=at_once)
        case _:
            return value


async def _referred(  # noqa: PLR0911 - a table reads best as one
    uow: UnitOfWork, value: dict[str, Any], language: str, *, at_once: bool
) -> Value:
    """What is kept elsewhere; anything else as it is."""
    match value:
        case {"quote": str(id_)}:
            return (await uow.trajectories.quote(id_)).text
        case {"message": str(id_)}:
            return (await uow.questions.message(id_)).text
        case {"trial": str(id_)}:
            return (await uow.drafts.trial(id_)).words
        case {"person": str(id_)}:
            person = await uow.people.find(id_)
            return person.name if person and person.is_staff and person.name else {"text": "common.a_colleague"}
        case {"bulletin": str(revision_id), "element": str(element), "preview": True}:
            return await _preview(uow, revision_id, element, language)
        case {"bulletin": str(revision_id), "element": str(element)}:
            return await _element(uow, revision_id, element, (language, SOURCE) if at_once else (language,))
        case _:
            return value


async def _element(uow: UnitOfWork, revision_id: str, element: str, languages: tuple[str, ...]) -> str:
    revision = await uow.bulletins.revision(revision_id)
    for language in languages:
        words = revision.texts.get((language, element), "")
        if not words:
            continue
        hashed = text_hash(element, words)
        if language == SOURCE or await uow.bulletins.approved(revision.coalition_id, language, [hashed]):
            return words
    raise NoWords(element)


async def _preview(uow: UnitOfWork, revision_id: str, element: str, language: str) -> Value:
    """The words as they stand, with a mark when nobody approved them yet; or that there are none."""
    revision = await uow.bulletins.revision(revision_id)
    words = revision.texts.get((language, element), "")
    if not words.strip():
        return wording.text("common.preview_missing", language_word=wording.language_name(language))
    try:
        return await _element(uow, revision_id, element, (language,))
    except NoWords:
        return wording.text("common.preview_unapproved", words=words)
