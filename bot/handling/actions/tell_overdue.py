"""What is held after an outage, in numbers.

Noor: tell_overdue → done
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.domain.delivery import Purpose
from bot.handling.context import Context, Done
from bot.services.delivery import outages

GIVES = frozenset({"is_held", "overdue_bulletins", "overdue_reminders", "overdue_answers"})
SPEC = ActionSpec("tell_overdue", NoArgs, gives=GIVES)


async def run(context: Context, args: NoArgs) -> Done:
    """`is_held`: `yes`, or `no` when somebody decided already. A bulletin that had not begun counts as one."""
    held = await outages.held(context.work, context.actor)
    return Done(
        values={
            "is_held": "no" if held.is_nothing else "yes",
            "overdue_bulletins": held.deliveries.get(Purpose.BROADCAST, 0) + len(held.bulletins),
            "overdue_reminders": held.deliveries.get(Purpose.FOLLOW_UP, 0) + held.follow_ups,
            "overdue_answers": held.deliveries.get(Purpose.ANSWER, 0),
        }
    )
