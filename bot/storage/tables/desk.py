"""The coordinators' desk: what is to be translated, what lies beside a bulletin while it is written, and cards in their group."""

import sqlalchemy as sa

from bot.storage.tables import Instant, belongs_to, coalition, metadata, personal

translations = sa.Table(
    "translations",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("direction", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("bulletin_id", sa.Text, belongs_to("bulletins.id"), index=True),
    sa.Column("message_id", sa.Text, belongs_to("question_messages.id"), index=True),
    sa.Column("reaction_id", sa.Text, belongs_to("reactions.id"), index=True),
    sa.Column("parent_id", sa.Text, belongs_to("people.id"), index=True),
    sa.Column("translator_id", sa.Text, belongs_to("people.id"), index=True),
    sa.Column("reader_id", sa.Text, belongs_to("people.id")),
    sa.Column("reminded_at", Instant),
    sa.Column("done_at", Instant),
    personal("words", nullable=False),
    sa.Column("media_id", sa.Text),
    sa.Index(None, "coalition_id", "state"),
)

remarks = sa.Table(
    "remarks",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("bulletin_id", sa.Text, belongs_to("bulletins.id"), nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("revision_id", sa.Text),
    personal("words", nullable=False),
    sa.Column("media_id", sa.Text),
)

trials = sa.Table(
    "trials",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("bulletin_id", sa.Text, belongs_to("bulletins.id"), nullable=False, index=True),
    sa.Column("revision_id", sa.Text, belongs_to("revisions.id"), nullable=False),
    sa.Column("person_id", sa.Text, belongs_to("people.id"), nullable=False, index=True),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("answered_at", Instant),
    sa.Column("told_at", Instant),
    personal("words", nullable=False),
    sa.Column("media_id", sa.Text),
)

tellings = sa.Table(
    "tellings",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("bulletin_id", sa.Text, belongs_to("bulletins.id"), nullable=False, index=True),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("parent_id", sa.Text, belongs_to("people.id"), index=True),
)

doors = sa.Table(
    "doors",
    metadata,
    sa.Column("token", sa.Text, primary_key=True),
    coalition(),
    sa.Column("card_id", sa.Text, nullable=False, index=True),
    sa.Column("flow", sa.Text, nullable=False),
    sa.Column("values", sa.JSON, nullable=False),
    sa.Column("topic_of", sa.Text),
)

cards = sa.Table(
    "cards",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("said", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
)
