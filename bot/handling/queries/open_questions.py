"""Questions that wait for an answer: danger first, then the earliest promised day.

Noor: open_questions → {question_id: question-1, label: Lijster}
"""

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain.wording import Values
from bot.handling.context import Context
from bot.services import disclosure

MARK = "❗ "
"""Before a question with words that people must look at first."""
SPEC = QuerySpec("open_questions", gives=frozenset({"question_id", "label"}))


async def run(context: Context, args: NoArgs) -> list[Values]:
    """Under their pseudonyms."""
    threads = await disclosure.threads(context.work, context.actor)
    return [{"question_id": t.question_id, "label": f"{MARK if t.danger else ''}{t.pseudonym}"} for t in threads]
