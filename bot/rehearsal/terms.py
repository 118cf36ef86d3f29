"""What becomes of the names that Telegram knows, in a call or in what comes along: carried out, of no effect here, or refused.

What Telegram does not know it ignores, and so does this server. What Telegram knows and this server does not carry out is
refused as such (501), never ignored.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.rehearsal.errors import NotCarriedOut

_SAYING_NOTHING = frozenset({"", "0", "false", "no", "null", "none", "{}", "[]"})


@dataclass(frozen=True, slots=True)
class Terms:
    """Of each name one of the first three; `older` are names that Telegram still takes and no longer documents."""

    honoured: frozenset[str] = frozenset()
    harmless: Mapping[str, str] = field(default_factory=dict)
    """Of no effect that anybody here could see, each with its reason."""
    refused: frozenset[str] = frozenset()
    older: frozenset[str] = frozenset()

    def hold(self, given: Iterable[str], values: Mapping[str, Any], called: str) -> None:
        """Raise NotCarriedOut when one of the names `given` is refused, and its value asks for something."""
        if self.refused.isdisjoint(given):
            return
        for name in given:
            if name in self.refused and _asks(values.get(name, True)):
                raise NotCarriedOut(f"{name} of {called}")


def terms(honoured: str = "", *, harmless: Mapping[str, str] | None = None, refused: str = "", older: str = "") -> Terms:
    """Terms from names with spaces between them."""
    return Terms(frozenset(honoured.split()), harmless or {}, frozenset(refused.split()), frozenset(older.split()))


def _asks(value: object) -> bool:
    """Whether it is more than what counts when nothing is given."""
    return bool(value) and not (isinstance(value, str) and value.strip().lower() in _SAYING_NOTHING)
