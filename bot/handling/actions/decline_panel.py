"""A parent would rather not read texts before others do; we do not ask again.

Lotte: decline_panel → done
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.handling.context import Context, Done
from bot.services.people import panel

SPEC = ActionSpec("decline_panel")


async def run(context: Context, args: NoArgs) -> Done:
    """They may join by themselves later on."""
    await panel.decline(context.work, context.person.actor)
    return Done()
