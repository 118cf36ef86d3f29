"""Who takes no part and wants something is told how to: a button under it, for who cannot type the word."""

from collections.abc import Collection

from bot.domain import wording
from bot.domain.delivery import Recipient, RecipientKind
from bot.domain.wording import Button
from bot.handling.cards import Entrance, bound
from bot.handling.moment import Moment

TELLS = frozenset({"common.stopped", "not_joined.tell.say", "stop.stopped.say", "pause.paused.say"})
"""The texts that say so."""
JUST_STOPPED = "stop.stopped.ask"
"""Who just said stop gets no button to undo it under the same words."""
EVENT, FLOW, LABEL = "returned", "returned", "common.button_join"
"""What happened to who comes back, the flow that it starts, and what the button says."""


async def way_back(moment: Moment, place: Recipient, texts: Collection[str]) -> tuple[tuple[Button, ...], ...]:
    """A last row with one button, or none. It is the coalition's and tells nothing of anybody, and stays when it was tapped."""
    if not TELLS & set(texts) or JUST_STOPPED in texts or place.kind is not RecipientKind.PERSON:
        return ()
    coalition_id = moment.account.coalition_id
    return await bound(moment.work, coalition_id, f"{FLOW}:{coalition_id}", [[Entrance(wording.text(LABEL), FLOW)]], None)
