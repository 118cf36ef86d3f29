"""The tables of docs/bot-api-server.md, from what the methods say: `python -m tests.rehearsal.reference` writes them there."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.rehearsal.methods import METHODS, OBJECTS
from bot.rehearsal.terms import Terms

PAGE = Path(__file__).resolve().parents[2] / "docs" / "bot-api-server.md"
BEGIN, END = "<!-- made by tests/rehearsal/reference.py: begin -->\n", "<!-- end -->\n"


def tables() -> str:
    """All of them, in Markdown."""
    return "\n".join(_lines()) + "\n"


def inserted(page: str) -> str:
    """The page with the tables of now."""
    before, _, rest = page.partition(BEGIN)
    return before + BEGIN + tables() + END + rest.partition(END)[2]


def _lines() -> Iterator[str]:
    yield from ("### What is taken", "")
    yield from ("| method | carried out | without effect here | refused with 501 |", "|---|---|---|---|")
    for method in METHODS.values():
        link = f"[{method.name}](https://core.telegram.org/bots/api#{method.name.lower()})"
        yield f"| {link} | {_terms(method.terms)} |"
    yield from ("", "| object | carried out | without effect here | refused with 501 |", "|---|---|---|---|")
    for kinds, terms in OBJECTS.items():
        yield f"| {' · '.join(kinds)} | {_terms(terms)} |"
    yield from ("", "### What is answered and refused", "")
    yield from ("| method | answers | refuses, besides what it shares | does not do | source |", "|---|---|---|---|---|")
    for method in METHODS.values():
        checks = " · ".join(f"`{words}`" for words in method.checks)
        yield f"| {method.name} | {method.answers} | {checks} | {method.lacks} | {method.sources} |"
    yield ""


def _terms(terms: Terms) -> str:
    older = f"; of old: {_names(terms.older)}" if terms.older else ""
    harmless = "; ".join(f"`{name}`: {reason}" for name, reason in terms.harmless.items())
    return f"{_names(terms.honoured)}{older} | {harmless} | {_names(terms.refused)}"


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))


if __name__ == "__main__":
    PAGE.write_text(inserted(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
