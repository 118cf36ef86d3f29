"""Spiegeltrajecten: their conversations, return meetings, quotes and proposals."""

import sqlalchemy as sa

from bot.storage.tables import Instant, Names, belongs_to, coalition, metadata, personal


def _trajectory() -> sa.Column[str]:
    return sa.Column("trajectory_id", sa.Text, belongs_to("trajectories.id"), nullable=False, index=True)


trajectories = sa.Table(
    "trajectories",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("norms", sa.JSON, nullable=False),
    sa.Column("next_promised", sa.Date),
    sa.Column("last_heard_at", Instant),
    sa.Column("steps", sa.JSON, nullable=False, server_default="{}"),
    sa.Column("ask_back", sa.Text, nullable=False, server_default="panel"),
)

mirror_conversations = sa.Table(
    "mirror_conversations",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    _trajectory(),
    sa.Column("held_on", sa.Date, nullable=False),
    personal("moderator", nullable=False),
)

return_meetings = sa.Table(
    "return_meetings",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    _trajectory(),
    sa.Column("starts_at", Instant, nullable=False),
    sa.Column("place", sa.Text, nullable=False),
)

quotes = sa.Table(
    "quotes",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    _trajectory(),
    personal("text", nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("person_id", sa.Text, belongs_to("people.id"), index=True),
    sa.Column("audiences", Names, nullable=False),
    sa.Column("looked_for_traces", sa.Boolean, nullable=False),
)

proposals = sa.Table(
    "proposals",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    _trajectory(),
    sa.Column("status", sa.Text, nullable=False),
    personal("owner", nullable=False),
    personal("decider", nullable=False),
    sa.Column("decision_on", sa.Date),
    sa.Column("reason_kind", sa.Text),
    sa.Column("say", sa.Text, nullable=False),
    sa.Column("quote_ids", sa.JSON, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    personal("texts"),
    sa.Column("owner_id", sa.Text),
    sa.Column("picture", sa.Text, nullable=False, server_default=""),
)

proposal_moves = sa.Table(
    "proposal_moves",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("proposal_id", sa.Text, belongs_to("proposals.id"), nullable=False, index=True),
    sa.Column("before", sa.Text, nullable=False),
    sa.Column("after", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("reason_kind", sa.Text),
    personal("words", nullable=False),
    sa.Column("made", sa.Boolean, nullable=False),
)
