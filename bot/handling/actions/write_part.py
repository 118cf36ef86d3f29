"""One part of a draft is written; nobody overwrites what they did not see.

Noor: {write_part: {bulletin_id: bulletin-2, revision_id: revision-2, part: meaning, words: "Dit weegt het zwaarst."}} → done
Noor: {write_part: {bulletin_id: bulletin-2, revision_id: revision-3, part: meaning, words: "Dit weegt het zwaarst."}} → done
Noor: {write_part: {bulletin_id: bulletin-7, revision_id: revision-7-1, part: meaning, words: "Dit weegt het zwaarst."}} → clash
Noor: {write_part: {bulletin_id: bulletin-2, revision_id: revision-2, part: "proposal:proposal-1:title", words: LONG}} → too_long
Noor: {write_part: {bulletin_id: bulletin-2, revision_id: revision-2, part: "proposal:proposal-3:plan", words: "Ja."}} → part_gone
Noor: {write_part: {bulletin_id: bulletin-1, revision_id: revision-1, part: meaning, words: "Te laat."}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.bulletin import Revision
from bot.domain.errors import NotAllowed, NotThere, Refused
from bot.handling.arguments import OfDraft
from bot.handling.changing import consequences
from bot.handling.context import Context, Done
from bot.handling.drafts import before, meanwhile, name_of, others_of, part_name, verdict, words_of
from bot.services.writing import composing, whole


class WritePart(OfDraft):
    """The whole of the part, in Dutch."""

    part: str
    words: str


OUTCOMES = frozenset({"clash", "too_long", "part_gone", "gone"})
CLASH = frozenset({"theirs", "by_name", "part_word", "revision_now"})
SPEC = ActionSpec(
    "write_part",
    WritePart,
    OUTCOMES,
    frozenset({"revision_id", "before"}),
    gives_on={"clash": CLASH, "too_long": frozenset({"most"})},
)


async def run(context: Context, args: WritePart) -> Done:
    """`clash`: somebody else wrote this part meanwhile; what they wrote is shown. `before`: how plain it is, and who else wrote.
    `part_gone`: it is of a proposal that somebody took out meanwhile; the words are kept as a note. `gone`: it was sent, or
    thrown away."""
    work = context.work
    try:
        seen = await composing.desk(work, context.actor, args.bulletin_id)
        if _is_out(args.part, seen.revision):
            await whole.keep(work, context.actor, args.bulletin_id, args.words, "")
            return Done("part_gone")
        changed = await composing.write(work, context.actor, args.bulletin_id, args.revision_id, {args.part: args.words})
    except (NotAllowed, NotThere):
        raise
    except Refused as refused:
        if refused.code == "too_long":
            return Done("too_long", {"most": refused.fields["most"]})
        if refused.code != "draft_changed":
            return Done("gone")
        now = seen.revision
        return Done(
            "clash",
            {
                "theirs": words_of(args.part, now),
                "by_name": await name_of(work, str(refused.fields["by"])),
                "part_word": part_name(args.part, now),
                "revision_now": now.id,
            },
        )
    since = await meanwhile(work, changed.meanwhile, changed.revision, changed.by)
    judged = verdict(work, args.words, others_of(args.part, changed.revision))
    return Done(
        values={
            "revision_id": changed.revision.id,
            "before": before(await consequences(context, changed), since, judged),
        }
    )


def _is_out(part: str, revision: Revision) -> bool:
    """Words of a proposal that is not told of go to nobody, and would be translated all the same."""
    return part.startswith("proposal:") and part.split(":")[1] not in revision.proposal_ids
