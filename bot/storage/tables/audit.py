"""What was done, by whom, to what. Holds ids only."""

import sqlalchemy as sa

from bot.storage.tables import Instant, coalition, metadata, personal

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("actor_id", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("about", sa.Text, nullable=False, index=True),
    sa.Column("at", Instant, nullable=False),
    personal("reason"),
)
