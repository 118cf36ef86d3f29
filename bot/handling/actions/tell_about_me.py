"""What is known of somebody who works along and comes in: what is not, they are asked.

Elif: tell_about_me → done
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.domain.actor import Role
from bot.handling.context import Context, Done
from bot.services.speaking.languages import FOR_COORDINATORS

SPEC = ActionSpec("tell_about_me", gives=frozenset({"lacks_name", "lacks_language", "lacks_translates"}))


async def run(context: Context, args: NoArgs) -> Done:
    """Each `yes` or `no`. A language of their own is asked of whom no data file names, and who is no parent here."""
    person = context.person
    translates = bool(person.roles & {Role.TRANSLATOR, Role.KEY_PERSON})
    unknown = not person.name or person.language not in FOR_COORDINATORS
    return Done(
        values={
            "lacks_name": _yes(not person.name),
            "lacks_language": _yes(unknown and not person.is_parent),
            "lacks_translates": _yes(translates and not person.translates),
        }
    )


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"
