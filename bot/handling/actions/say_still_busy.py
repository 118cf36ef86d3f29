"""A message is not yet in the language of a parent: the words that say so, as long as it is.

Yusuf: {say_still_busy: bulletin-1} → done
Sanne: {say_still_busy: bulletin-1} → not_now
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.services.following_up import language_waits

SPEC = ActionSpec("say_still_busy", OfBulletin, frozenset({"not_now"}), frozenset({"message"}))


async def run(context: Context, args: OfBulletin) -> Done:
    """`not_now`: it came meanwhile, or these words are not approved in their language."""
    if not await language_waits.still_waits(context.work, context.person, args.bulletin_id):
        return Done("not_now")
    return Done(values={"message": wording.text(language_waits.STILL_BUSY)})
