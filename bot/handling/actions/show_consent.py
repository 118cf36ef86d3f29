"""The person is about to read a consent question: which words these are is kept, for when they say yes.

Guest: {show_consent: updates} → done
Sanne: {show_consent: words} → done
"""

from bot.dialogue.actions import ActionSpec, Binds
from bot.domain.consent import Purpose
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.people import consenting


class ShowConsent(Args):
    """`updates` or `words`."""

    purpose: Purpose


SPEC = ActionSpec("show_consent", ShowConsent, gives=frozenset({"consent_version", "consent_language"}), binds=Binds.TOLD)


async def run(context: Context, args: ShowConsent) -> Done:
    """The version and the language of the words that the step says next."""
    shown = await consenting.question(context.work, context.person.actor, args.purpose)
    return Done(values={"consent_version": shown.version, "consent_language": shown.language})
