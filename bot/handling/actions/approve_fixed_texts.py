"""Somebody who knows the language approves fixed texts, one or several.

Noor: {approve_fixed_texts: {code: ti, seen: ["stop=stop-ti"]}} → done
Noor: {approve_fixed_texts: {code: ti, seen: ["stop=other words"]}} → changed
Noor: {approve_fixed_texts: {code: ti, seen: ["welcome=welcome=Selam"]}} → own_work
Ewa: {approve_fixed_texts: {code: ti, seen: ["stop=stop-ti"]}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling import fixed_text_items as items
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.speaking import approving_texts


class ApproveFixedTexts(Args):
    """`seen` is what `show_fixed_text` or `show_several_texts` gave."""

    code: str
    seen: tuple[str, ...]


OUTCOMES = {"changed": "changed", "own_work": "own_work", "cannot_translate": "gone", "not_there": "changed"}
SPEC = ActionSpec("approve_fixed_texts", ApproveFixedTexts, frozenset({"changed", "own_work", "gone"}))


async def run(context: Context, args: ApproveFixedTexts) -> Done:
    """`changed`: the words are not those that were seen any more. `own_work`: who wrote them wants somebody else's yes."""
    try:
        await approving_texts.approve(context.work, context.actor, args.code, items.unseen(args.seen))
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    return Done()
