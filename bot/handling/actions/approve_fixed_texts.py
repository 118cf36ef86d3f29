"""Somebody who knows the language approves fixed texts, one or several.

Noor: {approve_fixed_texts: {code: ti, seen: ["stop=stop-ti"]}} → done
Noor: {approve_fixed_texts: {code: ti, seen: ["stop=other words"]}} → changed
Noor: {approve_fixed_texts: {code: ti, seen: ["welcome=welcome=Selam"]}} → own_work
Noor: {approve_fixed_texts: {code: ti, seen: ["common.ready_talking=common.ready_talking="]}} → faulty
Ewa: {approve_fixed_texts: {code: ti, seen: ["stop=stop-ti"]}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling import fixed_text_items as items
from bot.handling.actions.write_fixed_text import told
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.speaking import approving_texts


class ApproveFixedTexts(Args):
    """`seen` is what `show_fixed_text` or `show_several_texts` gave."""

    code: str
    seen: tuple[str, ...]


OUTCOMES = {
    "changed": "changed",
    "own_work": "own_work",
    "own_faulty": "faulty",
    "cannot_translate": "gone",
    "not_there": "changed",
}
SPEC = ActionSpec(
    "approve_fixed_texts",
    ApproveFixedTexts,
    frozenset({"changed", "own_work", "faulty", "gone"}),
    gives_on={"faulty": frozenset({"fault_text", "faulty_dutch"})},
)


async def run(context: Context, args: ApproveFixedTexts) -> Done:
    """`changed`: the words are not those that were seen any more. `own_work`: who wrote them wants somebody else's yes. `faulty`:
    the coalition's own words for `faulty_dutch` cannot be said so any more, as `fault_text` says."""
    try:
        await approving_texts.approve(context.work, context.actor, args.code, items.unseen(args.seen))
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        if refused.code == "own_faulty":
            return await _faulty(context, args.code, str(refused.fields["key"]))
        return Done(OUTCOMES[refused.code])
    return Done()


async def _faulty(context: Context, code: str, key: str) -> Done:
    wrong = await approving_texts.wrong_now(context.work, context.actor, code, key)
    dutch = context.work.words.fixed_text(key, code).dutch[-1]
    said = told(wrong.code, wrong.detail) if wrong else told("other", "")
    return Done("faulty", {"fault_text": said, "faulty_dutch": dutch})
