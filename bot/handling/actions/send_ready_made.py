"""A ready-made message goes out, with the day on which parents hear again.

Noor: {send_ready_made: {trajectory_id: spreekuur, ready_made: still_busy, day: "2026-12-01"}} → just_heard
Noor: {send_ready_made: {trajectory_id: spiegel, ready_made: still_busy, day: "2026-12-01", anyway: true}} → done
Noor: {send_ready_made: {trajectory_id: spiegel, ready_made: still_busy, day: "2026-11-01", anyway: true}} → lacking
"""

from datetime import date

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import NotAllowed, NotThere, Refused
from bot.handling.arguments import OfTrajectory
from bot.handling.context import Context, Done
from bot.services.delivery import ready_made


class SendReadyMade(OfTrajectory):
    """`day` is an ISO date. `anyway`: also when parents heard something today."""

    ready_made: str
    day: str
    anyway: bool = False


OUTCOMES = frozenset({"just_heard", "lacking"})
GIVES = frozenset({"bulletin_id", "to_parents", "message", "promised_day", "waiting"})
SPEC = ActionSpec("send_ready_made", SendReadyMade, OUTCOMES, GIVES)


async def run(context: Context, args: SendReadyMade) -> Done:
    """`just_heard`: parents got something today already. `lacking`: something keeps it, and nothing was sent."""
    day = date.fromisoformat(args.day)
    try:
        sent = await ready_made.send(context.work, context.actor, args.trajectory_id, args.ready_made, day, anyway=args.anyway)
    except (NotAllowed, NotThere):
        raise
    except Refused as refused:
        return Done("just_heard" if refused.code == "just_heard" else "lacking")
    waiting = wording.text("common.short_waiting", without_language=sent.waiting) if sent.waiting else ""
    return Done(
        values={
            "bulletin_id": sent.bulletin.id,
            "to_parents": wording.text("common.to_parents", recipients=sent.recipients),
            "message": wording.text(ready_made.key_of(args.ready_made)),
            "promised_day": wording.day(day),
            "waiting": waiting,
        }
    )
