"""Placeholders are plain names in braces: `{quote}`. Nothing else of format strings is allowed; `{{` and `}}` are braces."""

from collections.abc import Iterable, Iterator
from string import Formatter


def pieces(text: str) -> Iterator[tuple[str, str | None]]:
    """Each stretch of words with the name that follows it (None at the end).

    Raises ValueError, with words for people, when a brace is open or a placeholder is more than a plain name.
    """
    for words, name, spec, conversion in Formatter().parse(text):
        if name is not None and (not name.isidentifier() or spec or conversion):
            raise ValueError(f"{{{name}}} is not a plain name")
        yield words, name


def names(text: str) -> frozenset[str]:
    """The names that a text puts values at. Raises ValueError as `pieces` does."""
    return frozenset(name for _, name in pieces(text) if name is not None)


def names_of(texts: Iterable[str]) -> frozenset[str]:
    """The names in any of several texts."""
    return frozenset[str]().union(*(names(text) for text in texts))


def without(text: str) -> str:
    """The words alone, each placeholder left out."""
    return "".join(words for words, _ in pieces(text))
