"""The words of a bulletin, for a parent who reads it before others do.

Lotte: {open_trial: trial-2} → done
Fatma: {open_trial: trial-1} → trial_over
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import Refused
from bot.domain.wording import Values
from bot.handling.actions.open_bulletin import ELEMENTS
from bot.handling.arguments import OfTrial
from bot.handling.context import Context, Done
from bot.services.writing import trying_out

SPEC = ActionSpec("open_trial", OfTrial, frozenset({"trial_over"}), frozenset({"kind", "next_day", *ELEMENTS}))


async def run(context: Context, args: OfTrial) -> Done:
    """`trial_over`: it was answered, or went out, or the parent is not to read it any more."""
    try:
        to_read = await trying_out.open_trial(context.work, context.person.actor, args.trial_id)
    except Refused as refused:
        return Done(refused.code)
    revision, there = to_read.revision, to_read.revision.elements()
    values: Values = {name: wording.element(revision.id, name) if name in there else "" for name in ELEMENTS}
    return Done(values={"kind": str(revision.kind), "next_day": wording.day(to_read.next_day), **values})
