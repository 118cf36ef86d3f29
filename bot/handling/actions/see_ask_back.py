"""Whom a trajectory asks what they would tell another parent.

Noor: {see_ask_back: spiegel} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.trajectory import AskBack
from bot.domain.wording import Values
from bot.handling.arguments import OfTrajectory
from bot.handling.context import Context, Done
from bot.services.hearing import teaching_back

GIVES = frozenset({"asked", "asked_now"})
SPEC = ActionSpec("see_ask_back", OfTrajectory, gives=GIVES)


async def run(context: Context, args: OfTrajectory) -> Done:
    """`asked` is `panel`, `everyone` or `nobody`; `asked_now` says it."""
    return Done(values=told(await teaching_back.whom(context.work, context.actor, args.trajectory_id)))


def told(whom: AskBack) -> Values:
    """What `GIVES` has."""
    return {"asked": whom.value, "asked_now": wording.text(f"common.asks_back_{whom}")}
