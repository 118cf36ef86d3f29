"""References in values become words: a quote, an element of a revision, a message, a translation. What can be said without the
store (days, texts, languages) is left to `bot.texts`.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain import wording
from bot.domain.approval import text_hash
from bot.domain.errors import NotThere
from bot.domain.translation import TaskState
from bot.domain.wording import Value, Values
from bot.handling.shortening import shortened
from bot.services.ports import UnitOfWork
from bot.services.speaking.languages import SOURCE


class NoWords(Exception):
    """A revision has no approved words in this language."""


async def resolved(uow: UnitOfWork, values: Values, language: str, *, at_once: bool = False) -> Values:
    """Every value resolved. Raises NoWords."""
    return {name: await resolve(uow, value, language, at_once=at_once) for name, value in values.items()}


async def resolve(  # noqa: PLR0911 - a table reads best as one
    uow: UnitOfWork, value: Value, language: str, *, at_once: bool = False
) -> Any:
    """The value, in words of `language` where it is a reference. Raises NoWords; NotThere for what was forgotten.

    `at_once`: it answers somebody's own tap, who chose another language in the middle. What nobody approved in that language is
    then said in Dutch, the source, rather than not at all.
    """
    match value:
        case {"quote": str(quote_id), "most": int(most)}:
            return shortened(" ".join((await _quote(uow, quote_id)).split()), most)
        case {"bulletin": str(revision_id), "element": str(element), "preview": True}:
            return await _preview(uow, revision_id, element, language)
        case {"bulletin": str(revision_id), "element": str(element), "in": str(code)}:
            return (await uow.bulletins.revision(revision_id)).texts.get((code, element), "")
        case {"bulletin": str(revision_id), "element": str(element)}:
            return await _element(uow, revision_id, element, (language, SOURCE) if at_once else (language,))
        case dict() as held if held.keys() & {"ticked", "lines"}:
            return {name: await resolve(uow, inner, language, at_once=at_once) for name, inner in held.items()}
        case {"text": key, "values": dict(own)}:
            return {"text": key, "values": await resolved(uow, own, language, at_once=at_once)}
        case dict() if value.keys() & KEPT.keys():
            [(kind, id_)] = value.items()
            return await KEPT[kind](uow, id_)
        case list():
            return [await resolve(uow, item, language, at_once=at_once) for item in value]
        case _:
            return value


async def _quote(uow: UnitOfWork, quote_id: str) -> str:
    return (await uow.trajectories.quote(quote_id)).text


async def _message(uow: UnitOfWork, message_id: str) -> str:
    return (await uow.questions.message(message_id)).text


async def _translation(uow: UnitOfWork, task_id: str) -> Value:
    """Of words beside a reaction: as long as coordinators may read these, and they are the newest."""
    task = await uow.translations.get(task_id)
    if task.reaction_id is not None:
        if task.state is TaskState.DROPPED:
            return wording.text("common.words_gone")
        if (said := await _reaction(uow, task.reaction_id)) == wording.text("common.words_gone"):
            return said
    return task.words


async def _to_translate(uow: UnitOfWork, task_id: str) -> str:
    """A message of a thread, or words beside a reaction."""
    task = await uow.translations.get(task_id)
    if task.message_id is not None:
        return await _message(uow, task.message_id)
    return (await uow.bulletins.reaction(str(task.reaction_id))).words


async def _trial(uow: UnitOfWork, trial_id: str) -> Value:
    """What somebody took back while it was on its way is not said; what others answered still is."""
    try:
        return (await uow.drafts.trial(trial_id)).words
    except NotThere:
        return wording.text("common.words_gone")


async def _name(uow: UnitOfWork, person_id: str) -> Value:
    """Of whoever works along; a parent is nobody here."""
    person = await uow.people.find(person_id)
    return person.name if person and person.is_staff and person.name else {"text": "common.a_colleague"}


async def _known_as(uow: UnitOfWork, person_id: str) -> Value:
    """Of a parent, as long as they want to be known by it to their contact person."""
    person = await uow.people.find(person_id)
    if person is None or person.contact_id is None:
        return wording.text("common.a_parent")
    if person.name or person.joined_at is None:
        return person.name or wording.text("common.a_parent")
    coalition = await uow.coalitions.get(person.coalition_id)
    since = person.joined_at.astimezone(ZoneInfo(person.zone or coalition.zone)).date()
    return wording.text("common.nameless_parent", since=wording.day(since))


async def _reaction(uow: UnitOfWork, reaction_id: str) -> Value:
    """What the parent took back, or took with them, is not said any more."""
    try:
        reaction = await uow.bulletins.reaction(reaction_id)
    except NotThere:
        return wording.text("common.words_gone")
    if not reaction.may_show:
        return wording.text("common.words_gone")
    return reaction.words or wording.text("common.voice_note")


KEPT: Mapping[str, Callable[[UnitOfWork, str], Awaitable[Value]]] = {
    "quote": _quote,
    "message": _message,
    "translation": _translation,
    "to_translate": _to_translate,
    "trial": _trial,
    "reaction": _reaction,
    "person": _name,
    "known_as": _known_as,
}
"""What is kept under somebody's own key, by the name that a reference to it has in a value."""


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
