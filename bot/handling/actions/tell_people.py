"""Who works along: name, roles, since when, and away until when.

Noor: tell_people → done
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.domain import wording
from bot.handling.context import Context, Done
from bot.handling.people_lines import pages

SPEC = ActionSpec("tell_people", gives=frozenset({"people_lines"}))


async def run(context: Context, args: NoArgs) -> Done:
    """As many as fit one message; `more_people` has the others."""
    first, *_ = await pages(context)
    return Done(values={"people_lines": wording.lines(first)})
