"""Why a coordinator may say yes to words in a language that they do not know.

Noor: reasons_on_word → {because: told_by_writer}
"""

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain import wording
from bot.domain.actor import Role
from bot.domain.wording import Values
from bot.handling.context import Context
from bot.services.speaking.approving_texts import OnWord

SPEC = QuerySpec("reasons_on_word", gives=frozenset({"because", "on_word_reason"}))


async def run(context: Context, args: NoArgs) -> list[Values]:
    """All of them: they are kept in the audit, as a code."""
    context.actor.must_be(Role.COORDINATOR)
    return [{"because": str(each), "on_word_reason": wording.text(f"common.on_word_{each}")} for each in OnWord]
