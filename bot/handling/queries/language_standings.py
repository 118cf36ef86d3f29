"""How each language stands for the coalition; those that are on first.

Noor: language_standings → {code: ar}
"""

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain import wording
from bot.domain.wording import Values
from bot.handling.context import Context
from bot.services import switching

SPEC = QuerySpec("language_standings", gives=frozenset({"code", "label"}))


async def run(context: Context, args: NoArgs) -> list[Values]:
    """`label` says by a sign whether parents can choose it, and how much of it is approved."""
    return [
        {
            "code": each.language,
            "label": wording.text(
                f"common.standing_{each.switch}",
                language_word=wording.language_name(each.language),
                here=each.here,
                total=each.total,
            ),
        }
        for each in await switching.overview(context.work, context.actor)
    ]
