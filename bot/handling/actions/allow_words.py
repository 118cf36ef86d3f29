"""The parent lets professionals read the words beside a reaction.

Sanne: {allow_words: {bulletin_id: bulletin-1, subject: meaning}} → done
Guest: {allow_words: {bulletin_id: bulletin-1, subject: meaning}} → not_joined
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services import reactions


class AllowWords(Args):
    """Beside which reaction."""

    bulletin_id: str
    subject: str


SPEC = ActionSpec("allow_words", AllowWords, frozenset({"not_joined"}))


async def run(context: Context, args: AllowWords) -> Done:
    """Refused: `nothing_said` when there are no words."""
    try:
        await reactions.add_words(context.work, context.person.actor, args.bulletin_id, args.subject, may_show=True)
    except Refused as refused:
        if refused.code != "not_joined":
            raise
        return Done("not_joined")
    return Done()
