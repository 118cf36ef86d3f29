"""A draft reads with difficulty, and goes out all the same: the reason is kept.

Noor: {overrule_plain: {bulletin_id: bulletin-2, revision_id: revision-2, because: "Zo zeggen ouders het zelf."}} → done
Noor: {overrule_plain: {bulletin_id: bulletin-7, revision_id: revision-7-1, because: "Zo zeggen ouders het zelf."}} → clash
Noor: {overrule_plain: {bulletin_id: bulletin-1, revision_id: revision-1, because: "Zo zeggen ouders het zelf."}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.handling.arguments import OfDraft
from bot.handling.changing import CHANGES, changed
from bot.handling.context import Context, Done
from bot.services.writing import drafting
from bot.services.writing.drafting import Change


class OverrulePlain(OfDraft):
    """It holds for the words as they are: changed words are judged anew."""

    because: str


SPEC = ActionSpec("overrule_plain", OverrulePlain, **CHANGES)


async def run(context: Context, args: OverrulePlain) -> Done:
    """As `changed` has it."""
    wanted = Change(plain_overruled=args.because)
    change = drafting.change(context.work, context.actor, args.bulletin_id, args.revision_id, wanted)
    return await changed(context, change)
