"""The real clock and the real chance."""

import secrets
import threading
from datetime import UTC, datetime

PSEUDONYMS = (
    "Beuk",
    "Berk",
    "Braam",
    "Bosuil",
    "Das",
    "Dotterbloem",
    "Duin",
    "Eekhoorn",
    "Egel",
    "Eik",
    "Els",
    "Es",
    "Fazant",
    "Fuut",
    "Grutto",
    "Haas",
    "Hazelaar",
    "Heide",
    "Hei",
    "Hommel",
    "Iep",
    "Ijsvogel",
    "Kastanje",
    "Kievit",
    "Kiezel",
    "Klaproos",
    "Klaver",
    "Koekoek",
    "Koolmees",
    "Korenbloem",
    "Kraanvogel",
    "Krekel",
    "Kwikstaart",
    "Lijster",
    "Linde",
    "Libel",
    "Lis",
    "Madelief",
    "Meerkoet",
    "Meidoorn",
    "Merel",
    "Mos",
    "Mus",
    "Nachtegaal",
    "Oeverzwaluw",
    "Otter",
    "Paardenbloem",
    "Pimpelmees",
    "Populier",
    "Puttertje",
    "Reiger",
    "Riet",
    "Roodborst",
    "Salamander",
    "Scholekster",
    "Sleutelbloem",
    "Specht",
    "Spreeuw",
    "Sprinkhaan",
    "Sperwer",
    "Stern",
    "Tureluur",
    "Varen",
    "Vink",
    "Vlier",
    "Vlinder",
    "Vuursteen",
    "Waterlelie",
    "Wilg",
    "Winterkoning",
    "Wulp",
    "Zandoogje",
    "Zwaluw",
    "Zwaan",
)
"""Neutral words from nature: they say nothing of a person's sex, age, origin or story."""


class SystemClock:
    """The business clock, when nobody moves it."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class SystemChance:
    """Unguessable tokens, and ids that sort by when they were made."""

    def __init__(self) -> None:
        self._last = 0
        self._lock = threading.Lock()

    def id(self) -> str:
        """26 hex digits: 16 of microseconds since 1970, ever rising within a process, and 10 (40 bits) of chance."""
        with self._lock:
            self._last = max(self._last + 1, int(datetime.now(UTC).timestamp() * 1_000_000))
            return f"{self._last:016x}{secrets.token_hex(5)}"

    def token(self) -> str:
        """22 characters of `[A-Za-z0-9_-]`: 128 bits."""
        return secrets.token_urlsafe(16)

    def pseudonym(self) -> str:
        return secrets.choice(PSEUDONYMS)
