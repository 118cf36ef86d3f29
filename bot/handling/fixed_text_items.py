"""Fixed texts as those who approve them see them: the Dutch, the words, and what one of them looks like to a parent."""

from collections.abc import Iterable, Sequence

from bot.domain import wording
from bot.domain.wording import Value
from bot.services.speaking.approving_texts import ToDo
from bot.services.speaking.fixed_texts import Alike, Current

MOST_TOGETHER = 10
"""Texts that are approved by one tap."""
MOST_PLACES = 2
"""Titles of flows in which the same words are said."""
MOST_SAMPLE = 1100
"""Characters of a text with values in it, as a parent would read it."""
MOST_CHARACTERS = 2500
"""Of these together; the Dutch stands beside them, and a message holds 4096."""


def seen(texts: Iterable[Alike]) -> list[str]:
    """What was shown, to come back with a yes or with better words: keys of every place, with the hash of its words."""
    return [f"{text.text.key}={text.text_hash}" for each in texts for text in each.texts]


def unseen(items: Iterable[str]) -> dict[str, str]:
    """The inverse."""
    return {key: text_hash for key, _, text_hash in (item.partition("=") for item in items)}


def following(found: ToDo, after: str) -> list[Alike]:
    """Those behind this one, whether that is still to do or not; all without one."""
    behind = set(found.order[found.order.index(after) + 1 :] if after in found.order else found.order)
    return [each for each in found.texts if each.first.text.key in behind]


def where(text: Alike) -> Value:
    """The flows in which it is said, by their titles; some of them when there are many."""
    titles = text.titles
    if not titles:
        return wording.text("common.fixed_anywhere")
    told = " · ".join(titles[:MOST_PLACES])
    return wording.text("common.fixed_in_more" if titles[MOST_PLACES:] else "common.fixed_in", title=told)


def together(texts: Sequence[Alike]) -> list[Alike]:
    """As many as are read in one message."""
    found: list[Alike] = []
    room = MOST_CHARACTERS
    for text in texts[:MOST_TOGETHER]:
        room -= len(dutch(text.first)) + sum(map(len, text.first.forms))
        if room < 0 and found:
            break
        found.append(text)
    return found


def dutch(text: Current) -> str:
    """One or two forms."""
    return "\n".join(text.text.dutch)


def words(text: Current) -> str:
    """One form, or each with some numbers that take it."""
    if not text.text.examples:
        return text.forms[0]
    told = [", ".join(map(str, numbers)) for numbers in text.text.examples]
    return "\n".join(f"{numbers}: {form}" for numbers, form in zip(told, text.forms, strict=True))


def kind_of(text: Current) -> Value:
    """A button, a text with a number in it, or any other."""
    key = "button" if text.text.is_button else "numbers" if text.text.examples else "text"
    return wording.text(f"common.fixed_{key}", forms=len(text.forms)) if key == "numbers" else wording.text(f"common.fixed_{key}")
