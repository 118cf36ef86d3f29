"""Somebody begins to read the fixed texts of a language: whether they know it, and what only who knows it may approve.

Noor: {open_fixed_texts: {code: ti}} → done
Ewa: {open_fixed_texts: {code: pl}} → done
Ewa: {open_fixed_texts: {code: ti}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import NotAllowed
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.handling.translation_items import name_of
from bot.services.speaking import approving_texts, fixed_texts


class OpenFixedTexts(Args):
    """A language that is complete."""

    code: str


GIVES = frozenset({"on_word", "because", "language_word", "approvers", "must_wait"})
SPEC = ActionSpec("open_fixed_texts", OpenFixedTexts, frozenset({"gone"}), GIVES)


async def run(context: Context, args: OpenFixedTexts) -> Done:
    """`on_word` is `no` for who knows the language. For a coordinator who does not it is `yes`, or `nothing` when there is
    nothing that they may approve; `because` is empty until they say why it can be so. `approvers` know the language, and
    `must_wait` tells how many texts that come first only these may approve. `gone`: this person does not do this any more."""
    work, actor = context.work, context.actor
    try:
        known_by = await approving_texts.knowers(work, actor, args.code)
        mine = await approving_texts.to_do(work, actor, args.code)
    except NotAllowed:
        return Done("gone")
    there = fixed_texts.alike(await fixed_texts.current(work, actor.coalition_id, args.code))
    theirs = [each for each in there if each.blocks and not all(approving_texts.may(actor, text, known_by) for text in each.open)]
    stands_in = "yes" if mine.texts else "nothing"
    return Done(
        values={
            "on_word": "no" if actor.id in known_by else stands_in,
            "because": "",
            "language_word": wording.language_name(args.code),
            "approvers": [await name_of(work, each) for each in sorted(known_by)] or wording.text("common.nobody_yet"),
            "must_wait": wording.text("common.on_word_must_wait", number=len(theirs)) if theirs else "",
        }
    )
