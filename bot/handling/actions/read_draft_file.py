"""A file with a bulletin becomes the words of a draft, once it was fetched.

Noor: {read_draft_file: {bulletin_id: bulletin-2, revision_id: revision-2, media_id: good}} → done
Noor: {read_draft_file: {bulletin_id: bulletin-2, revision_id: revision-2, media_id: file}} → wrong
Noor: {read_draft_file: {bulletin_id: bulletin-2, revision_id: revision-2, media_id: wanted}} → waits
Noor: {read_draft_file: {bulletin_id: bulletin-2, revision_id: revision-2, media_id: lost}} → lost
Noor: {read_draft_file: {bulletin_id: bulletin-7, revision_id: revision-7-1, media_id: good}} → clash
Noor: {read_draft_file: {bulletin_id: bulletin-1, revision_id: revision-1, media_id: good}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Mistakes, NotAllowed, NotThere, Refused
from bot.domain.media import MediaState
from bot.files.mending import CODES
from bot.handling import file_mistakes
from bot.handling.arguments import OfDraft
from bot.handling.changing import consequences
from bot.handling.context import Context, Done
from bot.handling.drafts import before, verdict
from bot.handling.wholes import CLASH, clashed
from bot.services.writing import draft_file, revising

KNOWN = frozenset(
    {
        *CODES.values(),
        *("unknown_key", "unknown_key_near", "unknown_key_may", "not_right", "not_yaml", "odd_yaml", "empty_file", "too_large"),
        *("unknown_quotes", "unknown_proposals", "too_many_proposals", "other_kind", "day_over"),
        *("not_told", "no_such_element", "no_dutch"),
    }
)
"""Codes of mistakes with a text of their own, `common.mistake_<code>`; others tell their line only."""


class ReadDraftFile(OfDraft):
    """A document that was sent."""

    media_id: str


OUTCOMES = frozenset({"waits", "lost", "wrong", "clash", "gone"})
SPEC = ActionSpec(
    "read_draft_file",
    ReadDraftFile,
    OUTCOMES,
    frozenset({"revision_id", "before"}),
    gives_on={"wrong": frozenset({"mistakes"}), "clash": CLASH},
)


async def run(context: Context, args: ReadDraftFile) -> Done:
    """`waits`: it is still to be fetched. `lost`: it cannot be. `wrong`: it has mistakes, and nothing of it is used. `clash`:
    somebody else wrote meanwhile what it says otherwise (`clash_parts`); the rest of it is used. `gone`: the draft was sent, or
    thrown away."""
    work = context.work
    media = await work.uow.media.get(args.media_id)
    if media.state is MediaState.WANTED:
        return Done("waits")
    content = await work.uow.media.content(media.id) if media.state is MediaState.FETCHED else None
    if content is None:
        return Done("lost")
    try:
        written = await draft_file.take(work, context.actor, args.bulletin_id, args.revision_id, content)
    except Mistakes as wrong:
        return Done("wrong", {"mistakes": file_mistakes.told(wrong.mistakes, KNOWN)})
    except (NotAllowed, NotThere):
        raise
    except Refused:
        return Done("gone")
    if written.clash:
        return Done("clash", await clashed(context, args.bulletin_id, written, "", args.media_id))
    changed = written.changed
    words = "\n".join(revising.source(changed.revision.texts).values())
    return Done(
        values={"revision_id": changed.revision.id, "before": before(await consequences(context, changed), verdict(work, words))}
    )
