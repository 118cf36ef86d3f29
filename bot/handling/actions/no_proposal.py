"""No proposal yet: what a flow that makes one gives when nobody finishes it.

Noor: no_proposal → done
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.handling.context import Context, Done

SPEC = ActionSpec("no_proposal", NoArgs, gives=frozenset({"proposal_id"}))


async def run(context: Context, args: NoArgs) -> Done:
    """Empty."""
    return Done(values={"proposal_id": ""})
