"""Who may know a language: translators and key persons, then coordinators, who looks too.

Noor: who_translate → {colleague_id: elif}
"""

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain.wording import Values
from bot.handling.context import Context
from bot.handling.shortening import shortened
from bot.services.people.colleagues import translators
from bot.texts.languages import MOST_ON_BUTTON

SPEC = QuerySpec("who_translate", gives=frozenset({"colleague_id", "colleague"}))


async def run(context: Context, args: NoArgs) -> list[Values]:
    """All of them: a page at a time is shown."""
    found = await translators(context.work, context.actor)
    return [{"colleague_id": p.id, "colleague": shortened(p.name or "–", MOST_ON_BUTTON)} for p in found]
