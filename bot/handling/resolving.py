"""References in values become words: a quote, an element of a revision, a message of a thread. What can be said without the
store (days, texts, languages) is left to `bot.texts`.
"""

from typing import Any

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
        case {"quote": str(quote_id)}:
            return (await uow.trajectories.quote(quote_id)).text
        case {"message": str(message_id)}:
            return (await uow.questions.message(message_id)).text
        case {"bulletin": str(revision_id), "element": str(element)}:
            return await _element(uow, revision_id, element, (language, SOURCE) if at_once else (language,))
        case dict() as held if held.keys() & {"ticked", "lines"}:
            return {name: await resolve(uow, inner, language, at_once=at_once) for name, inner in held.items()}
        case list():
            return [await resolve(uow, item, language, at_once=at_once) for item in value]
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
