"""The report's own texts: plain enough for whoever sits at the table, and each of them is said somewhere."""

import re
from pathlib import Path

from bot.texts.plain import judge
from bot.wiring import Library

SENTENCE = re.compile(r"[.?:!](?:\s|$)")
ROOM = Path(__file__).parents[2] / "bot"


def test_its_dutch_is_plain(library: Library) -> None:
    found = []
    for name, text in library.book.page.texts.items():
        for form in filter(None, (text.one, text.other)):
            verdict = judge(form)
            if not verdict.is_plain:
                found.append(f"{name} ({verdict.score}): {form} {[f.say_instead for f in verdict.findings]}")
    assert not found, "\n".join(found)


def test_its_sentences_are_short(library: Library) -> None:
    for name, text in library.book.page.texts.items():
        for sentence in SENTENCE.split(text.other):
            assert len(sentence.split()) <= 13, f"{name}: {sentence}"


def test_every_text_is_said(library: Library) -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOM / "report").rglob("*.py")))
    named = {*re.findall(r'"([a-z_]+)"', sources)}
    begun = tuple({*re.findall(r'f"([a-z]+_)\{', sources)})
    assert sorted(name for name in library.book.page.texts if name not in named and not name.startswith(begun)) == []
