"""Values for everything that texts and buttons name: as they are most days, and as large as they may be."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from annotated_types import MaxLen
from pydantic import BaseModel

from bot.dialogue.model import Step
from bot.domain import wording
from bot.domain.bulletin import MOST_PROPOSALS
from bot.domain.wording import Value, Values
from bot.handling.arriving import LONGEST
from bot.handling.bulletin_items import MOST
from bot.handling.bulletin_status import COUNTS, REASONS
from bot.outbox.limits import TELEGRAM
from bot.services.load_model import BulletinTexts, CoalitionRow, ProposalTexts, QuoteRow, TrajectoryRow
from bot.texts.languages import language

WEDNESDAY = wording.day(date(2026, 9, 30))
"""The longest day of the week and month in Dutch; its name is long in the others too."""
SENTENCE = "Een ouder vertelde wat er gebeurde op het consultatiebureau. 👶"
"""Seven words and a face of two UTF-16 units."""
CAPTIONS = ("words_reactions", "words_promises", "words_questions")
"""What stands under the report's charts."""
LONGEST_PSEUDONYM = "Paardenbloem 99"
OBSTACLES = (
    "element_missing",
    "too_many_proposals",
    "reason_words_missing",
    "plain_verdict_missing",
    "next_day_past",
    "not_ready_made",
)


