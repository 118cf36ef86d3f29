"""A coordinator joins. A parent joins by their yes (`agree_to_updates`).

Noor: join → done
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.handling.context import Context, Done
from bot.services.people import joining

SPEC = ActionSpec("join")


async def run(context: Context, args: NoArgs) -> Done:
    """Coordinators are not asked for consent: they write, and are written to about their work."""
    await joining.join(context.work, context.person.actor)
    return Done()
