"""Values for everything that texts and buttons name: as they are most days, and as large as they may be."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from annotated_types import MaxLen
from pydantic import BaseModel

from bot.config import Settings
from bot.dialogue.model import Step
from bot.domain import wording
from bot.domain.actor import STAFF
from bot.domain.bulletin import MOST_PROPOSALS
from bot.domain.errors import Mistake
from bot.domain.wording import Value, Values
from bot.handling import file_mistakes
from bot.handling.actions.tell_my_choices import COMMANDS
from bot.handling.arriving import LONGEST
from bot.handling.bulletin_items import MOST
from bot.handling.bulletin_status import COUNTS, REASONS
from bot.handling.drafts import MOST_FINDINGS, PART_NAMES
from bot.handling.file_mistakes import MOST as MOST_MISTAKES
from bot.handling.fixed_text_items import MOST_PLACES, MOST_SAMPLE
from bot.handling.open_lines import MENDING
from bot.handling.people_lines import A_MESSAGE
from bot.handling.queries.proposals import MOST as MOST_PROPOSALS_LISTED
from bot.outbox.limits import TELEGRAM
from bot.services.delivery.ready_made import READY
from bot.services.following_up.proposing import MOST as MOST_OF_PROPOSAL
from bot.services.following_up.proposing import MOST_NAME
from bot.services.loading.load_model import BulletinTexts, CoalitionRow, ProposalTexts, QuoteRow, TrajectoryRow
from bot.services.writing.composing import MOST_QUOTES
from bot.texts.catalogs import Catalogs
from bot.texts.languages import language

WEDNESDAY = wording.day(date(2026, 9, 30))
"""The longest day of the week and month in Dutch; its name is long in the others too."""
SENTENCE = "Een ouder vertelde wat er gebeurde op het consultatiebureau. 👶"
"""Seven words and a face of two UTF-16 units."""
CAPTIONS = ("words_reactions", "words_promises", "words_questions")
"""What stands under the report's charts."""
LONGEST_PSEUDONYM = "Paardenbloem 99"
LONG_TITLE = "De woorden van een ouder bij een reactie, en wie ze mag lezen"
OBSTACLES = (
    "missing_acknowledgement",
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
    translating = ("mine", "free", "room", "part_number", "parts", "done", "total", "parents", "readers_now", "readers_waiting")
    others = (*translating, "without_language", "reactions", "questions", "days", "number", "threshold", "most", "messages")
    trying = ("panel_readers", "tried", "trials", "answered", "tried_by")
    writing = ("proposals_count", "quotes_count", "count", "left", "most_seconds")
    return dict.fromkeys((*sending, *reasons, *others, *trying, *writing, "each_number", "each_total"), number)


def _texts(of: str, *codes: str) -> list[Value]:
    return [wording.text(f"common.{of}_{code}") for code in codes]


def _numbered(of: str, *codes: str) -> list[Value]:
    return [wording.text(f"common.{of}_{code}", number=100_000) for code in codes]


def _draft(written: str, *obstacles: str) -> Values:
    """What whoever writes sees of it, with these words in every part."""
    hard = {"hard_words": "de implementatie van", "say_instead": "gebruik het werkwoord, en zeg wie het doet"}
    finding, quote = wording.text("common.plain_noun_of_verb", **hard), wording.text("common.one_quote", quote=written)
    said = "'betekenis' is no part of a bulletin here. Leave it out. Here may stand: acknowledgement, meaning."
    wrong = wording.text("common.one_mistake", line_number=7, mistake=said)
    findings: Values = {f"finding_{n}": finding for n in range(1, MOST_FINDINGS + 1)}
    quotes: Values = {f"quote_{n}": quote for n in range(1, MOST_QUOTES + 1)}
    mistakes: Values = {f"mistake_{n}": wrong for n in range(1, MOST_MISTAKES + 1)}
    more = wording.text("common.plain_more", more_count=15)
    verdict = wording.text("common.plain_kept", plain_score=59, enough_score=60, more_said=more, **findings)
    parts: list[Value] = [wording.text(f"common.part_{name}") for name in ("meaning", "quotes", "next_promised")]
    meanwhile = wording.text("common.meanwhile", by_name="Bram", parts=parts)
    marks: Values = {f"mark_{name}": "✅" for name in PART_NAMES}
    return {
        **hard,
        **findings,
        **quotes,
        **mistakes,
        **marks,
        **dict.fromkeys(("now_words", "theirs", "mine", "written", "note_words"), written),
        "line_1": meanwhile,
        "line_2": verdict,
        "verdict": verdict,
        "more_said": more,
        "more_count": 15,
        "enough_score": 60,
        "hard_parts": parts,
        "pictured": ["Koffie-ochtend voor…"] * 3,
        "worst": "meaning",
        "worst_word": wording.text("common.part_proposal_way_in", part_of="Koffie-ochtend voor…"),
        "mend": "meaning",
        "take_from": "naar aanleiding van",
        "take_to": "na",
        "explain_words": "consultatiebureau",
        "explain_head": "consultatiebureau",
        "explain_said": "plek waar ze kijken hoe je kind groeit",
        "parts": parts,
        "clash_words": parts,
        "before": wording.text("common.two_lines", line_1=meanwhile, line_2=verdict),
        "parts_said": wording.text("common.draft_full", quotes_count=4, proposals_count=3, **marks),
        "lacking_said": wording.text("common.draft_lacks", obstacles=_texts("obstacle", *obstacles)),
        "now_said": wording.text("common.now_said", now_words=written),
        "told": wording.text("common.quotes_told", **quotes),
        "mistakes": wording.text("common.mistakes_told", **mistakes),
        "question": wording.text("common.ask_proposal_way_in", part_of="Koffie-ochtend voor…"),
        "colleague": wording.text("common.colleague"),
        "by_name": "Bram",
        "their_reason": words(500),
        "part_word": wording.text("common.part_acknowledgement"),
        "part_of": "Koffie-ochtend voor…",
        "proposal_title": "Koffie-ochtend voor…",
        "first_words": "Ouders vertelden over de eerste…",
        "plain_said": wording.text("common.plain_whole_hard", plain_score=61),
        "why_again": wording.text("common.look_moved"),
        "looks_again": _under_each_other(2, wording.text("common.look_gone", kind_word="w" * 12, trajectory="w" * 35)),
        "look_said": wording.text("common.look_waits"),
        "planned_said": wording.text("common.draft_planned", day=WEDNESDAY, send_time="10:00"),
        "line_number": 7,
        "mistake": said,
        "has_previous": "yes",
    }


def _under_each_other(number: int, of: Value) -> Value:
    return wording.lines([of] * number)


LINK = "https://t.me/weerklank_voorbeeld_bot?start=0123456789abcdefghijkl"
_HOW = wording.text("common.how_schrijf")
_LONG_LINE = wording.text("common.line_draft", kind_word="w" * 12, trajectory="w" * 35, obstacle="w" * 60, how_schrijf=_HOW)
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
_CONTACTS: Values = {
    "contact": "Gerda",
    "parent": "Fatma",
    "parent_label": "Fatma",
    "held_said": wording.text("common.held_until", day=WEDNESDAY, why=wording.text("common.hold_too_much")),
    **{f"how_{name}": wording.text(f"common.how_{name}") for name in MENDING},
    **{f"to_{name}": wording.text(f"common.menu_{command}") for name, command in COMMANDS.items()},
    "told_said": wording.text("common.told_by_mouth", number=12),
}
"""About contact persons."""
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
ALL_ROLES: Value = [wording.text(f"common.role_{role}") for role in sorted(STAFF)]
COMPLETE = Catalogs.load(Settings().locales_dir).languages()
ALL_LANGUAGES: Value = [wording.language_name(code) for code in COMPLETE if code != "nl"]
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
        A_MESSAGE,
        wording.text(
            "common.person_knows",
            person_line=wording.text("common.person_away_until", colleague="w" * 60, roles=ALL_ROLES, day=WEDNESDAY),
            languages=ALL_LANGUAGES,
        ),
    ),
    "help_lines": _under_each_other(8, wording.text("common.help_line", command="/uitnodigen", what="w" * 40)),
    "stand_in_line": wording.text("common.stand_in_is", colleague="w" * 60),
    "warning": wording.text("common.all_away"),
    "link_for": wording.text("common.link_for", colleague="w" * 60),
    "forward": "\n".join(["w" * 200, *[LINK] * 20]),
}

