"""The proposals of a draft, beside each of which a picture may stand.

Noor: {proposals_to_picture: bulletin-7} → {proposal_id: proposal-2}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain import wording
from bot.domain.errors import Stale
from bot.domain.wording import Value, Values
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context
from bot.handling.drafts import title_of
from bot.services.writing import composing, picturing

GIVES = frozenset({"proposal_id", "label", "revision_id", "has_picture", "shown_now"})
SPEC = QuerySpec("proposals_to_picture", OfBulletin, gives=GIVES)


async def run(context: Context, args: OfBulletin) -> list[Values]:
    """In their order; nothing when it was sent, or thrown away. `shown_now` tells the picture that is there; empty: none."""
    try:
        desk = await composing.desk(context.work, context.actor, args.bulletin_id)
    except Stale:
        return []
    items: list[Values] = []
    for proposal_id in desk.revision.proposal_ids:
        there = bool(picturing.told(desk.revision, proposal_id))
        now: Value = wording.written(desk.revision.id, picturing.element_of(proposal_id)) if there else ""
        items.append(
            {
                "proposal_id": proposal_id,
                "label": title_of(proposal_id, desk.revision),
                "revision_id": desk.revision.id,
                "has_picture": "yes" if there else "no",
                "shown_now": now,
            }
        )
    return items
