"""The parent is about to hear who puts their words into Dutch: now that person is asked to.

Kasia: {ask_translator: ewa} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.translation import translating_words


class AskTranslator(Args):
    """Who was named to the parent."""

    translator_id: str


SPEC = ActionSpec("ask_translator", AskTranslator)


async def run(context: Context, args: AskTranslator) -> Done:
    """In the transaction that tells the parent, so that nobody hears of their words sooner. Nothing, when it is another's now."""
    await translating_words.ask_named(context.work, context.person.actor, args.translator_id)
    return Done()
