"""Somebody says things in several messages: they become one.

Lotte: {join_words: {words: "Hallo.", more: "Ik heb een vraag."}} → done
Lotte: {join_words: {words: "", media_id: "voice-1", more: "", more_media: "voice-2"}} → full
"""

from bot.dialogue.actions import ActionSpec
from bot.handling.arguments import Args
from bot.handling.context import Context, Done


class JoinWords(Args):
    """What was said before, and what came after it: words, and the id of a voice note, each empty when there is none."""

    words: str = ""
    media_id: str = ""
    more: str = ""
    more_media: str = ""
    messages: int = 1
    """How many there were before."""


LONGEST = 3000
"""Characters of one question, as of one message (`bot.handling.arriving.LONGEST`)."""
GIVES = frozenset({"words", "words_media", "messages"})
SPEC = ActionSpec("join_words", JoinWords, frozenset({"full"}), GIVES, {"full": frozenset({"messages"})})


async def run(context: Context, args: JoinWords) -> Done:
    """`messages` counts what was put together. `full`: there is a voice note already, or it would grow too long."""
    words = "\n".join(part for part in (args.words, args.more) if part)
    if (args.media_id and args.more_media) or len(words) > LONGEST:
        return Done("full", {"messages": args.messages})
    messages = args.messages + bool(args.more or args.more_media)
    return Done(values={"words": words, "words_media": args.media_id or args.more_media, "messages": messages})
