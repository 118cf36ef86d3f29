"""A kind of reason was chosen, without words yet; `none` is no reason.

Noor: {choose_reason: money} → done
"""

from typing import Literal

from bot.dialogue.actions import ActionSpec
from bot.handling.arguments import Args
from bot.handling.context import Context, Done


class ChooseReason(Args):
    """One of `ReasonKind`, or `none`."""

    kind: Literal["rules", "money", "people", "not_ours", "none"]


SPEC = ActionSpec("choose_reason", ChooseReason, gives=frozenset({"reason_kind", "reason_words"}))


async def run(context: Context, args: ChooseReason) -> Done:
    """What the flow gives to who called it, also when nobody went on."""
    return Done(values={"reason_kind": args.kind, "reason_words": ""})
