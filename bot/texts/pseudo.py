"""Two languages that nobody speaks, to see every flow in: one is long, with accents; the other runs from right to left.

They keep placeholders and are made from the Dutch, so whoever reads them can still follow. Codes are CLDR's: `en_XA`, `ar_XB`.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.texts.languages import Plurals, table
from bot.texts.placeholders import pieces
from bot.texts.po import Catalog
from bot.texts.review import DRAFT

LONG = "en_XA"
RIGHT_TO_LEFT = "ar_XB"

_ACCENTS = str.maketrans("aeiouncysdAEIOUNCYSD", "áéíóúñçýšđÁÉÍÓÚÑÇÝŠĐ")
_ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابجدهفغحيجكلمنوبقرستوفوخيز")


def long(text: str) -> str:
    """Accented and a good third longer, as translations from Dutch may be: '[Ĵá één twéé]'."""
    words = "".join(stretch.translate(_ACCENTS) + braces for stretch, braces in _apart(text))
    extra = max(1, len(words) // 12)
    return f"[{words} {' '.join(['één', 'twéé'][number % 2] for number in range(extra))}]"


def right_to_left(text: str) -> str:
    """Every Latin letter as an Arabic one."""
    return "".join(stretch.lower().translate(_ARABIC) + braces for stretch, braces in _apart(text))


def with_pseudo(catalogs: Iterable[Catalog], source: Catalog) -> list[Catalog]:
    """The catalogs and the two made from `source`, for `Catalogs(...)`."""
    return [*catalogs, _made(source, LONG, long), _made(source, RIGHT_TO_LEFT, right_to_left)]


def _made(source: Catalog, code: str, change: Callable[[str], str]) -> Catalog:
    plurals = table()[code].plurals or Plurals(1, "0")
    entries = {}
    for key, entry in source.entries.items():
        forms = entry.text.forms
        if entry.text.plural is not None:
            forms = tuple(forms[plurals.counts(number) != (1,)] for number in range(plurals.number))
        entries[key] = replace(entry, forms=tuple(map(change, forms)), review=DRAFT)
    return Catalog(code, plurals, ("parent", "coordinator"), entries)


def _apart(text: str) -> Iterable[tuple[str, str]]:
    for words, name in pieces(text):
        yield words.replace("{", "{{").replace("}", "}}"), "" if name is None else f"{{{name}}}"
