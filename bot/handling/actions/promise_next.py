"""On which day a draft promises that parents hear again.

Noor: {promise_next: {bulletin_id: bulletin-2, revision_id: revision-2, day: "2026-12-01"}} → done
Noor: {promise_next: {bulletin_id: bulletin-7, revision_id: revision-7-1, day: "2026-12-01"}} → clash
Noor: {promise_next: {bulletin_id: bulletin-1, revision_id: revision-1, day: "2026-12-01"}} → gone
"""

from datetime import date

from bot.dialogue.actions import ActionSpec
from bot.handling.arguments import OfDraft
from bot.handling.changing import CHANGES, changed
from bot.handling.context import Context, Done
from bot.services.writing import drafting
from bot.services.writing.drafting import Change


class PromiseNext(OfDraft):
    """An ISO date."""

    day: str


SPEC = ActionSpec("promise_next", PromiseNext, **CHANGES)


async def run(context: Context, args: PromiseNext) -> Done:
    """As `changed` has it."""
    day = Change(next_promised=date.fromisoformat(args.day))
    change = drafting.change(context.work, context.actor, args.bulletin_id, args.revision_id, day)
    return await changed(context, change)
