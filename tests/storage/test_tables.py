"""Every column was looked at: it is personal, and sealed, or somebody decided that it is not."""

import pytest
import sqlalchemy as sa

from bot.storage.tables.schema import metadata

PLAIN = {
    "account_paces": "bot_account_id coalition_id tat paused_until",
    "addresses": "id coalition_id bot_account_id kind person_id reachable",
    "approvals": "coalition_id language text_hash by at",
    "audit": "id coalition_id actor_id what about at",
    "bot_accounts": "id coalition_id channel username token_setting",
    "bulletins": (
        "id coalition_id trajectory_id kind state revision_id sent_at send_at send_until send_within_days halted heard_before "
        "promised_before told told_at"
    ),
    "buttons": "token coalition_id conversation_id step visit choice person_id",
    "cards": "id coalition_id said at",
    "coalitions": "id name zone holiday_country threshold languages send_within_days words_version",
    "consents": "person_id purpose version given_at coalition_id language withdrawn_at",
    "conversations": "id coalition_id person_id place flow standing started_at touched_at asks delivery_id",
    "data_keys": "owner coalition_id key_id wrapped",
    "deliveries": (
        "id coalition_id bot_account_id recipient_kind recipient_id topic_of purpose key due_at state reason bulletin_id "
        "revision_id opened counted conversation_id told_at tellings cancel_reason"
    ),
    "doors": "token coalition_id card_id flow values topic_of",
    "follow_ups": "id coalition_id key kind due_at person_id trajectory_id conversation_id visit state void_after",
    "groups": "id coalition_id bot_account_id is_forum active",
    "heartbeats": "bot_account_id coalition_id seen_at beat_at",
    "inbox": "id coalition_id bot_account_id update_id event_key is_event person_id state attempts again_at error overtaken"
    " stored_at",
    "invitations": "id coalition_id trajectory_id role created_at used_by used_at about language",
    "lane_paces": "lane coalition_id tat ready_at",
    "media": "id coalition_id bot_account_id person_id kind state seconds size attempts came_at filename recipe",
    "mirror_conversations": "id coalition_id trajectory_id held_on",
    "own_texts": "coalition_id language key source_hash by at",
    "parts": (
        "id coalition_id delivery_id number kind state reason card due_at attempts ambiguous external_id bot_account_id lane "
        "priority bulletin_id lease_token lease_until sent_at"
    ),
    "people": (
        "id coalition_id state roles language reading trajectory_id zone quiet_from quiet_until paused_until joined_at declines "
        "translates panel_asked_at away_from away_until stand_in laid_down variant contact_id held_until held_because"
    ),
    "poll_leases": "bot_account_id coalition_id holder until",
    "proposals": "id coalition_id trajectory_id status decision_on reason_kind say quote_ids revision owner_id picture",
    "proposal_moves": "id coalition_id proposal_id before after by at reason_kind made",
    "question_messages": ("id coalition_id question_id person_id from_parent at media_id external_id conversation_id arrival"),
    "questions": (
        "id coalition_id trajectory_id person_id pseudonym language state asked_at answer_by danger topic_id group_id taken_by "
        "later_by"
    ),
    "quotes": "id coalition_id trajectory_id language person_id audiences looked_for_traces",
    "reactions": (
        "id coalition_id trajectory_id bulletin_id person_id subject kind at language media_id may_show may_hear words_at"
    ),
    "pictures": "coalition_id text_hash approved_by from_file",
    "recordings": "coalition_id language text_hash by at seconds from_file approved_by name",
    "remarks": "id coalition_id bulletin_id kind by at revision_id media_id",
    "return_meetings": "id coalition_id trajectory_id starts_at place",
    "revisions": (
        "id coalition_id bulletin_id number kind proposal_ids quote_ids next_promised written_by plain_score ready_made "
        "standings pictures"
    ),
    "second_looks": "revision_id coalition_id by at",
    "switched_on": "coalition_id language by at",
    "tellings": "id coalition_id bulletin_id by at parent_id",
    "trajectories": "id coalition_id title norms next_promised last_heard_at steps ask_back",
    "translations": (
        "id coalition_id direction language state asked_at bulletin_id message_id reaction_id parent_id translator_id reader_id "
        "reminded_at done_at media_id"
    ),
    "trials": "id coalition_id bulletin_id revision_id person_id language asked_at answered_at told_at media_id",
}
"""Reviewed: ids, names of states, times, numbers, and a coalition's public words. Nothing that a person said, is called or is
reached by."""


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=str)
def test_every_column_is_personal_or_was_reviewed_as_plain(table: sa.Table) -> None:
    plain = {column.name for column in table.columns if "personal" not in column.info}
    assert plain == set(PLAIN[table.name].split())


def test_personal_columns_hold_bytes_only() -> None:
    personal = [column for table in metadata.sorted_tables for column in table.columns if "personal" in column.info]
    assert len(personal) > 20
    assert {type(column.type) for column in personal} == {sa.LargeBinary}


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=str)
def test_every_row_belongs_to_a_coalition(table: sa.Table) -> None:
    if table.name != "coalitions":
        assert not table.c.coalition_id.nullable
        assert table.c.coalition_id.foreign_keys
