"""The languages that somebody may choose, each by its own name.

Fatma: offered_languages → {code: nl, own_name: Nederlands}
"""

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain.wording import Values
from bot.handling.context import Context
from bot.services import joining
from bot.texts.languages import language

SPEC = QuerySpec("offered_languages", gives=frozenset({"code", "own_name"}))


async def run(context: Context, args: NoArgs) -> list[Values]:
    """Those of which the coalition approved every fixed text, Dutch first."""
    codes = await joining.offered_languages(context.work, context.person.coalition_id)
    return [{"code": code, "own_name": language(code).own_name} for code in codes]
