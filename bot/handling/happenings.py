"""The events that start flows or wake them, and the values that are always there: data for the flows' checker."""

from collections.abc import Mapping

from bot.handling import reports

EVENTS: Mapping[str, frozenset[str]] = {
    # What a person does (`bot.handling.private`).
    "invitation_opened": frozenset(),
    "returned": frozenset(),
    "words_unprompted": frozenset({"words", "words_media"}),
    "danger_words": frozenset({"words", "words_media"}),
    # What is due, or somebody else did (`bot.services`).
    "bulletin_due": frozenset({"bulletin_id", "revision_id", "delivery_id"}),
    "question_answered": frozenset({"question_id", "message_id"}),
    "question_waits": frozenset({"question_id", "level"}),
    "silence_due": frozenset({"trajectory_id", "level", "days"}),
    "promise_due": frozenset({"trajectory_id", "level"}),
    "norm_due": frozenset({"rule", "subject", "trajectory_id", "level"}),
    "day_after_due": frozenset({"subject", "trajectory_id"}),
    "bulletin_halted": frozenset({"bulletin_id", "why"}),
    "bulletin_expired": frozenset({"bulletin_id"}),
    "outage_over": frozenset({"since"}),
    "report_made": reports.GIVES,
    # Colleagues (`bot.services.colleagues`, `handing_over`, `absence`).
    "work_handed_over": frozenset({"colleague_id"}),
    "colleague_left": frozenset({"colleague_id"}),
    "stand_in_asked": frozenset({"colleague_id"}),
    "away_over": frozenset({"since"}),
    # Composing, which is planned.
    "draft_translated": frozenset({"draft_id"}),
    "draft_looked_at": frozenset({"draft_id", "verdict", "remark"}),
}
"""By name: the values that come with it."""

ALWAYS = frozenset({"coalition", "signs_as", "help_line", "next_day", "my_language", "today"})
"""docs/flow-language.md, 'Values'."""
