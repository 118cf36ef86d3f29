"""Texts read aloud. A voice is a person's: it is sealed, under the coalition's key."""

import sqlalchemy as sa

from bot.storage.tables import Instant, belongs_to, metadata, personal

recordings = sa.Table(
    "recordings",
    metadata,
    sa.Column("coalition_id", sa.Text, belongs_to("coalitions.id"), primary_key=True),
    sa.Column("language", sa.Text, primary_key=True),
    sa.Column("text_hash", sa.Text, primary_key=True),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("seconds", sa.Integer, nullable=False),
    personal("content", nullable=False),
    sa.Column("from_file", sa.Boolean, nullable=False, server_default=sa.true()),
    sa.Column("approved_by", sa.Text),
    sa.Column("name", sa.Text, nullable=False, server_default=""),
)
