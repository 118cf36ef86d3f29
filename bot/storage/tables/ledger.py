"""The ledger: what goes out, in deliveries and their parts, and how fast it may go.

Rows outlive a forgotten person: then `recipient_id`, `external_id` and `content` are null, and `lane` is the delivery's id.
"""

from typing import Any

import sqlalchemy as sa

from bot.storage.tables import Instant, belongs_to, coalition, metadata, personal


def _where(condition: str) -> dict[str, Any]:
    """Only rows of which this holds stand in the index."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


deliveries = sa.Table(
    "deliveries",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("bot_account_id", sa.Text, belongs_to("bot_accounts.id"), nullable=False),
    sa.Column("recipient_kind", sa.Text, nullable=False),
    sa.Column("recipient_id", sa.Text),
    sa.Column("topic_of", sa.Text),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("due_at", Instant, nullable=False),
    # Of an opened one: its first unsent part's, kept so by `bot.storage.delivery_state`.
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("reason", sa.Text),
    sa.Column("bulletin_id", sa.Text, belongs_to("bulletins.id")),
    sa.Column("revision_id", sa.Text, belongs_to("revisions.id")),
    sa.Column("opened", sa.Boolean, nullable=False),
    sa.Column("counted", sa.Boolean, nullable=False),
    sa.Column("conversation_id", sa.Text),
    # It was cancelled while a part was being sent: that part is not tried again.
    sa.Column("cancel_reason", sa.Text),
    # When the inbox was told that it is due, in seconds since the epoch by the database's clock; and how often that was.
    sa.Column("told_at", sa.Double),
    sa.Column("tellings", sa.Integer, nullable=False, server_default="0"),
    sa.UniqueConstraint("coalition_id", "key"),
    sa.Index("ix_deliveries_bulletin", "bulletin_id", "state"),
    sa.Index("ix_deliveries_recipient", "recipient_id", "state"),
    sa.Index("ix_deliveries_waiting", "reason", "coalition_id", **_where("state = 'waiting'")),
    sa.Index(
        "ix_deliveries_to_open", "bulletin_id", "due_at", "id", **_where("state = 'pending' AND NOT opened AND told_at IS NULL")
    ),
    sa.Index("ix_deliveries_told", "told_at", **_where("told_at IS NOT NULL AND NOT opened")),
    sa.Index(
        "ix_deliveries_opened", "purpose", "bot_account_id", **_where("opened AND state IN ('pending', 'leased', 'sending')")
    ),
)

parts = sa.Table(
    "parts",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("delivery_id", sa.Text, belongs_to("deliveries.id"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    personal("content"),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("reason", sa.Text),
    sa.Column("card", sa.Text),
    sa.Column("due_at", Instant, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("ambiguous", sa.Integer, nullable=False),
    sa.Column("external_id", sa.Text),
    sa.Column("bot_account_id", sa.Text, nullable=False),
    # To whom, without the topic: within a lane parts go in order, one at a time.
    sa.Column("lane", sa.Text, nullable=False),
    sa.Column("priority", sa.Integer, nullable=False),
    # Whose pause holds it; null for a reply, which no pause holds.
    sa.Column("bulletin_id", sa.Text),
    sa.Column("lease_token", sa.Text),
    # By the database's clock, in seconds since the epoch; so is `sent_at`.
    sa.Column("lease_until", sa.Double),
    sa.Column("sent_at", sa.Double),
    sa.Index("ix_parts_delivery", "delivery_id", "number"),
    sa.Index("ix_parts_due", "priority", "due_at", "id", **_where("state = 'pending'")),
    sa.Index("ix_parts_lane", "lane", "priority", "delivery_id", **_where("state IN ('pending', 'leased', 'sending')")),
    # The database itself holds that a recipient has at most one part in flight.
    sa.Index("uq_parts_in_flight", "lane", unique=True, **_where("state IN ('leased', 'sending')")),
    sa.Index("ix_parts_leases", "lease_until", **_where("state IN ('leased', 'sending')")),
    sa.Index("ix_parts_card", "lane", "card", **_where("card IS NOT NULL")),
    sa.Index("ix_parts_external", "lane", "external_id", **_where("external_id IS NOT NULL")),
)

account_paces = sa.Table(
    "account_paces",
    metadata,
    sa.Column("bot_account_id", sa.Text, belongs_to("bot_accounts.id"), primary_key=True),
    coalition(),
    # Theoretical arrival time (`bot.outbox.pace`) and the end of a pause, by the database's clock.
    sa.Column("tat", sa.Double, nullable=False),
    sa.Column("paused_until", sa.Double, nullable=False),
)

lane_paces = sa.Table(
    "lane_paces",
    metadata,
    sa.Column("lane", sa.Text, primary_key=True),
    coalition(),
    sa.Column("tat", sa.Double, nullable=False),
    # When the next part may go to this recipient.
    sa.Column("ready_at", sa.Double, nullable=False, index=True),
)
