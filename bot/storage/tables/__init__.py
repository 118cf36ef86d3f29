"""The tables, one module a subject. Here is what they share: the metadata, and how a column says what it holds.

Every table has a `coalition_id`, ids are text, instants are UTC. A column made by `personal` holds ciphertext of
`bot.storage.vault`; one made by `keyed_hash` an HMAC to look up by; every other column holds no person's words or data.
"""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(sa.types.TypeDecorator[datetime]):
    """A moment of the business clock, stored in UTC. Refuses a datetime without a zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Names(sa.types.TypeDecorator[frozenset[str]]):
    """A set of short names, stored as `|a|b|` so that both databases find one by LIKE."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: frozenset[str] | None, dialect: Dialect) -> str | None:
        return None if value is None else "|" + "".join(f"{name}|" for name in sorted(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[str] | None:
        return None if value is None else frozenset(name for name in value.split("|") if name)


def coalition() -> sa.Column[str]:
    """The tenant that owns the row."""
    return sa.Column("coalition_id", sa.Text, belongs_to("coalitions.id"), nullable=False, index=True)


def belongs_to(column: str) -> sa.ForeignKey:
    """A foreign key that is looked at when the transaction ends, so that the order of saving does not matter."""
    return sa.ForeignKey(column, deferrable=True, initially="DEFERRED")


def personal(name: str, *, nullable: bool = True) -> sa.Column[bytes]:
    """A column with words or data of a person: ciphertext only (Invariant 6)."""
    return sa.Column(name, sa.LargeBinary, nullable=nullable, info={"personal": "ciphered"})


def keyed_hash(name: str, *, nullable: bool = True, **more: Any) -> sa.Column[bytes]:
    """A column to look something personal up by: HMAC-SHA256 under the coalition's own hash key."""
    return sa.Column(name, sa.LargeBinary, nullable=nullable, info={"personal": "hashed"}, **more)
