"""Bulletins, their revisions and approvals, and what parents say of them."""

import sqlalchemy as sa

from bot.storage.tables import Instant, belongs_to, coalition, metadata, personal

bulletins = sa.Table(
    "bulletins",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("trajectory_id", sa.Text, belongs_to("trajectories.id"), nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("revision_id", sa.Text),
    sa.Column("sent_at", Instant),
    sa.Column("send_at", Instant),
    sa.Column("send_until", Instant),
    sa.Column("send_within_days", sa.Integer),
    sa.Column("halted", sa.Text),
    sa.Column("heard_before", Instant),
    sa.Column("promised_before", sa.Date),
    sa.Column("told", sa.Text),
    sa.Column("told_at", Instant),
)

revisions = sa.Table(
    "revisions",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("bulletin_id", sa.Text, belongs_to("bulletins.id"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    personal("texts", nullable=False),
    sa.Column("proposal_ids", sa.JSON, nullable=False),
    sa.Column("quote_ids", sa.JSON, nullable=False),
    sa.Column("next_promised", sa.Date),
    sa.Column("written_by", sa.Text, nullable=False),
    sa.Column("plain_score", sa.Integer),
    personal("plain_overruled"),
    sa.Column("ready_made", sa.Text),
    sa.Column("standings", sa.JSON, nullable=False, server_default="{}"),
    sa.Column("pictures", sa.JSON, nullable=False, server_default="{}"),
    sa.UniqueConstraint("bulletin_id", "number"),
)

second_looks = sa.Table(
    "second_looks",
    metadata,
    sa.Column("revision_id", sa.Text, belongs_to("revisions.id"), primary_key=True),
    coalition(),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    personal("alone_because"),
)

approvals = sa.Table(
    "approvals",
    metadata,
    sa.Column("coalition_id", sa.Text, belongs_to("coalitions.id"), primary_key=True),
    sa.Column("language", sa.Text, primary_key=True),
    sa.Column("text_hash", sa.Text, primary_key=True),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
)

reactions = sa.Table(
    "reactions",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("trajectory_id", sa.Text, belongs_to("trajectories.id"), nullable=False),
    sa.Column("bulletin_id", sa.Text, belongs_to("bulletins.id"), nullable=False, index=True),
    sa.Column("person_id", sa.Text, belongs_to("people.id"), nullable=False, index=True),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("kind", sa.Text),
    sa.Column("at", Instant, nullable=False),
    personal("words", nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("media_id", sa.Text),
    sa.Column("may_show", sa.Boolean, nullable=False),
    sa.Column("may_hear", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("words_at", Instant),
)
