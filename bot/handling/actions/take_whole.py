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
from bot.domain.bulletin import BulletinKind
from bot.domain.errors import NotAllowed, NotThere, Refused
from bot.domain.wording import Value, Values
from bot.handling.arguments import OfDraft
from bot.handling.changing import unplanned
from bot.handling.context import Context, Done
from bot.handling.drafts import before, name_of, verdict, words_of
from bot.services import composing
from bot.services.composing import LONGEST
from bot.texts.elements import elements_of


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
    gives_on={"clash": frozenset({"by_name"}), "too_long": frozenset({"part_word", "most"})},
)


async def run(context: Context, args: TakeWhole) -> Done:
    """`noted`: a voice note or photo is kept, for people to type from. `file`: a document, which is to be read. `clash`: somebody
    else wrote one of its parts meanwhile. `too_long`: one of its parts is. `gone`: it was sent, or thrown away."""
    work = context.work
    try:
        desk = await composing.desk(work, context.actor, args.bulletin_id)
        if args.media_id and (await work.uow.media.get(args.media_id)).kind == "document":
            return Done("file")
        if args.media_id:
            await composing.keep_note(work, context.actor, args.bulletin_id, args.words, args.media_id)
            return Done("noted")
        texts = elements_of(args.words) if desk.revision.kind is BulletinKind.FULL else {"message": args.words}
        changed = await composing.write(work, context.actor, args.bulletin_id, args.revision_id, texts)
    except (NotAllowed, NotThere):
        raise
    except Refused as refused:
        match refused.code:
            case "too_long":
                part = wording.text(f"common.part_{refused.fields['part']}")
                return Done("too_long", {"part_word": part, "most": LONGEST})
            case "draft_changed":
                return Done("clash", {"by_name": await name_of(work, str(refused.fields["by"]))})
            case _:
                return Done("gone")
    shown: Values = {
        name: _shown(words_of(name, changed.revision)) for name in ("acknowledgement", "meaning", "follow_up", "message")
    }
    return Done(
        values={
            "before": before(await unplanned(context, changed), verdict(work, args.words)),
            "revision_id": changed.revision.id,
            **shown,
        }
    )


def _shown(words: Value) -> Value:
    """What has no words is told as such: nobody has to guess how it was divided."""
    return words or wording.text("common.nothing_yet")
