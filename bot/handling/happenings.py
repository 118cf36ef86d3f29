"""The events that start flows or wake them, and the values that are always there: data for the flows' checker."""

from collections.abc import Mapping

from bot.handling import reports

EVENTS: Mapping[str, frozenset[str]] = {
    # What a person does (`bot.handling.private`).
    "invitation_opened": frozenset({"role"}),
    "returned": frozenset(),
    "contact_offered": frozenset(),
    "words_unprompted": frozenset({"words", "words_media"}),
    "language_named": frozenset({"code"}),
    "danger_words": frozenset({"words", "words_media"}),
    # What is due, or somebody else did (`bot.services`).
    "bulletin_due": frozenset({"bulletin_id", "revision_id", "delivery_id"}),
    "question_answered": frozenset({"question_id", "message_id"}),
    "question_waits": frozenset({"question_id", "level"}),
    "answer_delayed": frozenset({"question_id"}),
    "answer_changed": frozenset({"question_id", "message_id"}),
    "question_closed": frozenset({"question_id"}),
    "question_handed": frozenset({"question_id", "by"}),
    "silence_due": frozenset({"trajectory_id", "level", "days"}),
    "promise_due": frozenset({"trajectory_id", "level"}),
    "norm_due": frozenset({"rule", "subject", "trajectory_id", "level"}),
    "day_after_due": frozenset({"subject", "trajectory_id"}),
    "bulletin_halted": frozenset({"bulletin_id", "why"}),
    "bulletin_expired": frozenset({"bulletin_id"}),
    "language_waits": frozenset({"bulletin_id"}),
    "outage_over": frozenset({"since"}),
    "proposal_moved": frozenset({"proposal_id", "move_id"}),
    "owner_said": frozenset({"proposal_id", "move_id"}),
    "decision_due": frozenset({"proposal_id", "level"}),
    "owner_decision_due": frozenset({"proposal_id", "level"}),
    "proposal_owned": frozenset({"proposal_id"}),
    "report_made": reports.GIVES,
    "trial_due": frozenset({"trial_id", "bulletin_id"}),
    "trial_answered": frozenset({"bulletin_id", "told_at"}),
    # Translating (`bot.services.translation.assigning`).
    "translation_asked": frozenset({"task_id"}),
    "translation_waits": frozenset({"task_id"}),
    "translation_changed": frozenset({"task_id"}),
    "words_changed": frozenset({"task_id"}),
    "translation_to_read": frozenset({"task_id"}),
    "translation_sent_back": frozenset({"task_id", "remark"}),
    "translation_unread": frozenset({"task_id"}),
    "translation_stuck": frozenset({"task_id", "why", "remark"}),
    "translations_ready": frozenset({"task_id", "bulletin_id"}),
    "voice_not_kept": frozenset({"task_id", "element"}),
    "own_voice_not_kept": frozenset({"voice_language", "voice_key"}),
    "translator_named": frozenset({"translator_id"}),
    "languages_ask_again": frozenset(),
    # Colleagues (`bot.services.people.colleagues`, `handing_over`, `absence`).
    "work_handed_over": frozenset({"colleague_id"}),
    "colleague_joined": frozenset({"colleague_id"}),
    "colleague_left": frozenset({"colleague_id"}),
    "stand_in_asked": frozenset({"colleague_id"}),
    "away_over": frozenset({"since"}),
    "translating_again": frozenset(),
    # Composing, with two pairs of eyes (`bot.services.writing.looking`).
    "look_asked": frozenset({"bulletin_id", "asked_id"}),
    "look_given": frozenset({"bulletin_id", "remark_id", "look_by", "given_id"}),
    "look_waits": frozenset({"rule", "subject", "trajectory_id", "level", "days"}),
    # A document that a coordinator sent is there, or will never be (`bot.services.delivery.documents`).
    "document_settled": frozenset({"media_id"}),
}
"""By name: the values that come with it."""

ALWAYS = frozenset({"coalition", "signs_as", "help_line", "next_day", "my_language", "today"})
"""docs/flow-language.md, 'Values'."""
