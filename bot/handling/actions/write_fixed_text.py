"""The coalition's own words for a fixed text; they are said once somebody else approved them.

Noor: {write_fixed_text: {code: ti, key: stop, words: "Dehai", seen: ["stop=stop-ti"]}} → done
Noor: {write_fixed_text: {code: ti, key: stop, words: " ", seen: ["stop=stop-ti"]}} → wrong
Noor: {write_fixed_text: {code: ti, key: stop, words: "Dehai", seen: ["stop=other words"]}} → changed
Ewa: {write_fixed_text: {code: ti, key: stop, words: "Dehai", seen: ["stop=stop-ti"]}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import Refused
from bot.domain.wording import Value
from bot.handling import fixed_text_items as items
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.speaking import approving_texts, fixed_texts
from bot.services.work import Clash

TOLD = frozenset(
    {"forms", "empty", "braces", "unknown_value", "lost_value", "direction", "markup", "too_long", "same", "script", "typed"}
)
"""Codes of faults that have a text of their own: `common.fault_<code>`."""


class WriteFixedText(Args):
    """`seen` is what `show_fixed_text` gave: the words are for all of these. A text with forms for numbers: each form on a line
    of its own."""

    code: str
    key: str
    words: str
    seen: tuple[str, ...]


OUTCOMES = {"changed": "changed", "cannot_translate": "gone", "fixed_text": "changed"}
SPEC = ActionSpec(
    "write_fixed_text",
    WriteFixedText,
    frozenset({"wrong", "changed", "gone"}),
    frozenset({"fault_text", "misheard_text", "written"}),
    gives_on={"wrong": frozenset({"fault_text"})},
)


async def run(context: Context, args: WriteFixedText) -> Done:
    """`wrong`: `fault_text` says by which rule the words cannot be kept. Else `misheard_text` says which button people choose by
    typing what stands on another one, or is empty;
    `written` names the words, to think otherwise."""
    seen = items.unseen(args.seen)
    there = context.work.words.fixed_text(args.key, args.code)
    lines = args.words.strip().splitlines() if there.examples and len(there.forms) > 1 else [args.words]
    forms = [line for line in lines if line.strip()] or [""]
    try:
        faults = await approving_texts.write(context.work, context.actor, args.code, args.key, forms, seen)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    if faults:
        return Done("wrong", {"fault_text": told(faults[0].code, faults[0].detail)})
    clashes = [
        clash
        for key in dict.fromkeys((args.key, *seen))
        for clash in await approving_texts.misheard(context.work, context.actor, args.code, key)
    ]
    now = await fixed_texts.current(context.work, context.actor.coalition_id, args.code)
    written = [f"{key}={now[key].text_hash}" for key in (args.key, *seen) if key in now]
    return Done(values={"fault_text": "", "misheard_text": _misheard(clashes[0]) if clashes else "", "written": written})


def told(code: str, detail: str) -> Value:
    """What is wrong with words for a text."""
    return wording.text(f"common.fault_{code if code in TOLD else 'other'}", detail=detail)


def _misheard(clash: Clash) -> Value:
    if clash.other_label:
        return wording.text("common.misheard_other", typed=clash.typed, other=clash.other_label)
    return wording.text("common.misheard_two", typed=clash.typed)
