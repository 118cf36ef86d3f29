"""What somebody who works along can do here, by the roles they have.

Elif: tell_help → done
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.handling.context import Context, Done
from bot.handling.role_commands import help_lines

SPEC = ActionSpec("tell_help", gives=frozenset({"help_lines"}))


async def run(context: Context, args: NoArgs) -> Done:
    """Each command once."""
    return Done(values={"help_lines": help_lines(context.person.roles)})
