"""A coalition's own pictures. They may show people: they are sealed, under the coalition's key."""

import sqlalchemy as sa

from bot.storage.tables import belongs_to, metadata, personal

pictures = sa.Table(
    "pictures",
    metadata,
    sa.Column("coalition_id", sa.Text, belongs_to("coalitions.id"), primary_key=True),
    sa.Column("text_hash", sa.Text, primary_key=True),
    personal("told", nullable=False),
    sa.Column("approved_by", sa.Text, nullable=False),
    personal("content", nullable=False),
    sa.Column("from_file", sa.Boolean, nullable=False, server_default=sa.true()),
)
