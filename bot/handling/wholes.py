"""A whole text or file that a coordinator sent for a draft, read again whenever something of it is to be used."""

from bot.domain import wording
from bot.domain.bulletin import BulletinKind, Revision
from bot.domain.errors import NotThere
from bot.domain.wording import Value, Values
from bot.handling.context import Context
from bot.handling.drafts import name_of, part_name, words_of
from bot.services.writing import composing, draft_file, whole
from bot.services.writing.drafting import Change
from bot.services.writing.whole import Whole, Written
from bot.texts.elements import elements_of

CLASH = frozenset({"by_name", "clash_parts", "clash_words", "revision_id"})
"""What is known when somebody else wrote some of it otherwise meanwhile."""
START_OF_QUOTE = 60


async def whole_of(context: Context, bulletin_id: str, words: str, media_id: str) -> Whole:
    """What it says: of the file, when there is one. Raises Mistakes, and NotThere for a file that is gone. Refused: `too_long`.
    Stale: `already_sent`."""
    work = context.work
    if media_id:
        content = await work.uow.media.content(media_id)
        if content is None:
            raise NotThere("media", id=media_id)
        return await draft_file.read(work, context.actor, bulletin_id, content)
    desk = await composing.desk(work, context.actor, bulletin_id)
    texts = elements_of(words) if desk.revision.kind is BulletinKind.FULL else {"message": words}
    composing.check_length(texts)
    return Whole(Change(texts))


async def clashed(context: Context, bulletin_id: str, written: Written, words: str, media_id: str) -> Values:
    """What the later one is told. What they sent lies beside the draft from now on."""
    await whole.keep(context.work, context.actor, bulletin_id, words, media_id)
    return {
        "by_name": await name_of(context.work, written.by),
        "clash_parts": ",".join(written.clash),
        "clash_words": [part_name(part, written.changed.revision) for part in written.clash],
        "revision_id": written.changed.revision.id,
    }


async def shown(context: Context, part: str, change: Change | Revision) -> Value:
    """One part as it stands in a draft, or as somebody wants it."""
    work = context.work
    nothing = wording.text("common.nothing_yet")
    match part:
        case "quotes":
            return wording.lines(wording.quote(id_, START_OF_QUOTE) for id_ in change.quote_ids or ()) or nothing
        case "proposals":
            proposals = await work.uow.trajectories.some_proposals(change.proposal_ids or ())
            titles = [p.texts.get("title", "") or wording.text("common.untitled_proposal") for p in proposals]
            return wording.lines(titles) or nothing
        case "next_promised":
            return wording.day(change.next_promised) if change.next_promised else wording.text("common.no_day")
        case "plain_overruled":
            return change.plain_overruled or nothing
        case _ if isinstance(change, Revision):
            return words_of(part, change) or nothing
        case _:
            return change.texts.get(part, "") or nothing
