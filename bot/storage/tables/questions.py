"""Questions, their threads, and what was sent along."""

import sqlalchemy as sa

from bot.storage.tables import Instant, belongs_to, coalition, metadata, personal

questions = sa.Table(
    "questions",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("trajectory_id", sa.Text, belongs_to("trajectories.id"), nullable=False),
    sa.Column("person_id", sa.Text, belongs_to("people.id"), nullable=False, index=True),
    sa.Column("pseudonym", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("answer_by", sa.Date, nullable=False),
    sa.Column("danger", sa.Boolean, nullable=False),
    sa.Column("topic_id", sa.Text),
    sa.Column("group_id", sa.Text, belongs_to("groups.id")),
    sa.Column("taken_by", sa.Text),
    sa.Column("later_by", sa.Date),
    sa.Index(None, "group_id", "topic_id"),
)

question_messages = sa.Table(
    "question_messages",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("question_id", sa.Text, belongs_to("questions.id"), nullable=False, index=True),
    sa.Column("person_id", sa.Text, belongs_to("people.id"), nullable=False),
    sa.Column("from_parent", sa.Boolean, nullable=False),
    sa.Column("at", Instant, nullable=False),
    personal("text", nullable=False),
    sa.Column("media_id", sa.Text),
    sa.Column("external_id", sa.Text),
    sa.Column("conversation_id", sa.Text),
    sa.Column("arrival", sa.Text),
    sa.Index(None, "person_id", "external_id"),
    sa.Index(
        "ix_question_messages_underway",
        "at",
        sqlite_where=sa.text("arrival = 'underway'"),
        postgresql_where=sa.text("arrival = 'underway'"),
    ),
)

media = sa.Table(
    "media",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("bot_account_id", sa.Text, belongs_to("bot_accounts.id"), nullable=False),
    sa.Column("person_id", sa.Text, belongs_to("people.id"), nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    personal("external_ref", nullable=False),
    sa.Column("came_at", Instant, nullable=False, index=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("seconds", sa.Integer),
    sa.Column("size", sa.Integer),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("filename", sa.Text),
    sa.Column("recipe", sa.JSON(none_as_null=True)),
    personal("content"),
    sa.Index("ix_media_ordered", "id", sqlite_where=sa.text("state = 'ordered'"), postgresql_where=sa.text("state = 'ordered'")),
    sa.Index("ix_media_wanted", "id", sqlite_where=sa.text("state = 'wanted'"), postgresql_where=sa.text("state = 'wanted'")),
)
