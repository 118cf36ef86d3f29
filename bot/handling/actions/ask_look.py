"""The other coordinators are asked to look along.

Noor: {ask_look: bulletin-2} → done
Willem: {ask_look: bulletin-8} → nobody
Noor: {ask_look: bulletin-1} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import NotAllowed, NotThere, Refused, Stale
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.services.writing import looking

SPEC = ActionSpec("ask_look", OfBulletin, frozenset({"nobody", "gone"}))


async def run(context: Context, args: OfBulletin) -> Done:
    """`nobody`: there is no other coordinator. `gone`: it was sent, or thrown away."""
    try:
        await looking.ask(context.work, context.actor, args.bulletin_id)
    except (NotAllowed, NotThere):
        raise
    except Stale:
        return Done("gone")
    except Refused:
        return Done("nobody")
    return Done()
