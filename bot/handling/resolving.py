"""References in values become words: a quote, an element of a revision, a message of a thread. What can be said without the
store (days, texts, languages) is left to `bot.texts`.
"""

from typing import Any

from bot.domain.wording import Value, Values
from bot.services.ports import UnitOfWork


class NoWords(Exception):
    """An approved revision has no words in this language."""


async def resolved(uow: UnitOfWork, values: Values, language: str) -> Values:
    """Every value resolved. Raises NoWords."""
    return {name: await resolve(uow, value, language) for name, value in values.items()}


async def resolve(uow: UnitOfWork, value: Value, language: str) -> Any:
    """The value, in words of `language` where it is a reference. Raises NoWords; NotThere for what was forgotten."""
    match value:
        case {"quote": str(quote_id)}:
            return (await uow.trajectories.quote(quote_id)).text
        case {"message": str(message_id)}:
            return (await uow.questions.message(message_id)).text
        case {"bulletin": str(revision_id), "element": str(element)}:
            words = (await uow.bulletins.revision(revision_id)).texts.get((language, element))
            if words is None:
                raise NoWords(element)
            return words
        case {"ticked": label}:
            return {"ticked": await resolve(uow, label, language)}
        case list():
            return [await resolve(uow, item, language) for item in value]
        case _:
            return value
