"""Somebody stops working along, and a successor gets what was theirs, when they named one.

Bram: {lay_down_roles: {colleague_id: noor}} → done
Elif: lay_down_roles → done
Bram: {lay_down_roles: {colleague_id: willem}} → no_successor
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services import colleagues


class LayDown(Args):
    """`colleague_id`: the successor; empty for whoever comes first."""

    colleague_id: str = ""


SPEC = ActionSpec("lay_down_roles", LayDown, frozenset({"no_successor"}))


async def run(context: Context, args: LayDown) -> Done:
    """`no_successor`: whom they named does not coordinate any more."""
    try:
        await colleagues.lay_down(context.work, context.person.actor, args.colleague_id or None)
    except Refused:
        return Done("no_successor")
    return Done()
