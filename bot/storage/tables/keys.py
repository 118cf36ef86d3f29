"""Data keys, wrapped. Destroying a person's row makes everything it sealed unreadable, in backups of the tables too."""

import sqlalchemy as sa

from bot.storage.tables import coalition, metadata

data_keys = sa.Table(
    "data_keys",
    metadata,
    sa.Column("owner", sa.Text, primary_key=True),
    coalition(),
    sa.Column("key_id", sa.Text, nullable=False),
    sa.Column("wrapped", sa.LargeBinary, nullable=False),
)
