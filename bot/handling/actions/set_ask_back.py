"""Whom a trajectory asks from now on what they would tell another parent.

Noor: {set_ask_back: {trajectory_id: spiegel, whom: everyone}} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.trajectory import AskBack
from bot.handling.actions.see_ask_back import GIVES, told
from bot.handling.arguments import OfTrajectory
from bot.handling.context import Context, Done
from bot.services.hearing import teaching_back


class SetAskBack(OfTrajectory):
    """`panel`, `everyone` or `nobody`."""

    whom: AskBack


SPEC = ActionSpec("set_ask_back", SetAskBack, gives=GIVES)


async def run(context: Context, args: SetAskBack) -> Done:
    """Who was asked already is not asked again about the same bulletin."""
    await teaching_back.choose(context.work, context.actor, args.trajectory_id, args.whom)
    return Done(values=told(args.whom))
