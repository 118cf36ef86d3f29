"""How much a dispatcher does at once, and how long it may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much at once, and how long."""

    in_flight: int = 100
    """Calls in the air for each bot account at the most; the pace usually needs fewer (`scheduler.room`). As many may arrive
    twice when the process is killed. One place is kept for replies."""
    ahead: float = 2.0
    """Parts claimed ahead for each bot account, of replies and of the others: so many times as there are places in the air."""
    lease_seconds: float = 60.0
    """What waits for half of it (the account is paused, say) is given back, and rendered anew when its time comes. A mark renews
    the lease, for longer than a call may take."""
    call_seconds: float = 60.0
    """After this a call counts as ambiguous."""
    idle_seconds: float = 1.0
    """How long it takes at most to notice what another process committed."""
    stop_seconds: float = 8.0
    """How long an orderly stop waits for calls in the air."""
