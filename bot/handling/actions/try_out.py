"""A few parents of the panel get a bulletin to read before others do.

Noor: {try_out: bulletin-2} → done
Noor: {try_out: bulletin-3} → nobody_reads
Noor: {try_out: bulletin-1} → already_sent
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.services.writing import trying_out

SPEC = ActionSpec("try_out", OfBulletin, frozenset({"already_sent", "nobody_reads"}), frozenset({"tried_by"}))


async def run(context: Context, args: OfBulletin) -> Done:
    """`tried_by`: how many get it."""
    try:
        return Done(values={"tried_by": await trying_out.begin(context.work, context.actor, args.bulletin_id)})
    except Refused as refused:
        if refused.code not in SPEC.outcomes:
            raise
        return Done(refused.code)
