"""The words of a bulletin: of a full one its three elements, of another one its message.

Lotte: {open_bulletin: {bulletin_id: bulletin-1, revision_id: revision-1}} → done
Noor: {open_bulletin: bulletin-2} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.bulletin import FULL_ELEMENTS, SHORT_ELEMENTS
from bot.handling.arguments import OfRevision
from bot.handling.context import Context, Done
from bot.services.delivery import reading

ELEMENTS = (*FULL_ELEMENTS, *SHORT_ELEMENTS)
SPEC = ActionSpec("open_bulletin", OfRevision, gives=frozenset({"kind", "revision_id", "promised_day", *ELEMENTS}))


async def run(context: Context, args: OfRevision) -> Done:
    """An element that its kind does not have is empty. `promised_day` says so when no day was promised yet."""
    view = await reading.bulletin_for(context.work, context.person.actor, args.bulletin_id, args.revision_id or None)
    promised = view.next_day or wording.text("common.no_day")
    elements = {name: view.values.get(name, "") for name in ELEMENTS}
    return Done(values={"kind": str(view.kind), "revision_id": view.revision_id, "promised_day": promised, **elements})
