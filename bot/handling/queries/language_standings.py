"""How each language stands for the coalition; those that are on first.

Noor: language_standings → {code: ar}
"""

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain import wording
from bot.domain.wording import Values
from bot.handling.context import Context
from bot.handling.language_items import in_order, names_with_forms
from bot.services.speaking import switching

SPEC = QuerySpec("language_standings", gives=frozenset({"code", "label", "names"}))


async def run(context: Context, args: NoArgs) -> list[Values]:
    """`label` says by a sign whether parents can choose it, and how much of it is approved. Behind those that are on come those
    that the coalition names in its data file."""
    found = {each.language: each for each in await switching.overview(context.work, context.actor)}
    on = [code for code, each in found.items() if each.switched is not None]
    return [
        {
            "code": code,
            "label": wording.text(
                f"common.standing_{found[code].switch}",
                language_word=wording.language_name(code),
                here=found[code].here,
                total=found[code].total,
            ),
            "names": names_with_forms(code, context.person.language),
        }
        for code in await in_order(context.work, context.actor.coalition_id, found, on)
    ]
