"""Whether a question can be closed at once, or its parent still waits for an answer.

Noor: {look_at_question: question-3} → done
Noor: {look_at_question: question-1} → waits
Noor: {look_at_question: question-2} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.actor import Role
from bot.domain.errors import NotThere
from bot.domain.question import QuestionState
from bot.handling.arguments import OfQuestion
from bot.handling.context import Context, Done

SPEC = ActionSpec("look_at_question", OfQuestion, frozenset({"waits", "gone"}), gives_on={"waits": frozenset({"pseudonym"})})


async def run(context: Context, args: OfQuestion) -> Done:
    """`waits`: nobody has answered what was asked last. `gone`: it is closed already, or its parent was forgotten."""
    try:
        question = await context.work.uow.questions.get(args.question_id)
    except NotThere:
        return Done("gone")
    context.actor.must_be(Role.COORDINATOR, coalition_id=question.coalition_id)
    if question.state is QuestionState.CLOSED:
        return Done("gone")
    return Done("waits", {"pseudonym": question.pseudonym}) if question.state is QuestionState.OPEN else Done()
