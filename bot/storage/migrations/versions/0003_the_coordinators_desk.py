"""The coordinators' desk: translations, remarks, trials, cards, moves of proposals, who is away.

Revision 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:  # noqa: PLR0915
    op.create_table(
        "cards",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("coalition_id", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.id"], name=op.f("fk_cards_coalition_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cards")),
    )
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cards_coalition_id"), ["coalition_id"], unique=False)

    op.create_table(
        "doors",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("coalition_id", sa.Text(), nullable=False),
        sa.Column("card_id", sa.Text(), nullable=False),
        sa.Column("flow", sa.Text(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("topic_of", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.id"], name=op.f("fk_doors_coalition_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_doors")),
    )
    with op.batch_alter_table("doors", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_doors_card_id"), ["card_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_doors_coalition_id"), ["coalition_id"], unique=False)

    op.create_table(
        "proposal_moves",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("coalition_id", sa.Text(), nullable=False),
        sa.Column("proposal_id", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason_kind", sa.Text(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("made", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coalition_id"],
            ["coalitions.id"],
            name=op.f("fk_proposal_moves_coalition_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_proposal_moves_proposal_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_moves")),
    )
    with op.batch_alter_table("proposal_moves", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_moves_coalition_id"), ["coalition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposal_moves_proposal_id"), ["proposal_id"], unique=False)

    op.create_table(
        "remarks",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("coalition_id", sa.Text(), nullable=False),
        sa.Column("bulletin_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision_id", sa.Text(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("media_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["bulletin_id"], ["bulletins.id"], name=op.f("fk_remarks_bulletin_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.id"], name=op.f("fk_remarks_coalition_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remarks")),
    )
    with op.batch_alter_table("remarks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_remarks_bulletin_id"), ["bulletin_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_remarks_coalition_id"), ["coalition_id"], unique=False)

    op.create_table(
        "trials",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("coalition_id", sa.Text(), nullable=False),
        sa.Column("bulletin_id", sa.Text(), nullable=False),
        sa.Column("revision_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("media_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["bulletin_id"], ["bulletins.id"], name=op.f("fk_trials_bulletin_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.id"], name=op.f("fk_trials_coalition_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_trials_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revisions.id"], name=op.f("fk_trials_revision_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trials")),
    )
    with op.batch_alter_table("trials", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trials_bulletin_id"), ["bulletin_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_trials_coalition_id"), ["coalition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_trials_person_id"), ["person_id"], unique=False)

    op.create_table(
        "translations",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("coalition_id", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bulletin_id", sa.Text(), nullable=True),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("reaction_id", sa.Text(), nullable=True),
        sa.Column("parent_id", sa.Text(), nullable=True),
        sa.Column("translator_id", sa.Text(), nullable=True),
        sa.Column("reader_id", sa.Text(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("media_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["bulletin_id"], ["bulletins.id"], name=op.f("fk_translations_bulletin_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.id"], name=op.f("fk_translations_coalition_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["question_messages.id"],
            name=op.f("fk_translations_message_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["people.id"], name=op.f("fk_translations_parent_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["reaction_id"], ["reactions.id"], name=op.f("fk_translations_reaction_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["people.id"], name=op.f("fk_translations_reader_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["translator_id"], ["people.id"], name=op.f("fk_translations_translator_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translations")),
    )
    with op.batch_alter_table("translations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_translations_bulletin_id"), ["bulletin_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_translations_coalition_id"), ["coalition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_translations_coalition_id_state"), ["coalition_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_translations_message_id"), ["message_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_translations_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_translations_reaction_id"), ["reaction_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_translations_translator_id"), ["translator_id"], unique=False)

    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("about", sa.Text(), nullable=True))

    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("translates", sa.Text(), server_default="|", nullable=False))
        batch_op.add_column(sa.Column("panel_asked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("away_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("away_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("stand_in", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("laid_down", sa.Text(), server_default="|", nullable=False))

    with op.batch_alter_table("proposals", schema=None) as batch_op:
        batch_op.add_column(sa.Column("texts", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("owner_id", sa.Text(), nullable=True))

    with op.batch_alter_table("question_messages", schema=None) as batch_op:
        batch_op.add_column(sa.Column("conversation_id", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("arrival", sa.Text(), nullable=True))
        batch_op.create_index(
            "ix_question_messages_underway",
            ["at"],
            unique=False,
            sqlite_where=sa.text("arrival = 'underway'"),
            postgresql_where=sa.text("arrival = 'underway'"),
        )

    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("taken_by", sa.Text(), nullable=True))

    with op.batch_alter_table("reactions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("words_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("from_file", sa.Boolean(), server_default=sa.true(), nullable=False))

    with op.batch_alter_table("revisions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ready_made", sa.Text(), nullable=True))

    with op.batch_alter_table("trajectories", schema=None) as batch_op:
        batch_op.add_column(sa.Column("steps", sa.JSON(), server_default="{}", nullable=False))


def downgrade() -> None:  # noqa: PLR0915
    with op.batch_alter_table("trajectories", schema=None) as batch_op:
        batch_op.drop_column("steps")

    with op.batch_alter_table("revisions", schema=None) as batch_op:
        batch_op.drop_column("ready_made")

    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.drop_column("from_file")

    with op.batch_alter_table("reactions", schema=None) as batch_op:
        batch_op.drop_column("words_at")

    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_column("taken_by")

    with op.batch_alter_table("question_messages", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_question_messages_underway",
            sqlite_where=sa.text("arrival = 'underway'"),
            postgresql_where=sa.text("arrival = 'underway'"),
        )
        batch_op.drop_column("arrival")
        batch_op.drop_column("conversation_id")

    with op.batch_alter_table("proposals", schema=None) as batch_op:
        batch_op.drop_column("owner_id")
        batch_op.drop_column("texts")

    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_column("laid_down")
        batch_op.drop_column("stand_in")
        batch_op.drop_column("away_until")
        batch_op.drop_column("away_from")
        batch_op.drop_column("panel_asked_at")
        batch_op.drop_column("translates")

    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.drop_column("about")

    with op.batch_alter_table("translations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_translations_translator_id"))
        batch_op.drop_index(batch_op.f("ix_translations_reaction_id"))
        batch_op.drop_index(batch_op.f("ix_translations_parent_id"))
        batch_op.drop_index(batch_op.f("ix_translations_message_id"))
        batch_op.drop_index(batch_op.f("ix_translations_coalition_id_state"))
        batch_op.drop_index(batch_op.f("ix_translations_coalition_id"))
        batch_op.drop_index(batch_op.f("ix_translations_bulletin_id"))

    op.drop_table("translations")
    with op.batch_alter_table("trials", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_trials_person_id"))
        batch_op.drop_index(batch_op.f("ix_trials_coalition_id"))
        batch_op.drop_index(batch_op.f("ix_trials_bulletin_id"))

    op.drop_table("trials")
    with op.batch_alter_table("remarks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_remarks_coalition_id"))
        batch_op.drop_index(batch_op.f("ix_remarks_bulletin_id"))

    op.drop_table("remarks")
    with op.batch_alter_table("proposal_moves", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposal_moves_proposal_id"))
        batch_op.drop_index(batch_op.f("ix_proposal_moves_coalition_id"))

    op.drop_table("proposal_moves")
    with op.batch_alter_table("doors", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_doors_coalition_id"))
        batch_op.drop_index(batch_op.f("ix_doors_card_id"))

    op.drop_table("doors")
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cards_coalition_id"))

    op.drop_table("cards")
