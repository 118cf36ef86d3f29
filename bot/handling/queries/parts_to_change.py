"""The parts of a draft that are words, by name.

Noor: {parts_to_change: bulletin-2} → {part: acknowledgement}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain.errors import Stale
from bot.domain.wording import Values
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context
from bot.handling.drafts import part_name
from bot.services.writing import composing

SPEC = QuerySpec("parts_to_change", OfBulletin, gives=frozenset({"part", "label"}))


async def run(context: Context, args: OfBulletin) -> list[Values]:
    """In the order of writing; nothing when it was sent, or thrown away."""
    try:
        desk = await composing.desk(context.work, context.actor, args.bulletin_id)
    except Stale:
        return []
    return [{"part": part, "label": part_name(part, desk.revision)} for part in desk.parts]
