"""What came in: updates and events, in the order in which we got them."""

import sqlalchemy as sa

from bot.storage.tables import Instant, coalition, keyed_hash, metadata, personal

_OPEN = sa.text("state = 'new'")
_FAILING = sa.text("state = 'new' AND attempts > 0")
_SET_ASIDE = sa.text("state = 'set_aside'")

inbox = sa.Table(
    "inbox",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    coalition(),
    sa.Column("bot_account_id", sa.Text),
    # Null once its seven days are over and the channel used the id again.
    sa.Column("update_id", sa.Text),
    sa.Column("event_key", sa.Text),
    sa.Column("is_event", sa.Boolean, nullable=False),
    # Null when its person was forgotten; see `bot.storage.queue`.
    keyed_hash("queue"),
    sa.Column("person_id", sa.Text, index=True),
    # Null once it was handled.
    personal("payload"),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("again_at", Instant),
    sa.Column("error", sa.Text),
    # A word of stop that came later was handled before it.
    sa.Column("overtaken", sa.Boolean, nullable=False),
    # Seconds since the epoch by the database's clock: update ids are unique for seven real days.
    sa.Column("stored_at", sa.Double, nullable=False),
    sa.UniqueConstraint("bot_account_id", "update_id"),
    sa.UniqueConstraint("coalition_id", "event_key"),
    sa.Index("ix_inbox_open", "is_event", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    sa.Index("ix_inbox_open_queue", "queue", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    sa.Index("ix_inbox_set_aside", "id", sqlite_where=_SET_ASIDE, postgresql_where=_SET_ASIDE),
    sa.Index("ix_inbox_failing", "queue", "id", sqlite_where=_FAILING, postgresql_where=_FAILING),
    sqlite_autoincrement=True,
)
