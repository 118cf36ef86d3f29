"""Media that we make: what they are to be made of, and what they are called.

Revision 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("media", schema=None) as batch_op:
        batch_op.add_column(sa.Column("filename", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("recipe", sa.JSON(none_as_null=True), nullable=True))
        batch_op.create_index(
            "ix_media_ordered",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state = 'ordered'"),
            postgresql_where=sa.text("state = 'ordered'"),
        )


def downgrade() -> None:
    with op.batch_alter_table("media", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_media_ordered",
            sqlite_where=sa.text("state = 'ordered'"),
            postgresql_where=sa.text("state = 'ordered'"),
        )
        batch_op.drop_column("recipe")
        batch_op.drop_column("filename")
