"""Whether a parent reads texts before others do.

Lotte: look_at_panel → done
Guest: look_at_panel → not_joined
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.domain.errors import Refused
from bot.handling.context import Context, Done
from bot.services.people import panel

SPEC = ActionSpec("look_at_panel", outcomes=frozenset({"not_joined"}), gives=frozenset({"on_panel"}))


async def run(context: Context, args: NoArgs) -> Done:
    """By the yes that stands."""
    try:
        return Done(values={"on_panel": await panel.is_on(context.work, context.person.actor)})
    except Refused as refused:
        return Done(refused.code)
