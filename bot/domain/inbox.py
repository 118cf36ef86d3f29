"""One row of the inbox: an update or an event, the next thing of one person."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.events import Happened
from bot.domain.inbound import Inbound


class InboxState(StrEnum):
    NEW = "new"
    HANDLED = "handled"
    SET_ASIDE = "set_aside"
    """Tried three times; waits for `weerklank inbox retry`."""


@dataclass(frozen=True, slots=True)
class InboxRow:
    """`id` is our sequence: one person's rows are handled in its order. One of `inbound` and `happened` is there, unless the row
    was set aside because it cannot be read."""

    id: int
    coalition_id: str
    bot_account_id: str | None
    state: InboxState
    attempts: int = 0
    inbound: Inbound | None = field(default=None, repr=False)
    happened: Happened | None = None
    overtaken: bool = False
    """The person said stop after this, and that was handled before it, because this failed: nothing may start again by it."""
    error: str | None = None
    """The class and place of the last failure, without any word of a person."""
