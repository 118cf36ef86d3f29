"""The parent takes back that somebody listens to their voice beside a reaction.

Yusuf: hide_voice → done
"""

from bot.dialogue.actions import ActionSpec, Binds, NoArgs
from bot.handling.context import Context, Done
from bot.services.hearing import voices

SPEC = ActionSpec("hide_voice", binds=Binds.ASKED)


async def run(context: Context, args: NoArgs) -> Done:
    """Of every reaction. What was written down already stays."""
    await voices.hide(context.work, context.person.actor)
    return Done()
