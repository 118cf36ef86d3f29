"""A coalition's own words for the fixed texts, the languages that it switched on, and the regional form that somebody chose.

Until now a language was on when everything in it was approved, by the data file. What a coalition offered stays on: a language
that it wants, and in which it approved anything, is switched on by whoever approved that first. That is no more than it was:
parents can choose it only while the texts that must be approved are.

Revision 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_texts",
        sa.Column("coalition_id", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("forms", sa.LargeBinary(), nullable=False),
        sa.Column("source_hash", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.id"], name=op.f("fk_own_texts_coalition_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("coalition_id", "language", "key", name=op.f("pk_own_texts")),
    )
    switched_on = op.create_table(
        "switched_on",
        sa.Column("coalition_id", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.id"], name=op.f("fk_switched_on_coalition_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("coalition_id", "language", name=op.f("pk_switched_on")),
    )
    with op.batch_alter_table("coalitions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("words_version", sa.Integer(), server_default="0", nullable=False))
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("variant", sa.Text(), nullable=True))
    _keep_on(switched_on)


def _keep_on(switched_on: sa.Table) -> None:
    coalitions = sa.table("coalitions", sa.column("id"), sa.column("languages", sa.JSON))
    approvals = sa.table(
        "approvals",
        sa.column("coalition_id", sa.Text),
        sa.column("language", sa.Text),
        sa.column("by", sa.Text),
        sa.column("at", sa.DateTime(timezone=True)),
    )
    for coalition in op.get_bind().execute(sa.select(coalitions)).all():
        for language in set(coalition.languages) - {"nl"}:
            first = (
                sa.select(*approvals.c)
                .where(approvals.c.coalition_id == coalition.id, approvals.c.language == language)
                .order_by(approvals.c.at, approvals.c.by)
                .limit(1)
            )
            op.execute(switched_on.insert().from_select(["coalition_id", "language", "by", "at"], first))


def downgrade() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_column("variant")

    with op.batch_alter_table("coalitions", schema=None) as batch_op:
        batch_op.drop_column("words_version")

    op.drop_table("switched_on")
    op.drop_table("own_texts")
