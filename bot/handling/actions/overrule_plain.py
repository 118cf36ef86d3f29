"""A draft reads with difficulty, and goes out all the same: the reason is kept.

Noor: {overrule_plain: {bulletin_id: bulletin-2, revision_id: revision-2, because: "Zo zeggen ouders het zelf."}} → done
Noor: {overrule_plain: {bulletin_id: bulletin-7, revision_id: revision-7-1, because: "Zo zeggen ouders het zelf."}} → clash
Bram: {overrule_plain: {bulletin_id: bulletin-9, revision_id: revision-9-0, because: "Zo zeggen ouders het zelf."}} → reworded
Noor: {overrule_plain: {bulletin_id: bulletin-1, revision_id: revision-1, because: "Zo zeggen ouders het zelf."}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.handling.arguments import OfDraft
from bot.handling.changing import CHANGES, changed
from bot.handling.context import Context, Done
from bot.services.writing import composing, drafting
from bot.services.writing.drafting import Change


class OverrulePlain(OfDraft):
    """It holds for the words as they are: changed words are judged anew."""

    because: str


SPEC = ActionSpec(
    "overrule_plain",
    OverrulePlain,
    CHANGES["outcomes"] | {"reworded"},
    CHANGES["gives"],
    gives_on={"clash": frozenset({"by_name", "their_reason", "revision_id"}), "reworded": frozenset({"by_name"})},
)


async def run(context: Context, args: OverrulePlain) -> Done:
    """As `changed` has it, with the other one's reason. `reworded`: somebody else changed words since, and the reason was given
    for those of before."""
    wanted = Change(plain_overruled=args.because)
    done = await changed(context, drafting.change(context.work, context.actor, args.bulletin_id, args.revision_id, wanted))
    if done.outcome != "clash":
        return done
    now = (await composing.desk(context.work, context.actor, args.bulletin_id)).revision
    if not now.plain_overruled:
        return Done("reworded", done.values)
    return Done("clash", {**done.values, "their_reason": now.plain_overruled, "revision_id": now.id})