_ALWAYS: Values = {
    "asked_now": wording.text("common.asks_back_everyone"),
    "meaning_of": "w" * 70,
    "shown_now": "w" * 300,
    "picture_line": wording.text("common.proposal_picture", shown_now="w" * 300),
    "language_word": wording.language_name("en"),
    "mark": "",
    "reading_word": wording.text("common.reading_listen"),
    **dict.fromkeys(("updates_word", "words_word", "voice_word", "panel_word"), wording.text("common.consent_withdrawn")),
    **dict.fromkeys(("updates_on", "words_on", "voice_on", "panel_on"), WEDNESDAY),
    "kind_word": wording.text("common.kind_full"),
    "state_word": wording.text("common.state_draft"),
    "status_text": wording.text("common.proposal_exploring"),
    **dict.fromkeys(
        (
            "answer_by",
            "answer_day",
            "first_day",
            "joined_on",
            "held_day",
            "limit_day",
            "paused_until",
            "promised_day",
            "send_day",
        ),
        WEDNESDAY,
    ),
    **dict.fromkeys(("opens", "closes", "send_time"), "10:00"),
    **dict.fromkeys(("name", "colleague", "taker_name"), "Marit"),
    "taken": wording.text("common.card_taken", name="Marit"),
    "promise": wording.text("common.topic_not_promised"),
    "people": 2,
    "readers": wording.text("common.readers_translated", people=2),
    "moment": wording.text("common.ends_at", send_day=WEDNESDAY, send_time="10:00"),
    "halted_because": wording.text("common.halted_status_changed"),
    "reader_languages": [wording.language_name(code) for code in ("nl", "en", "tr", "ar", "pl")],
    "preview_language": "",
    # Translators' work.
    **dict.fromkeys(("who", "reader", "translator", "turn"), "Elif"),
    "since": "2 juni",
    **{name: [wording.language_name(code) for code in ("tr", "ar", "pl")] for name in ("asked_words", "nobody_words")},
    "missing_words": [wording.text("common.element_meaning"), wording.text("common.element_follow_up")],
    "element_word": wording.text("common.element_way_in"),
    "state_text": wording.text("common.translation_writing", who="Elif", done=4, total=9, since="2 juni"),
    "what_word": wording.text("common.task_bulletin", start="Ouders vertelden over…"),
    "decline_label": wording.text("common.decline", translator="w" * 14),
    "spoken": "",
    "voice_words": words(1500),
    # Of proposals.
    "reason_word": wording.text("common.why_people"),
    "heading": wording.text("common.decision_late"),
    "said_text": wording.text("common.proposal_not_possible"),
    "stands": wording.text("common.moved_exploring"),
    **dict.fromkeys(("decision_day", "told_day"), WEDNESDAY),
    **dict.fromkeys(("owner", "decider"), "Consultatiebureau Voorbeeldstad-Noord, team Jeugd en Gezin"),
    "by_day": wording.text("common.proposal_by", decision_day=WEDNESDAY),
    "reacted": wording.text("common.reacted", helps="100000+", a_little="100000+", not_helping="100000+"),
    "late_mark": "⚠️ ",
    "linked": wording.text("common.owner_linked"),
    "link": "https://t.me/weerklank_voorbeeldstad_bot?start=" + "x" * 22,
    "new_mark": "🆕",
    "reactions_told": "100000+",
    "words_told": "100000+",
    # Of the fixed texts, and of languages that are on.
    "forms_said": wording.text("common.forms_off", regional=[wording.language_name("prs")], codes="prs"),
    "regional": [wording.language_name("prs")],
    "codes": "prs",
    "untold_in": [wording.language_name(code) for code in ("nl", "en", "tr", "ar", "pl")],
    "asking": [wording.language_name(code) for code in ("ar", "fa", "zh_Hans", "ti", "so", "uk")],
    **dict.fromkeys(("draft", "reviewed", "approved", "here", "safety", "safety_open", "own", "done_here"), 248),
    "switch_text": wording.text("common.switch_asks_again", since="2 juni", safety_open=44),
    "approvers": ["Elif", "Leyla", "Emine"],
    "must_word": wording.text("common.fixed_must"),
    "must_wait": wording.text("common.on_word_must_wait", number=44),
    # In the place of the sample, and shorter than that may be.
    "written_said": "",
    "old_words": "Dank je wel.",
    "person_line": "Bram: coördinator, sinds woensdag 30 september",
    "languages_said": wording.text("common.languages_theirs", colleague="w" * 60, languages=ALL_LANGUAGES),
    "waiting_languages": ALL_LANGUAGES,
    "asked_names": ["Elif", "Leyla", "Emine"],
    "on_word_reason": wording.text("common.on_word_read_by_an_outsider"),
    "where_word": wording.text(
        "common.fixed_where",
        where=wording.text("common.fixed_in_more", title=" · ".join([LONG_TITLE] * MOST_PLACES)),
        kind=wording.text("common.fixed_numbers", forms=6),
    ),
    # Values of texts without a flow, as they stand in those.
    "kind": wording.text("common.fixed_numbers", forms=6),
    "where": wording.text("common.fixed_in", title="De dag na het gesprek"),
    "detail": "signs_as",
    "other": "👎 Nee",
    "typed": "nee",
    "forms": 6,
    "said": "Burada Marit size mesaj gönderir.",
    "fault_text": wording.text("common.fault_lost_value", detail="signs_as"),
    **dict.fromkeys(("may_approve", "may_switch", "several"), "yes"),
    "faulty_dutch": words(300),
    "misheard_text": wording.text("common.misheard_other", typed="soru sormak", other="⏸ Kısa bir ara"),
    "switch": "ready",
    # Of conditions, which choose between buttons.
    "any_asked": "yes",
    **dict.fromkeys(("needs_look", "some_missing"), "yes"),
    "language_state": "missing",
    "direction": "answer",
    "task_state": "asked",
    "plain_score": 61,
    # Of short messages (`flows/short_of.yaml`).
    **{name: wording.text(f"common.ready_{name}") for name in READY},
    "languages": [wording.language_name(code) for code in ("nl", "en", "tr", "ar", "pl")],
    "to_parents": wording.text("common.to_parents", recipients=100_000),
    "waiting": wording.text("common.short_waiting", without_language=100_000),
    "short_day": "wo 30 sep",
    **_CONTACTS,
    # Of a file with mistakes.
    **dict.fromkeys(("word", "near"), "acknowledgement"),
    "may": "acknowledgement, follow_up, meaning, message, proposals",
    "expected": "full, short, invitation",
    "max_length": 900,
}

