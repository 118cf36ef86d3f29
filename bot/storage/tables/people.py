"""People, the ways to reach them, what they said yes to, and how they were invited."""

import sqlalchemy as sa

from bot.storage.tables import Instant, Names, belongs_to, coalition, keyed_hash, metadata, personal

people = sa.Table(
    "people",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("roles", Names, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("reading", sa.Text, nullable=False),
    personal("name", nullable=False),
    sa.Column("trajectory_id", sa.Text, belongs_to("trajectories.id")),
    sa.Column("zone", sa.Text),
    sa.Column("quiet_from", sa.Text),
    sa.Column("quiet_until", sa.Text),
    sa.Column("paused_until", Instant),
    sa.Column("joined_at", Instant),
    sa.Column("declines", Names, nullable=False),
    sa.Column("translates", Names, nullable=False, server_default="|"),
    sa.Column("panel_asked_at", Instant),
    sa.Column("away_from", sa.Date),
    sa.Column("away_until", sa.Date),
    sa.Column("stand_in", sa.Text),
    sa.Column("variant", sa.Text),
    sa.Column("contact_id", sa.Text, index=True),
    sa.Column("held_until", Instant),
    sa.Column("held_because", sa.Text),
    sa.Column("laid_down", Names, nullable=False, server_default="|"),
    # The inbox queue of everything this person says and of every event for them; see `bot.storage.queue`.
    keyed_hash("queue"),
    # With the id: a trajectory's people are gone through by it, some at a time.
    sa.Index("ix_people_trajectory_id", "trajectory_id", "id"),
)

addresses = sa.Table(
    "addresses",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("bot_account_id", sa.Text, belongs_to("bot_accounts.id")),
    sa.Column("kind", sa.Text, nullable=False),
    personal("value", nullable=False),
    keyed_hash("value_hash", nullable=False),
    sa.Column("person_id", sa.Text, belongs_to("people.id"), index=True),
    sa.Column("reachable", sa.Boolean, nullable=False),
    sa.UniqueConstraint("bot_account_id", "kind", "value_hash"),
)

consents = sa.Table(
    "consents",
    metadata,
    sa.Column("person_id", sa.Text, belongs_to("people.id"), primary_key=True),
    sa.Column("purpose", sa.Text, primary_key=True),
    sa.Column("version", sa.Text, primary_key=True),
    sa.Column("given_at", Instant, primary_key=True),
    coalition(),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("withdrawn_at", Instant),
)

invitations = sa.Table(
    "invitations",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    coalition(),
    sa.Column("trajectory_id", sa.Text, belongs_to("trajectories.id"), nullable=False, index=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    keyed_hash("token_hash", nullable=False),
    sa.Column("used_by", sa.Text, belongs_to("people.id"), index=True),
    sa.Column("used_at", Instant),
    sa.Column("about", sa.Text),
    sa.Column("language", sa.Text),
    sa.UniqueConstraint("coalition_id", "token_hash"),
)


def has_role(role: str) -> sa.ColumnElement[bool]:
    """Whether a person's roles hold this one."""
    return sa.cast(people.c.roles, sa.Text).like(f"%|{role}|%")
