"""A parent does not want somebody to read their words.

Kasia: {decline_translator: kyra} → done
Kasia: {decline_translator: ewa} → nobody_left
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import NotThere
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.translation import declining


class DeclineTranslator(Args):
    """Somebody who puts this parent's language into Dutch."""

    translator_id: str


SPEC = ActionSpec("decline_translator", DeclineTranslator, frozenset({"nobody_left"}), frozenset({"translator_id"}))


async def run(context: Context, args: DeclineTranslator) -> Done:
    """Gives who does it now. `nobody_left`: coordinators read the words in the parent's own language."""
    try:
        following = await declining.decline(context.work, context.person.actor, args.translator_id)
    except NotThere:
        following = None
    if following is None:
        return Done("nobody_left")
    return Done(values={"translator_id": following.person.id})
