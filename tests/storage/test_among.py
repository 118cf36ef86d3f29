"""One of many texts, bound as one value, on both databases."""

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from bot.storage.among import among
from bot.storage.tables.coalitions import coalitions
from bot.storage.unit_of_work import SqlUnitsOfWork
from tests.people import ELDERS, VOORBEELDSTAD


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ([], []),
        (["voorbeeldstad"], ["voorbeeldstad"]),
        (["elders", "voorbeeldstad", "nowhere"], ["elders", "voorbeeldstad"]),
        (['x", "elders', "x' OR '1'='1", "{elders}", "NULL"], []),
        ([f"nowhere-{number}" for number in range(40_000)] + ["elders"], ["elders"]),
    ],
    ids=["none", "one", "some", "odd", "very many"],
)
async def test_one_of_them(units: SqlUnitsOfWork, wanted: list[str], found: list[str]) -> None:
    async with units() as uow:
        for coalition in (VOORBEELDSTAD, ELDERS):
            await uow.coalitions.save(coalition)
    query = sa.select(coalitions.c.id).where(among(coalitions.c.id, "wanted")).order_by(coalitions.c.id)
    async with units.store.reading() as connection:
        rows = await connection.execute(query, {"wanted": wanted})
        assert [row.id for row in rows] == found


async def test_a_key_made_of_two_columns(units: SqlUnitsOfWork) -> None:
    async with units() as uow:
        for coalition in (VOORBEELDSTAD, ELDERS):
            await uow.coalitions.save(coalition)
    pair = coalitions.c.id + ":" + coalitions.c.zone
    query = sa.select(coalitions.c.id).where(among(pair, "wanted"))
    async with units.store.reading() as connection:
        rows = await connection.execute(query, {"wanted": ["elders:Europe/Amsterdam", "voorbeeldstad:Europe/Paris"]})
        assert [row.id for row in rows] == ["elders"]


async def test_an_index_is_used(units: SqlUnitsOfWork) -> None:
    """SQLite looks each up; with anything behind the condition it would look at every row."""
    if not units.store.is_sqlite:
        pytest.skip("PostgreSQL chooses by how many rows there are")
    query = str(sa.select(coalitions.c.id).where(among(coalitions.c.id, "wanted")).compile(dialect=sqlite.dialect()))
    async with units.store.reading() as connection:
        plan = (await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", ("[]",))).all()
    assert "SEARCH coalitions" in str(plan)
