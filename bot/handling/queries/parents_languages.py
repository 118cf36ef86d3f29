"""Languages of parents that the coalition wants, other than Dutch: to choose what one translates.

Elif: parents_languages → {code: en, own_name: English}
"""

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain.actor import STAFF
from bot.domain.wording import Values
from bot.handling.context import Context
from bot.services.speaking.languages import SOURCE
from bot.texts.languages import language

SPEC = QuerySpec("parents_languages", gives=frozenset({"code", "own_name"}))


async def run(context: Context, args: NoArgs) -> list[Values]:
    """As its data file has them; approved or not, for somebody has to translate them first."""
    context.actor.must_be(*STAFF)
    coalition = await context.work.uow.coalitions.get(context.actor.coalition_id)
    return [{"code": code, "own_name": language(code).own_name} for code in coalition.languages if code != SOURCE]
