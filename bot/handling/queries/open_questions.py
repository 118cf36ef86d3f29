"""Questions that wait for an answer: danger first, then the earliest promised day.

Noor: open_questions → {question_id: question-5, label: "⏰ Merel · 20 november"}
"""

from zoneinfo import ZoneInfo

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain.wording import Values
from bot.handling.context import Context
from bot.handling.shortening import shortened
from bot.services.hearing import disclosure
from bot.services.hearing.disclosure import Thread
from bot.texts.languages import MOST_ON_BUTTON, language
from bot.texts.values import day_and_month

DANGER = "❗"
"""Before a question with words that people must look at first."""
LATE = "⏰"
"""Before one that was to be answered before today."""
MOST = 20
"""Buttons under one message; the rest comes when these are answered."""
SPEC = QuerySpec("open_questions", gives=frozenset({"question_id", "label"}))


async def run(context: Context, args: NoArgs) -> list[Values]:
    """Under their pseudonyms, with who does them and the promised day; whoever is in danger was promised none."""
    coalition = await context.work.uow.coalitions.get(context.actor.coalition_id)
    today = context.work.clock.now().astimezone(ZoneInfo(coalition.zone)).date()
    found = await disclosure.threads(context.work, context.actor)
    items: list[Values] = []
    for thread in found[:MOST]:
        late = thread.answer_by < today and not thread.danger
        marks = f"{DANGER if thread.danger else ''}{LATE if late else ''}"
        label = f"{marks} {await _about(context, thread)}".strip()
        items.append({"question_id": thread.question_id, "label": shortened(label, MOST_ON_BUTTON)})
    return items


async def _about(context: Context, thread: Thread) -> str:
    said = [thread.pseudonym]
    if thread.taken_by is not None:
        said.append((await context.work.uow.people.get(thread.taken_by)).name)
    if not thread.danger:
        said.append(day_and_month(thread.answer_by, language(context.person.language)))
    return " · ".join(part for part in said if part)
