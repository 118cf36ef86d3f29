"""A guest says yes to the words they just read, and joins.

Guest: join → done
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.domain.consent import Purpose
from bot.handling.context import Context, Done
from bot.services import joining

SPEC = ActionSpec("join")


async def run(context: Context, args: NoArgs) -> Done:
    """A parent's yes is kept with the version of the words; coordinators are not asked for it."""
    if context.person.is_parent:
        await joining.give_consent(context.work, context.person.actor, Purpose.UPDATES)
    await joining.join(context.work, context.person.actor)
    return Done()
