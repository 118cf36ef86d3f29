"""A finding in a draft is mended by a tap: the plain word is put in the place of the hard one, or what a word means is added.

Noor: {mend_part: {bulletin_id: bulletin-2, revision_id: revision-2, part: meaning, words: meaning, said: dat}} → done
Noor: {mend_part: {bulletin_id: bulletin-7, revision_id: revision-7-1, part: meaning, words: Bram, said: wij}} → clash
Noor: {mend_part: {bulletin_id: bulletin-1, revision_id: revision-1, part: meaning, how: explain, words: "a", said: "b"}} → gone
"""

from typing import Literal

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import NotAllowed, NotThere, Refused
from bot.handling.arguments import OfDraft
from bot.handling.changing import consequences
from bot.handling.context import Context, Done
from bot.handling.drafts import before, meanwhile, others_of, verdict
from bot.services.writing import composing, mending, revising


class MendPart(OfDraft):
    """`words` as they stand in the part; `said` in their place, or what they mean (`headword` is the form to explain)."""

    part: str

    words: str
    said: str
    headword: str = ""
    how: Literal["replace", "explain"] = "replace"


SPEC = ActionSpec("mend_part", MendPart, frozenset({"clash", "gone"}), frozenset({"revision_id", "before"}))


async def run(context: Context, args: MendPart) -> Done:
    """`before`: how plain the part is now, and who else wrote. `clash`: somebody else wrote this part meanwhile, the words are
    not there any more, or it would get too long. `gone`: it was sent, or thrown away."""
    work = context.work
    try:
        seen = await composing.desk(work, context.actor, args.bulletin_id)
        text = revising.source(seen.revision.texts).get(args.part, "")
        words = (
            mending.with_other_words(text, args.words, args.said)
            if args.how == "replace"
            else mending.with_explanation(text, args.words, args.headword or args.words, args.said)
        )
        if words == text:
            return Done("clash")
        changed = await composing.write(work, context.actor, args.bulletin_id, args.revision_id, {args.part: words})
    except (NotAllowed, NotThere):
        raise
    except Refused as refused:
        return Done("clash" if refused.code in {"draft_changed", "too_long"} else "gone")
    since = await meanwhile(work, changed.meanwhile, changed.revision, changed.by)
    judged = verdict(work, words, others_of(args.part, changed.revision))
    return Done(
        values={
            "revision_id": changed.revision.id,
            "before": before(await consequences(context, changed), since, judged),
        }
    )
