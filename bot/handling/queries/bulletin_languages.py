"""How each language of a bulletin stands, most parents first.

Noor: {bulletin_languages: bulletin-2} → {code: ar}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain import wording
from bot.domain.wording import Values
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context
from bot.services.translation import translating

SPEC = QuerySpec("bulletin_languages", OfBulletin, gives=frozenset({"code", "label"}))


async def run(context: Context, args: OfBulletin) -> list[Values]:
    """`label` says the state by a sign, and how many parents read the language."""
    return [
        {
            "code": line.language,
            "label": wording.text(
                f"common.language_{line.state}",
                language_word=wording.language_name(line.language),
                done=line.done,
                total=line.total,
                parents=line.parents,
            ),
        }
        for line in await translating.overview(context.work, context.actor, args.bulletin_id)
    ]
