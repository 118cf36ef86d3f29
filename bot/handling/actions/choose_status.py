"""Where the owner of a proposal says that it stands, before their words.

Owner: {choose_status: started} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.proposal import ProposalStatus
from bot.handling.arguments import Args
from bot.handling.context import Context, Done


class ChooseStatus(Args):
    """One of them."""

    stands: ProposalStatus


SPEC = ActionSpec("choose_status", ChooseStatus, gives=frozenset({"stands"}))


async def run(context: Context, args: ChooseStatus) -> Done:
    """As it was chosen."""
    return Done(values={"stands": str(args.stands)})
