"""The tenant, its bot accounts and its groups."""

import sqlalchemy as sa

from bot.storage.tables import belongs_to, coalition, keyed_hash, metadata, personal

coalitions = sa.Table(
    "coalitions",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("zone", sa.Text, nullable=False),
    sa.Column("holiday_country", sa.Text, nullable=False),
    personal("signs_as", nullable=False),
    personal("help_line", nullable=False),
    sa.Column("threshold", sa.Integer, nullable=False),
    sa.Column("languages", sa.JSON, nullable=False),
)

bot_accounts = sa.Table(
    "bot_accounts",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("username", sa.Text, nullable=False),
    personal("token", nullable=False),
)

groups = sa.Table(
    "groups",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("bot_account_id", sa.Text, belongs_to("bot_accounts.id"), nullable=False),
    personal("external_id", nullable=False),
    keyed_hash("external_hash", nullable=False),
    sa.Column("is_forum", sa.Boolean, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Index(None, "bot_account_id", "external_hash"),
)
