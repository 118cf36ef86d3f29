"""Recordings that somebody else approves, pictures of a coalition's own, and whom we ask what they understood.

Revision 0008, after 0007.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pictures",
        sa.Column("coalition_id", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("told", sa.LargeBinary(), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.id"], name=op.f("fk_pictures_coalition_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("coalition_id", "text_hash", name=op.f("pk_pictures")),
    )
    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("approved_by", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("name", sa.Text(), server_default="", nullable=False))
    with op.batch_alter_table("trajectories", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ask_back", sa.Text(), server_default="panel", nullable=False))
    # Of those from a data file somebody said yes; one that was spoken in a chat waits for another person's yes from now on.
    recordings = sa.table("recordings", sa.column("by"), sa.column("from_file"), sa.column("approved_by"))
    op.execute(recordings.update().where(recordings.c.from_file.is_(sa.true())).values(approved_by=recordings.c.by))


def downgrade() -> None:
    op.drop_table("pictures")
    with op.batch_alter_table("trajectories", schema=None) as batch_op:
        batch_op.drop_column("ask_back")
    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.drop_column("name")
        batch_op.drop_column("approved_by")
