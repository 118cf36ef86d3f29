"""The words of a bulletin as they stand, for who looks before parents read it: three elements, or a message.

Noor: {open_preview: bulletin-2} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.handling.actions.open_bulletin import ELEMENTS
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.services.writing import previewing

SPEC = ActionSpec("open_preview", OfBulletin, gives=frozenset({"kind", "revision_id", "next_day", *ELEMENTS}))


async def run(context: Context, args: OfBulletin) -> Done:
    """An element that its kind does not have is empty. `next_day` says so when no day is promised yet."""
    view = await previewing.preview_of(context.work, context.actor, args.bulletin_id)
    next_day = view.next_day or wording.text("common.no_day")
    elements = {name: view.values.get(name, "") for name in ELEMENTS}
    return Done(values={"kind": str(view.kind), "revision_id": view.revision_id, "next_day": next_day, **elements})
