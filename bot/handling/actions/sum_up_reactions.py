"""What may be told of parents' reactions to a bulletin, and of which subjects there are too few.

Noor: {sum_up_reactions: bulletin-1} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.handling.subjects import subject_titles
from bot.services.hearing import disclosure

SPEC = ActionSpec("sum_up_reactions", OfBulletin, gives=frozenset({"some_told", "some_too_few", "too_few", "threshold"}))


async def run(context: Context, args: OfBulletin) -> Done:
    """`some_told` and `some_too_few` are `yes` or `no`; `too_few` lists the titles of subjects of which nothing is told."""
    told = await disclosure.counts(context.work, context.actor, args.bulletin_id)
    titles = await subject_titles(context, args.bulletin_id)
    too_few = [titles[counts.subject] for counts in told if counts.total is None]
    coalition = await context.work.uow.coalitions.get(context.actor.coalition_id)
    return Done(
        values={
            "some_told": "yes" if len(too_few) < len(told) else "no",
            "some_too_few": "yes" if too_few else "no",
            "too_few": too_few,
            "threshold": coalition.threshold,
        }
    )
