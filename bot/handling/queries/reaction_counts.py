"""How many parents reacted to each subject of a bulletin, as far as it may be told.

Noor: {reaction_counts: bulletin-1} → {enough: no, helps: "–"}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain.reaction import ReactionKind
from bot.domain.wording import Values
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context
from bot.handling.subjects import subject_titles
from bot.services.hearing import disclosure

SPEC = QuerySpec(
    "reaction_counts",
    OfBulletin,
    gives=frozenset({"subject_title", "enough", "helps", "a_little", "not_helping"}),
)


async def run(context: Context, args: OfBulletin) -> list[Values]:
    """`10+` is 'at least 10'; a dash is not told (`bot.services.hearing.disclosure`). `enough` is `yes` or `no`."""
    told = await disclosure.counts(context.work, context.actor, args.bulletin_id)
    titles = await subject_titles(context, args.bulletin_id)
    return [
        {
            "subject_title": titles[counts.subject],
            "enough": "no" if counts.total is None else "yes",
            "helps": _at_least(counts.kinds.get(ReactionKind.HELPS)),
            "a_little": _at_least(counts.kinds.get(ReactionKind.A_LITTLE)),
            "not_helping": _at_least(counts.kinds.get(ReactionKind.NOT)),
        }
        for counts in told
    ]


def _at_least(count: int | None) -> str:
    return "–" if count is None else f"{count}+"
