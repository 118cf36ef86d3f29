"""Why a part that was to be sent now is not: it waits for something, or it has lost its sense."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """It stays in the ledger as `waiting`, with this reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """There is nothing to send any more; the part is `cancelled`, with this reason."""

    reason: str
