"""Somebody stops working along, and a successor gets what was theirs, when they named one.

Bram: {lay_down_roles: {colleague_id: noor}} → done
Elif: lay_down_roles → done
Bram: {lay_down_roles: {colleague_id: willem}} → no_successor
Fenna: {lay_down_roles: {warned: "no"}} → last
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.people import colleagues


class LayDown(Args):
    """`colleague_id`: the successor; empty for whoever comes first. `warned`: `yes` once they know that nobody is left."""

    colleague_id: str = ""
    warned: str = "no"


SPEC = ActionSpec("lay_down_roles", LayDown, frozenset({"no_successor", "last"}))


async def run(context: Context, args: LayDown) -> Done:
    """`no_successor`: whom they named does not coordinate any more. `last`: nor does anybody else, and they were not told so."""
    warned = args.warned == "yes"
    try:
        await colleagues.lay_down(context.work, context.person.actor, args.colleague_id or None, warned=warned)
    except Refused as refused:
        return Done("last" if refused.code == "last_coordinator" else "no_successor")
    return Done()
