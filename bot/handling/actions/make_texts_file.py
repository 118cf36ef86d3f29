"""All fixed texts of a language as one file, for somebody's editor.

Noor: {make_texts_file: ti} → done
Ewa: {make_texts_file: ti} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import NotAllowed, Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.speaking import own_media, texts_by_file


class MakeTextsFile(Args):
    """`code` as `languages_to_approve` gives it."""

    code: str


SPEC = ActionSpec("make_texts_file", MakeTextsFile, frozenset({"gone"}), frozenset({"texts_file", "language_word"}))


async def run(context: Context, args: MakeTextsFile) -> Done:
    """`gone`: who asks does not know the language any more, or it is not complete."""
    work, actor = context.work, context.actor
    try:
        words = await texts_by_file.file_of(work, actor, args.code)
    except (NotAllowed, Refused):
        return Done("gone")
    name = f"weerklank-{actor.coalition_id}-{args.code}.po"
    kept = await own_media.hand(work, actor, context.account.id, words.encode(), name)
    return Done(values={"texts_file": kept.id, "language_word": wording.language_name(args.code)})
