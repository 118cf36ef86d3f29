"""Values for what actions, queries and events would give: as they may be on some day, and those that flows look at."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.dialogue.book import FlowBook, slots
from bot.dialogue.scene import PERSON_FACTS
from bot.dialogue.text import Text
from bot.domain import wording
from bot.domain.wording import Value, Values
from bot.texts.catalogs import Catalogs
from bot.texts.source import SOURCE_LANGUAGE

WORDS: Values = {
    "acknowledgement": "Ouders vertelden over de eerste weken. Dat was vaak zwaar.",
    "meaning": "We begrepen: je wilt één persoon die je kunt bellen.",
    "follow_up": "Vanaf januari is er een spreekuur in de wijk.",
    "message": "We zijn nog bezig. Je hoort weer van ons.",
    "answer": "Ja, graag!",
    "asked": "Mag mijn moeder mee?",
    "words": "Een tolk die ook belt.",
    "quote": "Ik wist niet wie ik kon bellen.",
    "quote_start": "Ik wist niet wie …",
    "title": "Koffie-ochtend",
    "proposal_title": "Koffie-ochtend",
    "plan": "Elke week kun je koffie drinken met andere ouders.",
    "way_in": "Dinsdag om 10 uur, in het buurthuis.",
    "reason": "Er is nu geen geld voor.",
    "remark": "Schrijf het korter.",
    "findings": "Eén zin is lang.",
    "pseudonym": "Lijster",
    "trajectory": "De eerste weken",
    "label": "De eerste weken · 1",
    "too_few": "Koffie-ochtend",
    "opens": "07:00",
    "closes": "12:00",
    "send_time": "10:00",
    "since": "2026-09-30T07:00",
    "helps": "5+",
    "a_little": "–",
    "not_helping": "–",
    "plain_score": 61,
    "threshold": 5,
    "each_number": 1,
    "each_total": 2,
    "kind_word": wording.text("common.kind_full"),
    "state_word": wording.text("common.state_sending"),
    "reading_word": wording.text("common.reading_read"),
    "updates_word": wording.text("common.consent_given"),
    "words_word": wording.text("common.consent_none"),
    "status_text": wording.text("common.proposal_planned"),
    "subject_title": wording.text("common.meaning_title"),
    "halted_because": wording.text("common.halted_status_changed"),
    "obstacles": [wording.text("common.obstacle_second_look_missing")],
    "counts": [wording.text("common.count_sent", number=6)],
    "language_word": wording.language_name("en"),
    "panel_word": wording.text("common.consent_none"),
    "preview_language": "ar",
    "language_label": "✅ Arabisch",
    "reader_languages": [wording.language_name("nl"), wording.language_name("ar")],
}
EMPTY = frozenset({"answer_media", "asked_media", "words_media", "mark", "why", "moment"})
"""Often not there."""
DAYS = ("_day", "_on", "_until", "_by")
NUMBERS = frozenset({"days", "number", "questions", "reactions", "settled", "trials", "answered", "most"})
YES_AND_NO: tuple[Value, ...] = ("yes", "no")


class Samples:
    """For the flows of one book. `today` is the day of the play."""

    def __init__(self, book: FlowBook, catalogs: Catalogs, today: date) -> None:
        self._catalogs, self._today = catalogs, today
        self._counts = {text.count for text in _texts(book) if text.count}
        self._matters: dict[str, list[Value]] = {}
        for name, wanted in _conditions(book):
            self._matters.setdefault(name, []).extend(wanted if isinstance(wanted, tuple) else (wanted,))

    def matters(self, name: str) -> tuple[Value, ...]:
        """The values of this name that lead flows different ways; none when no flow looks at it."""
        found = tuple(dict.fromkeys(self._matters.get(name, ())))
        if any(isinstance(one, bool) for one in found):
            return (True, False)
        if set(found) & set(YES_AND_NO):
            return YES_AND_NO
        return (*found, "other") if found else ()

    def value(self, name: str, number: int = 1) -> Value:
        """What it may be; another one for the second and third of several things."""
        if matters := self.matters(name):
            return matters[(number - 1) % len(matters)]
        if name in {"code", "own_name", "consent_language"}:
            codes = sorted(self._catalogs.all, key=lambda each: (each != SOURCE_LANGUAGE, each))
            code = codes[(number - 1) % len(codes)]
            return self._catalogs.own_name(code) if name == "own_name" else code
        found = self._plain(name, number)
        return f"{found} ({number})" if isinstance(found, str) and found and number > 1 and not name.endswith("_id") else found

    def always(self, language: str) -> Values:
        """What any text may name."""
        return {
            "coalition": "Kansrijke Start Voorbeeldstad",
            "signs_as": "Samira",
            "help_line": "030 - 286 00 00",
            "next_day": wording.day(self._today + timedelta(days=14)),
            "today": wording.day(self._today),
            "my_language": wording.language_name(language),
        }

    def _plain(self, name: str, number: int) -> Value:
        if name in EMPTY:
            return ""
        if name in WORDS and set(_keys(WORDS[name])) <= set(self._catalogs.keys()):
            return WORDS[name]
        if name.endswith("_id"):
            return f"{name.removesuffix('_id')}-{number}"
        if name.endswith(DAYS):
            return wording.day(self._today + timedelta(days=7 * number))
        if name in {"day", "promise_date"}:
            return (self._today + timedelta(days=7 * number)).isoformat()
        return 2 if name in NUMBERS or name in self._counts or name.startswith("overdue_") else name.replace("_", " ")


def _texts(book: FlowBook) -> Iterator[Text]:
    """Every text that may have a plural."""
    for flow in book.flows.values():
        for step in flow.steps.values():
            yield from (text for _, text, _ in slots(step))
    yield from (*book.common.texts.values(), *book.common.coordinators.values())


def _conditions(book: FlowBook) -> Iterator[tuple[str, Value | tuple[Value, ...]]]:
    """What flows look at, and the values that they look for."""
    for flow in book.flows.values():
        for step in flow.steps.values():
            options = step.choose.options.values() if step.choose else ()
            for when in (step.when, *(each.when for each in (*step.fixed.values(), *options))):
                yield from ((name, wanted) for name, wanted in when.items() if name not in PERSON_FACTS)


def _keys(value: Value) -> Iterator[str]:
    """Of the texts that a value names: other flows may not have them."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict) and "text" in each:
            yield str(each["text"])
