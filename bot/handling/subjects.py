"""What parents react to, by name: what was understood, and each proposal of a bulletin."""

from bot.domain import wording
from bot.domain.reaction import MEANING
from bot.domain.wording import Value
from bot.handling.context import Context


async def subject_titles(context: Context, bulletin_id: str) -> dict[str, Value]:
    """By subject, of the bulletin's newest revision; empty when it has none."""
    bulletin = await context.work.uow.bulletins.get(bulletin_id)
    if bulletin.revision_id is None:
        return {}
    revision = await context.work.uow.bulletins.revision(bulletin.revision_id)
    titles: dict[str, Value] = {MEANING: wording.text("common.meaning_title")}
    for proposal_id in revision.proposal_ids:
        titles[proposal_id] = wording.element(revision.id, f"proposal:{proposal_id}:title")
    return titles
