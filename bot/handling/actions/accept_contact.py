"""A parent lets their contact person hold messages, and says by which first name they are known to them.

Lotte: {accept_contact: Lotte} → done
Sanne: {accept_contact: ""} → nobody
"""

from bot.dialogue.actions import ActionSpec, Binds
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.people import contacts


class AcceptContact(Args):
    """Empty when the parent would rather not say."""

    first_name: str


SPEC = ActionSpec("accept_contact", AcceptContact, frozenset({"nobody"}), binds=Binds.ASKED)


async def run(context: Context, args: AcceptContact) -> Done:
    """`nobody`: that person does not work along any more."""
    try:
        await contacts.agree(context.work, context.person.actor, args.first_name)
    except Refused as refused:
        if refused.code != "no_contact_person":
            raise
        return Done("nobody")
    return Done()
