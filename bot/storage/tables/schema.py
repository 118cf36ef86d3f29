"""Every table there is: importing this fills `metadata`, for the migrations and for tests that walk over all columns."""

from bot.storage.tables import (
    audit,
    bulletins,
    coalitions,
    conversations,
    inbox,
    keys,
    ledger,
    metadata,
    people,
    questions,
    trajectories,
)

MODULES = (audit, bulletins, coalitions, conversations, inbox, keys, ledger, people, questions, trajectories)

__all__ = ["MODULES", "metadata"]
