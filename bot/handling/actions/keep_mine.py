"""Of a whole text or file that clashed, these parts go into the draft, over what somebody else wrote.

Noor: {keep_mine: {bulletin_id: bulletin-7, revision_id: revision-7, parts: meaning, words: "Duiding: ja.", media_id: ""}} → done
Noor: {keep_mine: {bulletin_id: bulletin-7, revision_id: revision-7-1, parts: meaning, words: "", media_id: good}} → clash
Noor: {keep_mine: {bulletin_id: bulletin-7, revision_id: revision-7, parts: meaning, words: "", media_id: file}} → lost
Noor: {keep_mine: {bulletin_id: bulletin-1, revision_id: revision-1, parts: meaning, words: "Duiding: ja.", media_id: ""}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Mistakes, NotAllowed, NotThere, Refused
from bot.handling.arguments import OfDraft
from bot.handling.changing import consequences
from bot.handling.context import Context, Done
from bot.handling.drafts import before, verdict
from bot.handling.wholes import CLASH, clashed, whole_of
from bot.services.writing import revising, whole


class KeepMine(OfDraft):
    """`parts` are joined by commas. The text, or the id of the document, is what was sent."""

    parts: str
    words: str
    media_id: str


SPEC = ActionSpec(
    "keep_mine",
    KeepMine,
    frozenset({"clash", "lost", "gone"}),
    frozenset({"revision_id", "before"}),
    gives_on={"clash": CLASH},
)


async def run(context: Context, args: KeepMine) -> Done:
    """`clash`: they were changed once more since. `lost`: it cannot be read any more, or names what parents may not see by now.
    `gone`: the draft was sent, or thrown away."""
    work, actor = context.work, context.actor
    try:
        wanted = (await whole_of(context, args.bulletin_id, args.words, args.media_id)).only(args.parts.split(","))
        written = await whole.write(work, actor, args.bulletin_id, args.revision_id, wanted)
    except NotAllowed:
        raise
    except (Mistakes, NotThere):
        return Done("lost")
    except Refused:
        return Done("gone")
    if written.clash:
        return Done("clash", await clashed(context, args.bulletin_id, written, args.words, args.media_id))
    changed = written.changed
    words = "\n".join(revising.source(changed.revision.texts).values())
    return Done(
        values={"revision_id": changed.revision.id, "before": before(await consequences(context, changed), verdict(work, words))}
    )
