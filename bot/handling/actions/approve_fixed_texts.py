"""Somebody who knows the language approves fixed texts, one or several.

Noor: {approve_fixed_texts: {code: ti, seen: ["common.ready_begun=common.ready_begun-ti"], because: cannot_wait}} → done
Noor: {approve_fixed_texts: {code: ti, seen: ["stop=other words"]}} → changed
Noor: {approve_fixed_texts: {code: ti, seen: ["welcome=welcome=Selam"]}} → own_work
Noor: {approve_fixed_texts: {code: ti, seen: ["common.ready_talking=common.ready_talking="]}} → faulty
Noor: {approve_fixed_texts: {code: ti, seen: ["stop=stop-ti"]}} → own_work
Ewa: {approve_fixed_texts: {code: ti, seen: ["stop=stop-ti"]}} → gone
"""

from typing import Literal

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.delivery import Purpose
from bot.domain.errors import Refused
from bot.handling import fixed_text_items as items
from bot.handling.actions.write_fixed_text import told
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.handling.notices import tell_person
from bot.services.people.absence import on_duty
from bot.services.speaking import approving_texts, fixed_texts
from bot.services.speaking.approving_texts import OnWord


class ApproveFixedTexts(Args):
    """`seen` is what `show_fixed_text` or `show_several_texts` gave; `because` is of `reasons_on_word`, or empty for who knows
    the language."""

    code: str
    seen: tuple[str, ...]
    because: OnWord | Literal[""] = ""


OUTCOMES = {
    "changed": "changed",
    "own_work": "own_work",
    "on_word": "own_work",
    "nothing_said": "own_work",
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
    """`changed`: the words are not those that were seen any more. `own_work`: somebody else has to say yes, who
    knows the language and wrote none of it. `faulty`: the coalition's own words for `faulty_dutch` cannot be said so any more,
    as `fault_text` says."""
    work, coalition_id = context.work, context.actor.coalition_id
    was_safe = await fixed_texts.safe(work, coalition_id, args.code)
    try:
        await approving_texts.approve(context.work, context.actor, args.code, items.unseen(args.seen), args.because or None)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        if refused.code == "own_faulty":
            return await _faulty(context, args.code, str(refused.fields["key"]))
        return Done(OUTCOMES[refused.code])
    if not was_safe and await fixed_texts.safe(work, coalition_id, args.code):
        await _tell_ready(context, args.code)
    return Done()


async def _faulty(context: Context, code: str, key: str) -> Done:
    wrong = await approving_texts.wrong_now(context.work, context.actor, code, key)
    dutch = context.work.words.fixed_text(key, code).dutch[-1]
    said = told(wrong.code, wrong.detail) if wrong else told("other", "")
    return Done("faulty", {"fault_text": said, "faulty_dutch": dutch})


async def _tell_ready(context: Context, code: str) -> None:
    """Whoever gave the last yes that was needed, and the coordinators, who can switch it on."""
    work, values = context.work, {"language_word": wording.language_name(code)}
    if code in {each.language for each in await work.uow.own_texts.switched_on(context.actor.coalition_id)}:
        return
    await tell_person(context, context.actor.id, "common.language_is_ready", values)
    for coordinator in await on_duty(work, context.actor.coalition_id):
        if coordinator.id != context.actor.id:
            await tell_person(context, coordinator.id, "common.language_is_ready", values, Purpose.FOLLOW_UP)
