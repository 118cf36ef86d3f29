"""Translators' work, as they and the coordinators see it: what it is, in which language, since when, and whose turn it is."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain import wording
from bot.domain.translation import TaskState, TranslationTask
from bot.domain.wording import Value, Values
from bot.handling.context import Context
from bot.handling.shortening import shortened
from bot.services.people.crew import doer
from bot.services.speaking.languages import FOR_COORDINATORS, SOURCE
from bot.services.work import Work
from bot.texts.languages import language
from bot.texts.values import day_and_month

ABOUT = frozenset({"direction", "language_word", "what_word", "who", "since", "turn"})
START = 24
"""Characters of a bulletin by which one knows it again."""
NAME = 14
"""Characters of a name on a button."""


async def about(context: Context, task: TranslationTask) -> Values:
    """`turn` is `mine`, `free`, `unread` (nobody can read along) or `others`; `who` is whose turn it is, or `niemand`."""
    person_id = doer(task)
    turn = "mine" if person_id == context.actor.id else "others"
    if person_id is None:
        turn = "free" if task.state is TaskState.ASKED else "unread"
    return {
        "direction": str(task.direction),
        "language_word": wording.language_name(task.language),
        "what_word": await what(context.work, task),
        "who": await name_of(context.work, person_id) if person_id else wording.text("common.nobody"),
        "since": await day_of(context, task.asked_at),
        "turn": turn,
    }


async def what(work: Work, task: TranslationTask) -> Value:
    """'bericht ‘Ouders vertelden over…’', 'vraag van Lijster'."""
    if task.bulletin_id is not None:
        return wording.text("common.task_bulletin", start=await start_of(work, task.bulletin_id))
    if task.message_id is None:
        return wording.text("common.task_voice" if await is_spoken(work, task) else "common.task_reaction")
    message = await work.uow.questions.message(task.message_id)
    question = await work.uow.questions.get(message.question_id)
    return wording.text(f"common.task_{task.direction}", pseudonym=question.pseudonym)


async def is_spoken(work: Work, task: TranslationTask) -> bool:
    """Whether it is a voice beside a reaction, and nothing was typed."""
    if task.reaction_id is None:
        return False
    reaction = await work.uow.bulletins.reaction(task.reaction_id)
    return reaction.media_id is not None and not reaction.words.strip()


def in_dutch(language: str) -> Value:
    """What coordinators are told of words that somebody put in Dutch, or wrote down: from which language."""
    if language == SOURCE:
        return wording.text("common.written_down")
    return wording.text("common.dutch_from", language_word=wording.language_name(language))


async def start_of(work: Work, bulletin_id: str) -> str:
    """The first words of a bulletin."""
    bulletin = await work.uow.bulletins.get(bulletin_id)
    revision = await work.uow.bulletins.revision(str(bulletin.revision_id))
    words = revision.texts.get((SOURCE, revision.elements()[0]), "")
    return shortened(" ".join(words.split()), START)


async def day_of(context: Context, at: datetime) -> str:
    """'2 juni', in the language of who works along."""
    coalition = await context.work.uow.coalitions.get(context.actor.coalition_id)
    code = context.person.language if context.person.language in FOR_COORDINATORS else SOURCE
    return day_and_month(at.astimezone(ZoneInfo(coalition.zone)).date(), language(code))


async def name_of(work: Work, person_id: str) -> Value:
    """What somebody is called; a word for who gave no name, or is forgotten."""
    person = await work.uow.people.find(person_id)
    return shortened(person.name, NAME) if person and person.name else wording.text("common.a_translator")


def element_word(element: str) -> Value:
    """'wat we begrepen', 'plan': what an element of a bulletin is called."""
    return wording.text(f"common.element_{element.rpartition(':')[2]}")
