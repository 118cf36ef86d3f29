"""A contact person told a parent what a bulletin says.

Gerda: {tell_by_mouth: {bulletin_id: bulletin-1, parent_id: fatma}} → done
Gerda: {tell_by_mouth: {bulletin_id: bulletin-1}} → done
Gerda: {tell_by_mouth: {bulletin_id: bulletin-1, parent_id: lotte}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import NotThere
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.services.people import contacts


class TellByMouth(OfBulletin):
    """Without `parent_id`: a parent without a phone."""

    parent_id: str = ""


SPEC = ActionSpec("tell_by_mouth", TellByMouth, frozenset({"gone"}))


async def run(context: Context, args: TellByMouth) -> Done:
    """`gone`: the parent did not want it any more. Telling the same parent twice counts once."""
    try:
        await contacts.tell(context.work, context.actor, args.bulletin_id, args.parent_id or None)
    except NotThere:
        return Done("gone")
    return Done()
