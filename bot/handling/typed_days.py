"""A day as somebody types it: `8-12`, `8/12/2026`, `8 december`, or an ISO date."""

import re
from datetime import date

MONTHS = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
OTHERWISE = {"mrt": 3, "mar": 3, "may": 5, "oct": 10}
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}))?")
_WORDS = re.compile(r"(\d{1,2}) ?([a-z]{3})[a-z]*(?: (\d{4}))?")


def typed_day(text: str, today: date) -> date | None:
    """Without a year it is the next such day, from `today` on. None for what is no day."""
    text = " ".join(text.lower().replace(".", " ").split())
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    found = _NUMBERS.fullmatch(text) or _WORDS.fullmatch(text)
    if found is None:
        return None
    month = int(found[2]) if found[2].isdecimal() else OTHERWISE.get(found[2]) or _month(found[2])
    for year in [int(found[3])] if found[3] else [today.year, today.year + 1]:
        try:
            day = date(year, month, int(found[1]))
        except ValueError:
            continue
        if found[3] or day >= today:
            return day
    return None


def _month(name: str) -> int:
    return MONTHS.index(name) + 1 if name in MONTHS else 0
