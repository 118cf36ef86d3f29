"""What a coalition makes of the fixed texts. Somebody typed the words, so they are sealed, under the coalition's key."""

import sqlalchemy as sa

from bot.storage.tables import Instant, belongs_to, metadata, personal

own_texts = sa.Table(
    "own_texts",
    metadata,
    sa.Column("coalition_id", sa.Text, belongs_to("coalitions.id"), primary_key=True),
    sa.Column("language", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    personal("forms", nullable=False),
    sa.Column("source_hash", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
)

switched_on = sa.Table(
    "switched_on",
    metadata,
    sa.Column("coalition_id", sa.Text, belongs_to("coalitions.id"), primary_key=True),
    sa.Column("language", sa.Text, primary_key=True),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
)
