"""The tenant, its bot accounts and its groups."""

import sqlalchemy as sa

from bot.storage.tables import Instant, belongs_to, coalition, keyed_hash, metadata, personal

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
    sa.Column("send_within_days", sa.Integer, nullable=False),
    sa.Column("languages", sa.JSON, nullable=False),
    sa.Column("words_version", sa.Integer, nullable=False, server_default="0"),
)

bot_accounts = sa.Table(
    "bot_accounts",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("username", sa.Text, nullable=False),
    personal("token", nullable=False),
    sa.Column("token_setting", sa.Text, nullable=False),
)

poll_leases = sa.Table(
    "poll_leases",
    metadata,
    sa.Column("bot_account_id", sa.Text, belongs_to("bot_accounts.id"), primary_key=True),
    coalition(),
    # The process that asks Telegram for this account's updates, by a token of its own, and until when by the database's clock.
    sa.Column("holder", sa.Text, nullable=False),
    sa.Column("until", sa.Double, nullable=False),
)

heartbeats = sa.Table(
    "heartbeats",
    metadata,
    sa.Column("bot_account_id", sa.Text, belongs_to("bot_accounts.id"), primary_key=True),
    coalition(),
    # When a process last did this account's work: by the business clock, and in seconds since the epoch by the database's.
    sa.Column("seen_at", Instant, nullable=False),
    sa.Column("beat_at", sa.Double, nullable=False),
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
