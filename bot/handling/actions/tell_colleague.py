"""What a colleague is called.

Noor: {tell_colleague: bram} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.handling.arguments import Args
from bot.handling.context import Context, Done


class TellColleague(Args):
    """Somebody who works along."""

    person_id: str


SPEC = ActionSpec("tell_colleague", TellColleague, gives=frozenset({"colleague"}))


async def run(context: Context, args: TellColleague) -> Done:
    """By reference: what is said is what they are called when it is sent."""
    return Done(values={"colleague": wording.name_of(args.person_id)})
