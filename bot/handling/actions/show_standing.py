"""How one language stands for the coalition: what is approved, what still blocks it, who may approve.

Noor: {show_standing: ti} → done
Ewa: {show_standing: pl} → done
Noor: {show_standing: so} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.actor import Role
from bot.domain.errors import NotAllowed, Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.handling.language_items import forms_told
from bot.handling.translation_items import day_of, name_of
from bot.services.speaking import approving_texts, switching

NUMBERS = ("total", "draft", "reviewed", "approved", "here", "safety", "safety_open", "own", "waiting")


class ShowStanding(Args):
    """`code` as `language_standings` gives it."""

    code: str


GIVES = frozenset(
    {*NUMBERS, "language_word", "switch", "switch_text", "approvers", "forms_said", "may_switch", "may_approve", "may_ask"}
)
SPEC = ActionSpec("show_standing", ShowStanding, frozenset({"gone"}), GIVES)


async def run(context: Context, args: ShowStanding) -> Done:
    """`switch` is `on`, `asks_again`, `ready` or `blocked`; `may_switch`, `may_approve` (there is something for
    them to look at) and `may_ask` (others have) are `yes` or `no`, of who looks."""
    work, actor = context.work, context.actor
    try:
        found = await switching.standing(work, actor, args.code)
    except Refused as refused:
        if refused.code != "language_incomplete":
            raise
        return Done("gone")
    since = await day_of(context, found.switched.at) if found.switched else ""
    told = wording.text(f"common.switch_{found.switch}", since=since, safety_open=found.safety_open)
    return Done(
        values={
            **{name: getattr(found, name) for name in NUMBERS},
            "language_word": wording.language_name(args.code),
            "switch": str(found.switch),
            "switch_text": told,
            "approvers": [await name_of(work, each) for each in found.may_approve] or wording.text("common.nobody_yet"),
            "forms_said": await forms_told(work, actor.coalition_id, args.code),
            "may_switch": "yes" if Role.COORDINATOR in actor.roles else "no",
            "may_approve": await _may_approve(context, args.code),
            "may_ask": await _may_ask(context, args.code),
        }
    )


async def _may_approve(context: Context, language: str) -> str:
    try:
        found = await approving_texts.to_do(context.work, context.actor, language)
    except NotAllowed:
        return "no"
    return "yes" if found.texts else "no"


async def _may_ask(context: Context, language: str) -> str:
    if Role.COORDINATOR not in context.actor.roles:
        return "no"
    return "yes" if await approving_texts.waits_for(context.work, context.actor, language) else "no"
