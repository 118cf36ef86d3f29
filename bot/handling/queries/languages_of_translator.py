"""Languages that somebody knows, or could: those that they know have a check mark.

Noor: {languages_of_translator: {colleague_id: ewa}} → {code: pl}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain import wording
from bot.domain.errors import Refused
from bot.domain.wording import Values
from bot.handling.actions.toggle_language import OfTranslator
from bot.handling.context import Context
from bot.handling.language_items import names_of
from bot.services.people import colleagues
from bot.texts.languages import language

SPEC = QuerySpec("languages_of_translator", OfTranslator, gives=frozenset({"code", "label", "names"}))


async def run(context: Context, args: OfTranslator) -> list[Values]:
    """One's own by the names that their speakers use."""
    person_id = args.colleague_id or context.actor.id
    try:
        person, codes = await colleagues.could_know(context.work, context.actor, person_id)
    except Refused:
        return []
    found: list[Values] = []
    for code in codes:
        name = language(code).own_name if person_id == context.actor.id else wording.language_name(code)
        label = wording.ticked(name) if code in person.translates else name
        found.append({"code": code, "label": label, "names": names_of(code, context.person.language)})
    return found
