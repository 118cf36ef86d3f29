"""A whole text, or something to write from, in one message.

Noor: {take_whole: {bulletin_id: bulletin-2, revision_id: revision-2, words: "Erkenning: dank je wel.", media_id: ""}} → done
Noor: {take_whole: {bulletin_id: bulletin-2, revision_id: revision-2, words: "", media_id: spoken}} → noted
Noor: {take_whole: {bulletin_id: bulletin-2, revision_id: revision-2, words: "", media_id: file}} → file
Noor: {take_whole: {bulletin_id: bulletin-7, revision_id: revision-7-1, words: "Duiding: anders.", media_id: ""}} → clash
Noor: {take_whole: {bulletin_id: bulletin-2, revision_id: revision-2, words: LONG, media_id: ""}} → too_long
Noor: {take_whole: {bulletin_id: bulletin-1, revision_id: revision-1, words: "Te laat.", media_id: ""}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import NotAllowed, NotThere, Refused
from bot.domain.wording import Value, Values
from bot.handling.arguments import OfDraft
from bot.handling.changing import consequences
from bot.handling.context import Context, Done
from bot.handling.drafts import before, verdict, words_of
from bot.handling.wholes import CLASH, clashed, whole_of
from bot.services.writing import composing, whole
from bot.services.writing.composing import LONGEST


class TakeWhole(OfDraft):
    """Text, or the id of a voice note, a photo or a document."""

    words: str
    media_id: str


OUTCOMES = frozenset({"noted", "file", "clash", "too_long", "gone"})
DONE = frozenset({"before", "revision_id", "acknowledgement", "meaning", "follow_up", "message"})
SPEC = ActionSpec(
    "take_whole",
    TakeWhole,
    OUTCOMES,
    DONE,
    gives_on={"clash": CLASH, "too_long": frozenset({"part_word", "most"})},
)


async def run(context: Context, args: TakeWhole) -> Done:
    """`noted`: a voice note or photo is kept, for people to type from. `file`: a document, which is to be read. `clash`: somebody
    else wrote some of its parts meanwhile (`clash_parts`); the others are written, and all of it is kept as a note. `too_long`:
    one of its parts is. `gone`: it was sent, or thrown away."""
    work = context.work
    try:
        await composing.desk(work, context.actor, args.bulletin_id)
        if args.media_id and (await work.uow.media.get(args.media_id)).kind == "document":
            return Done("file")
        if args.media_id:
            await composing.keep_note(work, context.actor, args.bulletin_id, args.words, args.media_id)
            return Done("noted")
        wanted = await whole_of(context, args.bulletin_id, args.words, "")
        written = await whole.write(work, context.actor, args.bulletin_id, args.revision_id, wanted)
    except (NotAllowed, NotThere):
        raise
    except Refused as refused:
        if refused.code != "too_long":
            return Done("gone")
        part = wording.text(f"common.part_{refused.fields['part']}")
        return Done("too_long", {"part_word": part, "most": LONGEST})
    if written.clash:
        return Done("clash", await clashed(context, args.bulletin_id, written, args.words, ""))
    changed = written.changed
    shown: Values = {
        name: _shown(words_of(name, changed.revision)) for name in ("acknowledgement", "meaning", "follow_up", "message")
    }
    return Done(
        values={
            "before": before(await consequences(context, changed), verdict(work, args.words)),
            "revision_id": changed.revision.id,
            **shown,
        }
    )


def _shown(words: Value) -> Value:
    """What has no words is told as such: nobody has to guess how it was divided."""
    return words or wording.text("common.nothing_yet")
