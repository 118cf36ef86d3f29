"""The next words of parents are read: so many at a time that each has a button, and a phone is not flooded.

Noor: {more_words: {bulletin_id: bulletin-1, subject: meaning, after: 0}} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.handling.queries.reaction_words import AT_ONCE
from bot.services.hearing import disclosure


class MoreWords(OfBulletin):
    """Those after the first so many were read."""

    subject: str = ""
    after: int = 0


SPEC = ActionSpec("more_words", MoreWords, gives=frozenset({"after", "some_more"}))


async def run(context: Context, args: MoreWords) -> Done:
    """`after`: how many come before the next ones. `some_more`: `yes` when there are still others after those."""
    found = await disclosure.words_since(context.work, context.actor, args.bulletin_id, args.subject)
    after = args.after + AT_ONCE
    return Done(values={"after": after, "some_more": "yes" if len(found) > after + AT_ONCE else "no"})
