"""A parent declines somebody, or thinks otherwise.

Kasia: {toggle_translator: ewa} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.translation import declining


class ToggleTranslator(Args):
    """One of `my_translators`."""

    translator_id: str


SPEC = ActionSpec("toggle_translator", ToggleTranslator)


async def run(context: Context, args: ToggleTranslator) -> Done:
    """Whoever left meanwhile is not there any more, and nothing changes."""
    work, actor = context.work, context.person.actor
    for one in await declining.named(work, actor):
        if one.person.id == args.translator_id:
            await (declining.allow if one.declined else declining.decline)(work, actor, args.translator_id)
    return Done()