def words(length: int) -> str:
    """So many UTF-16 units or a few less, with a line to every sentence, as people write bulletins."""
    line = f"{SENTENCE}\n"
    return (line * (length // len(line) + 1))[: length // len(line) * len(line) or length].strip()[:length]


def longest(model: type[BaseModel], name: str) -> int:
    """How many characters a data file may have there."""
    limits = [m.max_length for m in model.model_fields[name].metadata if isinstance(m, MaxLen)]
    assert limits, f"{model.__name__}.{name} may be of any length, so nobody knows whether it can be sent"
    return int(limits[0])


def _elements() -> Values:
    found: Values = {}
    for model in (BulletinTexts, ProposalTexts):
        for name, field in model.model_fields.items():
            if field.annotation is str:
                found[name] = words(longest(model, name))
    return found


def _counts(number: int) -> Values:
    sending = ("recipients", "overdue_bulletins", "overdue_reminders", "overdue_answers")
    reasons = (*COUNTS, *(f"because_{code}" for code in (*REASONS, "other")))
    others = ("without_language", "reactions", "questions", "days", "number", "threshold", "most", "messages")
    return dict.fromkeys((*sending, *reasons, *others, "each_number", "each_total"), number)


def _texts(of: str, *codes: str) -> list[Value]:
    return [wording.text(f"common.{of}_{code}") for code in codes]


def _numbered(of: str, *codes: str) -> list[Value]:
    return [wording.text(f"common.{of}_{code}", number=100_000) for code in codes]


def _under_each_other(number: int, of: Value) -> Value:
    return wording.lines([of] * number)


LINK = "https://t.me/weerklank_voorbeeld_bot?start=0123456789abcdefghijkl"
_LONG_LINE = wording.text("common.line_draft", kind_word="w" * 12, trajectory="w" * 35, obstacle="w" * 60)
"""As long as a line of what is open gets."""
COLLEAGUES: Values = {
    "away_days": wording.text("common.days_between", from_day=WEDNESDAY, day=WEDNESDAY),
    "since_day": WEDNESDAY,
    "day_word": WEDNESDAY,
    "warning": "",
    "link_for": "",
    "role_word": wording.text("common.role_contact_person"),
    "day": WEDNESDAY,
    "step_word": wording.text("common.step_return_meeting"),
    "colleague": "Bram",
    "colleagues": ["Bram", "Kees"],
    "roles": "coördinator",
    "links": 5,
    "command": "/uitnodigen",
    "what": wording.text("common.menu_uitnodigen"),
    "obstacle": wording.text("common.obstacle_reason_words_missing"),
    "owner": "w" * 40,
    "step": wording.text("common.step_return_meeting"),
    **dict.fromkeys(("from_day", "since", "step_day"), WEDNESDAY),
}
"""About people who work along."""
COLLEAGUES_MOST_DAYS: Values = {
    **COLLEAGUES,
    **dict.fromkeys(
        ("due_lines", "open_lines", "coming_lines", "meanwhile_lines", "own_lines"), wording.text("common.own_nothing")
    ),
    "step_lines": _under_each_other(8, wording.text("common.step_done", number=1, step="Doelen", step_day=WEDNESDAY)),
    "people_lines": wording.text("common.person_there", colleague="Bram", roles="coördinator", since=WEDNESDAY),
    "help_lines": wording.text("common.help_line", command="/weg", what="Stoppen met meewerken"),
    "stand_in_line": wording.text("common.stand_in_is", colleague="Bram"),
    "forward": f"Hallo! Tik op de link.\n{LINK}",
}
COLLEAGUES_LARGEST: Values = {
    **COLLEAGUES,
    "colleague": "w" * 35,
    "due_lines": _under_each_other(16, _LONG_LINE),
    "open_lines": _under_each_other(24, _LONG_LINE),
    "coming_lines": _under_each_other(12, _LONG_LINE),
    "meanwhile_lines": _under_each_other(6, _LONG_LINE),
    "own_lines": _under_each_other(8, wording.text("common.own_stand_in", colleague="w" * 60)),
    "step_lines": _under_each_other(
        8, wording.text("common.step_done", number=1, step="w" * 20, step_day=[WEDNESDAY, WEDNESDAY, WEDNESDAY])
    ),
    "people_lines": _under_each_other(
        25, wording.text("common.person_away_until", colleague="w" * 60, roles="w" * 30, day=WEDNESDAY)
    ),
    "help_lines": _under_each_other(8, wording.text("common.help_line", command="/uitnodigen", what="w" * 40)),
    "stand_in_line": wording.text("common.stand_in_is", colleague="w" * 60),
    "warning": wording.text("common.all_away"),
    "link_for": wording.text("common.link_for", colleague="w" * 60),
    "forward": "\n".join(["w" * 200, *[LINK] * 20]),
}

_ALWAYS: Values = {
    "language_word": wording.language_name("en"),
    "mark": "",
    "reading_word": wording.text("common.reading_listen"),
    **dict.fromkeys(("updates_word", "words_word"), wording.text("common.consent_withdrawn")),
    **dict.fromkeys(("updates_on", "words_on"), WEDNESDAY),
    "kind_word": wording.text("common.kind_full"),
    "state_word": wording.text("common.state_draft"),
    "status_text": wording.text("common.proposal_exploring"),
    **dict.fromkeys(
        ("answer_by", "answer_day", "joined_on", "held_day", "limit_day", "paused_until", "promised_day", "send_day"), WEDNESDAY
    ),
    **dict.fromkeys(("opens", "closes", "send_time"), "10:00"),
    "moment": wording.text("common.ends_at", send_day=WEDNESDAY, send_time="10:00"),
    "halted_because": wording.text("common.halted_status_changed"),
    # Of conditions, which choose between buttons.
    "needs_look": "yes",
    "plain_score": 61,
}

MOST_DAYS: Values = {
    **_ALWAYS,
    **COLLEAGUES_MOST_DAYS,
    **_counts(6),
    **dict.fromkeys(_elements(), "Ouders vertelden over de eerste weken.\nDank je wel."),
    "way_in": "",
    "title": "Koffie-ochtend",
    "quote": "Ik wist niet wie ik kon bellen.",
    "answer": "Ja, graag!",
    "asked": "Mag mijn moeder mee?",
    "words": "Een tolk die ook belt.",
    "findings": "Eén zin is lang.",
    "remark": "Schrijf het korter.",
    "pseudonym": "Lijster",
    "subject_title": wording.text("common.meaning_title"),
    "trajectory": "De eerste weken",
    "helps": "5+",
    "a_little": "–",
    "not_helping": "–",
    "obstacles": _texts("obstacle", "second_look_missing"),
    "counts": _numbered("count", "sent"),
    "why": "",
    "reasons": _numbered("reason", "paused"),
    "label": "De eerste weken · 1",
    "too_few": ["Koffie-ochtend", wording.text("common.meaning_title")],
    **dict.fromkeys(CAPTIONS, "Reacties van ouders\nKoffie-ochtend: minstens 10 ouders reageerden."),
}
LARGEST: Values = {
    **_ALWAYS,
    **COLLEAGUES_LARGEST,
    **_counts(100_000),
    **_elements(),
    "mark": wording.text("common.topic_danger"),
    "quote": words(longest(QuoteRow, "text")),
    "answer": words(LONGEST),
    "asked": words(LONGEST),
    "words": words(LONGEST),
    "findings": words(900),
    "remark": words(900),
    "pseudonym": LONGEST_PSEUDONYM,
    "subject_title": words(longest(ProposalTexts, "title")),
    "trajectory": "w" * longest(TrajectoryRow, "title"),
    "helps": "100000+",
    "a_little": "100000+",
    "not_helping": "100000+",
    "obstacles": _texts("obstacle", *OBSTACLES),
    "counts": _numbered("count", *COUNTS),
    "why": wording.text("common.because", reasons=_numbered("reason", *REASONS, "other")),
    "reasons": _numbered("reason", *REASONS, "other"),
    "label": f"{'w' * longest(TrajectoryRow, 'title')} · 99",
    "too_few": ["w" * longest(ProposalTexts, "title")] * (MOST_PROPOSALS + 1),
    **dict.fromkeys(CAPTIONS, words(TELEGRAM.caption)),
}
OF_HOUSE: Mapping[str, Mapping[str, Any]] = {
    "most_days": {},
    "largest": {
        "name": "w" * longest(CoalitionRow, "name"),
        "signs_as": "w" * longest(CoalitionRow, "signs_as"),
        "help_line": "w" * longest(CoalitionRow, "help_line"),
    },
}


def items(step: Step, values: Values) -> tuple[Values, ...]:
    """What a query of buttons finds: each with every value."""
    if step.found is None and (step.choose is None or step.choose.from_ is None):
        return ()
    named = values | {"own_name": language("nl").own_name, "text_title": values["label"], "promise_day": WEDNESDAY}
    return (named | {"quote_start": values["label"], "proposal_title": values["label"]},) * MOST
