"""Some fixed texts at once, for who reads quickly; never those that must be approved.

Noor: {show_several_texts: {code: ti}} → done
Noor: {show_several_texts: {code: ti, after: common.ready_thank_you}} → all_done
Ewa: {show_several_texts: {code: ti}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import NotAllowed
from bot.handling import fixed_text_items as items
from bot.handling.actions.show_fixed_text import ShowFixedText
from bot.handling.context import Context, Done
from bot.services.speaking import approving_texts


class ShowSeveralTexts(ShowFixedText):
    """As for one of them."""


SPEC = ActionSpec(
    "show_several_texts", ShowSeveralTexts, frozenset({"all_done", "gone"}), frozenset({"pairs", "number", "seen", "last"})
)


async def run(context: Context, args: ShowSeveralTexts) -> Done:
    """`last` is the key of the last one of these."""
    try:
        found = await approving_texts.to_do(context.work, context.actor, args.code)
    except NotAllowed:
        return Done("gone")
    texts = items.together([each for each in items.following(found, args.after) if not each.is_safety])
    if not texts:
        return Done("all_done")
    pairs = [
        wording.text("common.fixed_pair", number=number, fixed_dutch=items.dutch(each.first), fixed_words=items.words(each.first))
        for number, each in enumerate(texts, 1)
    ]
    return Done(
        values={"pairs": wording.lines(pairs), "number": len(texts), "seen": items.seen(texts), "last": texts[-1].first.text.key}
    )
