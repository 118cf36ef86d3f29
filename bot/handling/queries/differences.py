"""The parts of a whole text or file that somebody else wrote otherwise meanwhile, as both have them.

Noor: {differences: {bulletin_id: bulletin-7, parts: meaning, words: "Duiding: anders.", media_id: ""}} → {mine: anders.}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain.errors import Mistakes, NotAllowed, Refused
from bot.domain.wording import Values
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context
from bot.handling.drafts import part_name
from bot.handling.wholes import shown, whole_of
from bot.services.writing import composing


class Differences(OfBulletin):
    """`parts` are joined by commas."""

    parts: str
    words: str
    media_id: str


SPEC = QuerySpec("differences", Differences, gives=frozenset({"one_part", "part_word", "theirs", "mine"}))


async def run(context: Context, args: Differences) -> list[Values]:
    """In the order of writing. Nothing when the draft was sent or thrown away, or the file cannot be read any more."""
    try:
        whole = await whole_of(context, args.bulletin_id, args.words, args.media_id)
        revision = (await composing.desk(context.work, context.actor, args.bulletin_id)).revision
    except NotAllowed:
        raise
    except (Mistakes, Refused):
        return []
    return [
        {
            "one_part": part,
            "part_word": part_name(part, revision),
            "theirs": await shown(context, part, revision),
            "mine": await shown(context, part, whole.change),
        }
        for part in args.parts.split(",")
    ]
