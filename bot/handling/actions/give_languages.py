"""Which languages a translator or key person puts into Dutch, and Dutch into.

Elif: {give_languages: {codes: [tr, ar]}} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.people import colleagues


class GiveLanguages(Args):
    """`codes` as `parents_languages` gives them."""

    codes: tuple[str, ...]


SPEC = ActionSpec("give_languages", GiveLanguages)


async def run(context: Context, args: GiveLanguages) -> Done:
    """None is fine: a key person need not translate."""
    await colleagues.translate_from_now(context.work, context.actor, args.codes)
    return Done()
