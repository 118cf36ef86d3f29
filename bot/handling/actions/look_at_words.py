"""A coordinator looks at what parents said beside their reactions.

Noor: {look_at_words: {bulletin_id: bulletin-1, subject: meaning}} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.handling.queries.reaction_words import AT_ONCE, NEVER
from bot.services.hearing import disclosure


class LookAtWords(OfBulletin):
    """Of one subject; of all when it is empty."""

    subject: str = ""


GIVES = frozenset({"since", "some_words", "trajectory_id", "after", "some_more"})
SPEC = ActionSpec("look_at_words", LookAtWords, gives=GIVES)


async def run(context: Context, args: LookAtWords) -> Done:
    """`since`: when the same coordinator looked last (ISO), or NEVER: what came after that is new. `after` and `some_more`: as
    `more_words` has them, for the first of them."""
    before = await disclosure.look_at_words(context.work, context.actor, args.bulletin_id, args.subject)
    found = await disclosure.words_since(context.work, context.actor, args.bulletin_id, args.subject)
    bulletin = await context.work.uow.bulletins.get(args.bulletin_id)
    return Done(
        values={
            "since": before.isoformat() if before else NEVER,
            "some_words": "yes" if found else "no",
            "trajectory_id": bulletin.trajectory_id,
            "after": 0,
            "some_more": "yes" if len(found) > AT_ONCE else "no",
        }
    )
