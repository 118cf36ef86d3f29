"""Coordinators who may do a question: each who is on duty, but for who does it now.

Noor: {possible_takers: {question_id: question-3}} → {to: noor, colleague: {"person": noor}}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain import wording
from bot.domain.actor import Role
from bot.domain.errors import NotThere
from bot.domain.wording import Values
from bot.handling.arguments import OfQuestion
from bot.handling.context import Context
from bot.services.hearing.taking import taker
from bot.services.people.absence import on_duty

SPEC = QuerySpec("possible_takers", OfQuestion, gives=frozenset({"to", "colleague"}))


async def run(context: Context, args: OfQuestion) -> list[Values]:
    """By name. Oneself too: who takes it over does so here. Nobody, of a question whose parent was forgotten."""
    work = context.work
    try:
        question = await work.uow.questions.get(args.question_id)
    except NotThere:
        return []
    context.actor.must_be(Role.COORDINATOR, coalition_id=question.coalition_id)
    holder = await taker(work, question)
    found = {p.id: p for p in [*await on_duty(work, question.coalition_id), await work.uow.people.get(context.actor.id)]}
    people = [p for p in found.values() if holder is None or p.id != holder.id]
    ordered = sorted(people, key=lambda p: (p.name, p.id))
    return [{"to": person.id, "colleague": wording.name_of(person.id)} for person in ordered]
