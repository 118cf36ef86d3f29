"""No messages for some weeks.

Fatma: {pause_messages: 4} → done
Guest: {pause_messages: 4} → not_joined
"""

from datetime import timedelta
from zoneinfo import ZoneInfo

from pydantic import Field

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.people import leaving


class PauseMessages(Args):
    """How long."""

    weeks: int = Field(ge=1, le=52)


SPEC = ActionSpec("pause_messages", PauseMessages, frozenset({"not_joined"}), frozenset({"paused_until"}))


async def run(context: Context, args: PauseMessages) -> Done:
    """Gives the day on which the pause is over."""
    work, person = context.work, context.person
    until = work.clock.now() + timedelta(weeks=args.weeks)
    try:
        await leaving.pause(work, person.actor, until)
    except Refused as refused:
        if refused.code != "not_joined":
            raise
        return Done("not_joined")
    coalition = await work.uow.coalitions.get(person.coalition_id)
    return Done(values={"paused_until": wording.day(until.astimezone(ZoneInfo(person.zone or coalition.zone)).date())})
