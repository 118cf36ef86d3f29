"""A coordinator takes a role from a colleague, who is told so; the other coordinators hear it.

Noor: {take_role: {colleague_id: bram, role: coordinator}} → done
Noor: {take_role: {colleague_id: bram, role: translator}} → gone
Noor: {take_role: {colleague_id: noor, role: coordinator}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.actor import Role
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.handling.notices import tell_person
from bot.services.people import colleagues


class TakeRole(Args):
    """As `roles_of_others` gives them."""

    colleague_id: str
    role: Role


SPEC = ActionSpec("take_role", TakeRole, frozenset({"gone"}), frozenset({"may_read"}))


async def run(context: Context, args: TakeRole) -> Done:
    """`gone`: they do not have it any more, or it is the asker's own (for which there is /weg). `may_read`: `yes`
    or `no`, whether they may still sit in the group."""
    try:
        person = await colleagues.take_away(context.work, context.actor, args.colleague_id, args.role)
    except Refused:
        return Done("gone")
    word = {"role_word": wording.text(f"common.role_{args.role}")}
    await tell_person(context, person.id, "common.role_taken", word)
    return Done(values={"may_read": "yes" if await colleagues.may_still_read(context.work, person) else "no"})
