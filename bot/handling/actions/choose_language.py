"""The person reads another language from now on.

Fatma: {choose_language: ar} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.people import joining


class ChooseLanguage(Args):
    """`code` as `offered_languages` gives it."""

    code: str


SPEC = ActionSpec("choose_language", ChooseLanguage)


async def run(context: Context, args: ChooseLanguage) -> Done:
    """Refused: `language_not_offered`."""
    await joining.choose_language(context.work, context.person.actor, args.code)
    return Done()
