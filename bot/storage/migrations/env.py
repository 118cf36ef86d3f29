"""What Alembic runs: always online, on the connection that `bot.storage.migrations` gives it, in its transaction."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context

from bot.storage.tables.schema import metadata


def render_item(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """A migration names plain SQL types, so that it still runs when our own types have changed."""
    if kind == "type" and isinstance(item, sa.types.TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
