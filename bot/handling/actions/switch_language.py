"""Parents may choose a language from now on, or not any more.

Noor: {switch_language: {code: pl, to: "off"}} → done
Noor: {switch_language: {code: ti, to: "on"}} → safety_open
Noor: {switch_language: {code: so, to: "on"}} → gone
"""

from typing import Literal

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.speaking import switching


class SwitchLanguage(Args):
    """`code` as `language_standings` gives it."""

    code: str
    to: Literal["on", "off"]


OUTCOMES = {"safety_open": "safety_open", "language_incomplete": "gone"}
SPEC = ActionSpec("switch_language", SwitchLanguage, frozenset({"safety_open", "gone"}))


async def run(context: Context, args: SwitchLanguage) -> Done:
    """`safety_open`: a text that must be approved is not."""
    try:
        await (switching.switch_on if args.to == "on" else switching.switch_off)(context.work, context.actor, args.code)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    return Done()
