"""Buttons that are too many for one message stand on pages; the button to the next one shows what stands there."""

from collections.abc import Sequence
from typing import TypeVar

from bot.domain.wording import Value
from bot.texts.isolates import isolate
from bot.texts.languages import MOST_ON_BUTTON

SEPARATOR = " · "
MORE = " …"
Item = TypeVar("Item")


def pages(found: Sequence[object], most: int | None) -> int:
    """How many there are; one when all fit. One button too many is no page: it has the place of the button that leads there."""
    return 1 if most is None or len(found) <= most + 1 else -(-len(found) // most)


def shown_of(found: Sequence[Item], page: int, most: int | None) -> Sequence[Item]:
    """Those of one page; after the last one comes the first again."""
    number = pages(found, most)
    if most is None or number == 1:
        return found
    first = page % number * most
    return found[first : first + most]


def words_of_next(sign: str, following: Sequence[Value]) -> str:
    """The label of the button to the next page: a sign, and as many of the labels there as a button shows whole, each by its own
    direction. Who reads none of the words around it may find their own among them."""
    labels: list[str] = []
    for label in following:
        if not isinstance(label, str) or len(f"{sign} {SEPARATOR.join([*labels, label])}{MORE}") > MOST_ON_BUTTON:
            break
        labels.append(label)
    return f"{sign} {SEPARATOR.join(map(isolate, labels))}{MORE}" if labels else sign
