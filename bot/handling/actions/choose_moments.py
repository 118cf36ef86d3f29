"""The part of the day in which messages may come.

Fatma: {choose_moments: morning} → done
Guest: {choose_moments: morning} → not_joined
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.people import moments
from bot.services.people.moments import PartOfDay


class ChooseMoments(Args):
    """`part` is whole_day, morning, afternoon or evening."""

    part: PartOfDay


SPEC = ActionSpec("choose_moments", ChooseMoments, frozenset({"not_joined"}), frozenset({"opens", "closes"}))


async def run(context: Context, args: ChooseMoments) -> Done:
    """Gives the hours between which it is, as a clock has them."""
    try:
        opens, closes = await moments.choose(context.work, context.person.actor, args.part)
    except Refused as refused:
        if refused.code != "not_joined":
            raise
        return Done("not_joined")
    return Done(values={"opens": f"{opens.hour}:{opens.minute:02}", "closes": f"{closes.hour}:{closes.minute:02}"})
