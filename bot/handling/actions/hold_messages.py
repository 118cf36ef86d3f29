"""A contact person holds messages to a parent of theirs.

Gerda: {hold_messages: {parent_id: fatma, day: "over 2 weken", because: too_much}} → done
Gerda: {hold_messages: {parent_id: fatma, day: "in de zomer", because: asked}} → unclear
Gerda: {hold_messages: {parent_id: fatma, day: "1-10-2026", because: absent}} → too_early
Gerda: {hold_messages: {parent_id: fatma, day: "1-12-2027", because: absent}} → too_late
Gerda: {hold_messages: {parent_id: lotte, day: morgen, because: asked}} → gone
"""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import NotThere, Refused
from bot.domain.person import HoldReason
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.handling.typed_days import read_day
from bot.services.people import contacts
from bot.services.working_days import today_of


class HoldMessages(Args):
    """`day`: the last one on which they wait, from a button or as it was typed."""

    parent_id: str
    day: str
    because: HoldReason


OUTCOMES = frozenset({"unclear", "too_early", "too_late", "gone"})
SPEC = ActionSpec("hold_messages", HoldMessages, OUTCOMES, frozenset({"day"}))


async def run(context: Context, args: HoldMessages) -> Done:
    """`too_late`: longer than four weeks. `gone`: the parent did not want it any more."""
    work = context.work
    coalition = await work.uow.coalitions.get(context.actor.coalition_id)
    last_day = read_day(args.day, today_of(work, coalition))
    if last_day is None:
        return Done("unclear")
    try:
        parent = await contacts.hold(work, context.actor, args.parent_id, last_day, args.because)
    except NotThere:
        return Done("gone")
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(refused.code)
    assert parent.held_until is not None
    over = parent.held_until.astimezone(ZoneInfo(coalition.zone)).date()
    return Done(values={"day": wording.day(over - timedelta(days=1))})