MOST_DAYS: Values = {
    **_ALWAYS,
    **_draft("Ouders vertelden over de nacht.", "second_look_missing"),
    **COLLEAGUES_MOST_DAYS,
    **_counts(6),
    **dict.fromkeys(_elements(), "Ouders vertelden over de eerste weken.\nDank je wel."),
    "way_in": "",
    "title": "Koffie-ochtend",
    "quote": "Ik wist niet wie ik kon bellen.",
    "answer": "Ja, graag!",
    "dutch": "Ouders vertelden over de eerste weken.",
    "now_words": "",
    "changed_said": wording.text("common.texts_changed", number=2),
    "refused_said": "",
    "fixed_dutch": "Dank je wel. Je doet mee.",
    "fixed_words": "Teşekkürler. Katıldınız.",
    "sample_text": "",
    "pairs": wording.lines([wording.text("common.fixed_pair", number=1, fixed_dutch="Ja", fixed_words="Evet")] * 2),
    "start": "Ouders vertelden over…",
    "source": "Annem de gelebilir mi?",
    "translated": "Mag mijn moeder ook komen?",
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
    "because": "Dit jaar is het geld op.",
    "lines": wording.lines(["Koffie-ochtend: begonnen. Samira", "Zelfde gezicht: gepland. Bram"]),
    "too_few": ["Koffie-ochtend", wording.text("common.meaning_title")],
    **dict.fromkeys(CAPTIONS, "Reacties van ouders\nKoffie-ochtend: minstens 10 ouders reageerden."),
}
_LOST = {"word": "compose_draft.overview.choices.overrule", "fault": "lost_value", "detail": "next_day"}
_FAULTS = [Mistake("", line=9999, code="po_fault", fields=_LOST)] * (MOST_MISTAKES + 1)
LARGEST: Values = {
    **_ALWAYS,
    **_draft(words(900), *OBSTACLES),
    **COLLEAGUES_LARGEST,
    **_counts(100_000),
    **_elements(),
    "mark": wording.text("common.topic_danger"),
    "quote": words(longest(QuoteRow, "text")),
    "answer": words(LONGEST),
    "dutch": words(900),
    "now_words": words(900),
    "changed_said": wording.text("common.texts_changed", number=268),
    "refused_said": wording.lines([wording.text("common.texts_refused", number=268), file_mistakes.told(_FAULTS, {"po_fault"})]),
    "fixed_dutch": words(950),
    "fixed_words": words(1300),
    "sample_text": wording.text("common.fixed_sample", said=words(MOST_SAMPLE)),
    "pairs": wording.lines([wording.text("common.fixed_pair", number=10, fixed_dutch=words(125), fixed_words=words(125))] * 10),
    "start": "w" * 24,
    "source": words(LONGEST),
    "translated": words(LONGEST),
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
    "because": words(MOST_OF_PROPOSAL["reason"]),
    "lines": wording.lines(["w" * (longest(ProposalTexts, "title") + MOST_NAME + 60)] * MOST_PROPOSALS_LISTED),
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
    named = values | {
        "own_name": language("nl").own_name,
        "text_title": values["label"],
        "promise_day": WEDNESDAY,
        "language_label": "✍️ Nederlands",
    }
    return (named | {"quote_start": "w" * 38, "proposal_title": "🔎 " + "w" * 34},) * MOST
