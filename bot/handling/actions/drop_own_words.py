"""Own words for a fixed text that wait go: their writer thinks otherwise, or somebody keeps the old ones.

Noor: {drop_own_words: {code: ti, seen: ["stop=stop-ti"]}} → done
Noor: {drop_own_words: {code: ti, seen: ["stop=other words"]}} → changed
Ewa: {drop_own_words: {code: ti, seen: ["stop=stop-ti"]}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling import fixed_text_items as items
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.speaking import approving_texts


class DropOwnWords(Args):
    """`seen` is what `show_fixed_text` gave, or `written` of `write_fixed_text`."""

    code: str
    seen: tuple[str, ...]


SPEC = ActionSpec("drop_own_words", DropOwnWords, frozenset({"changed", "gone"}))


async def run(context: Context, args: DropOwnWords) -> Done:
    """`changed`: somebody wrote other words since. `gone`: this person may not."""
    try:
        await approving_texts.drop(context.work, context.actor, args.code, items.unseen(args.seen))
    except Refused as refused:
        return Done("changed" if refused.code in {"changed", "fixed_text"} else "gone")
    return Done()
