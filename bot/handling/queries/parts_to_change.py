"""The parts of a draft that are words, by name.

Noor: {parts_to_change: bulletin-2} → {part: acknowledgement}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain import wording
from bot.domain.errors import Stale
from bot.domain.wording import Values
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context
from bot.handling.drafts import hard_parts, part_name
from bot.services.writing import composing

SPEC = QuerySpec("parts_to_change", OfBulletin, gives=frozenset({"part", "label"}))


async def run(context: Context, args: OfBulletin) -> list[Values]:
    """In the order of writing, 🟠 at what is hard to read; nothing when it was sent, or thrown away."""
    try:
        desk = await composing.desk(context.work, context.actor, args.bulletin_id)
    except Stale:
        return []
    hard = hard_parts(context.work, desk.revision)
    names = ((part, part_name(part, desk.revision)) for part in desk.parts)
    return [{"part": part, "label": wording.text("common.part_hard", part_word=n) if part in hard else n} for part, n in names]
