"""A file with fixed texts came back: what was changed in it becomes own words, once it was fetched.

Noor: {read_texts_file: {code: ti, media_id: texts}} → done
Noor: {read_texts_file: {code: ti, media_id: good}} → wrong
Noor: {read_texts_file: {code: ti, media_id: wanted}} → waits
Noor: {read_texts_file: {code: ti, media_id: lost}} → lost
Ewa: {read_texts_file: {code: ti, media_id: texts}} → gone
"""

from collections.abc import Sequence

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import Mistake, NotAllowed, NotThere
from bot.domain.media import MediaState
from bot.domain.wording import Value
from bot.handling import file_mistakes
from bot.handling.actions.write_fixed_text import TOLD
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.speaking import approving_texts, texts_by_file

KNOWN = frozenset(
    {
        *(
            "empty_file",
            "po_too_large",
            "po_not_text",
            "po_other_kind",
            "po_no_line",
            "po_broken",
            "po_header",
            "po_twice",
            "po_no_key",
            "po_state",
        ),
        *("po_other_project", "po_other_coalition", "po_other_language", "po_no_texts", "po_no_language"),
        *("po_unknown_text", "po_old_dutch", "po_fuzzy", "po_changed", "po_fault"),
    }
)
"""Codes of mistakes with a text of their own."""


class ReadTextsFile(Args):
    """A document that was sent. `code`: the language that it should be in."""

    code: str
    media_id: str


SPEC = ActionSpec(
    "read_texts_file",
    ReadTextsFile,
    frozenset({"waits", "lost", "wrong", "gone"}),
    frozenset({"changed_said", "refused_said"}),
    gives_on={"wrong": frozenset({"mistakes"})},
)


async def run(context: Context, args: ReadTextsFile) -> Done:
    """`waits`: it is still to be fetched. `lost`: it cannot be. `wrong`: nothing of it can be used. `gone`: who sent it does not
    know the language any more. What is right is kept, and `refused_said` tells of the rest."""
    work = context.work
    try:
        await approving_texts.knowers(work, context.actor, args.code)
    except NotAllowed:
        return Done("gone")
    media = await work.uow.media.get(args.media_id)
    if media.coalition_id != context.actor.coalition_id:
        raise NotThere("media", id=media.id)
    if media.state is MediaState.WANTED:
        return Done("waits")
    content = await work.uow.media.content(media.id) if media.state is MediaState.FETCHED else None
    if content is None:
        return Done("lost")
    try:
        done = await texts_by_file.take(work, context.actor, content, args.code)
    except Mistake as wrong:
        return Done("wrong", {"mistakes": file_mistakes.told([wrong], KNOWN)})
    changed = wording.text("common.texts_changed", number=done.changed) if done.changed else wording.text("common.texts_same")
    return Done(values={"changed_said": changed, "refused_said": _refused(done.refused) if done.refused else ""})


def _refused(mistakes: Sequence[Mistake]) -> Value:
    told = [mistake if mistake.fields.get("fault", "other") in {*TOLD, "other"} else _vague(mistake) for mistake in mistakes]
    said = wording.text("common.texts_refused", number=len(told))
    return wording.lines([said, file_mistakes.told(told, KNOWN)])


def _vague(mistake: Mistake) -> Mistake:
    """By a rule that has no text of its own."""
    fields = {**mistake.fields, "fault": "other"}
    return Mistake(mistake.what, line=mistake.line, code=mistake.code, fields=fields)
