"""Pictures that coordinators send in a chat, and the revisions that have them.

Revision 0009, after 0008.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("pictures", schema=None) as batch_op:
        batch_op.add_column(sa.Column("from_file", sa.Boolean(), server_default=sa.true(), nullable=False))
    with op.batch_alter_table("revisions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pictures", sa.JSON(), server_default="{}", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("revisions", schema=None) as batch_op:
        batch_op.drop_column("pictures")
    with op.batch_alter_table("pictures", schema=None) as batch_op:
        batch_op.drop_column("from_file")
