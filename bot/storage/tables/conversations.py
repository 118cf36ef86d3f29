"""Conversations between two turns, their buttons, and what is due."""

import sqlalchemy as sa

from bot.storage.tables import Instant, belongs_to, coalition, metadata, personal

conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("person_id", sa.Text, belongs_to("people.id"), nullable=False),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("flow", sa.Text, nullable=False),
    sa.Column("standing", sa.Text, nullable=False),
    personal("state", nullable=False),
    sa.Column("started_at", Instant, nullable=False),
    sa.Column("touched_at", Instant, nullable=False),
    sa.Column("asks", sa.Boolean, nullable=False),
    sa.Column("delivery_id", sa.Text),
    sa.Index(None, "person_id", "standing"),
)

buttons = sa.Table(
    "buttons",
    metadata,
    sa.Column("token", sa.Text, primary_key=True),
    coalition(),
    sa.Column("conversation_id", sa.Text, belongs_to("conversations.id"), nullable=False, index=True),
    sa.Column("step", sa.Text, nullable=False),
    sa.Column("visit", sa.Integer, nullable=False),
    sa.Column("choice", sa.Text, nullable=False),
    sa.Column("person_id", sa.Text),
)

follow_ups = sa.Table(
    "follow_ups",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("due_at", Instant, nullable=False),
    sa.Column("person_id", sa.Text, index=True),
    sa.Column("trajectory_id", sa.Text),
    sa.Column("conversation_id", sa.Text, index=True),
    sa.Column("visit", sa.Integer),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("void_after", Instant),
    sa.UniqueConstraint("coalition_id", "key"),
    sa.Index(
        "ix_follow_ups_due",
        "due_at",
        "id",
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    ),
)
