"""The parent takes back that coordinators may read their words.

Yusuf: hide_words → done
"""

from bot.dialogue.actions import ActionSpec, Binds, NoArgs
from bot.handling.context import Context, Done
from bot.services.hearing import reactions

SPEC = ActionSpec("hide_words", binds=Binds.ASKED)


async def run(context: Context, args: NoArgs) -> Done:
    """Of every reaction; taps still count."""
    await reactions.hide_words(context.work, context.person.actor)
    return Done()
