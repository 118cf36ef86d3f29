"""The languages in which somebody may approve the fixed texts; those they know first, then those of the data file.

Ewa: languages_to_approve → {code: pl}
"""

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain import wording
from bot.domain.wording import Values
from bot.handling.context import Context
from bot.handling.language_items import in_order, names_with_forms
from bot.services.speaking import approving_texts

SPEC = QuerySpec("languages_to_approve", gives=frozenset({"code", "label", "names"}))


async def run(context: Context, args: NoArgs) -> list[Values]:
    """`label` has the language, and how many texts are approved."""
    found: list[Values] = []
    codes = await approving_texts.known_languages(context.work, context.actor)
    for code in await in_order(context.work, context.actor.coalition_id, codes, sorted(context.person.translates)):
        doing = await approving_texts.to_do(context.work, context.actor, code)
        told = {"language_word": wording.language_name(code), "here": doing.approved, "total": doing.total}
        names = names_with_forms(code, context.person.language)
        found.append({"code": code, "label": wording.text("common.standing_of", **told), "names": names})
    return found
