"""Every table there is: importing this fills `metadata`, for the migrations and for tests that walk over all columns."""

from bot.storage.tables import (
    audit,
    bulletins,
    coalitions,
    conversations,
    desk,
    inbox,
    keys,
    ledger,
    metadata,
    own_texts,
    people,
    pictures,
    questions,
    recordings,
    trajectories,
)

MODULES = (
    audit,
    bulletins,
    coalitions,
    conversations,
    desk,
    inbox,
    keys,
    ledger,
    own_texts,
    people,
    pictures,
    questions,
    recordings,
    trajectories,
)

__all__ = ["MODULES", "metadata"]
