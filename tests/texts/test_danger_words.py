"""What parents may type in danger, and what sounds nearly so: `danger_sentences.tsv`, our own sentences, by language.

No native speaker has looked at them. They show that the lists find what they were made for and leave the everyday words of
parents alone: kicks of a baby, a threatened miscarriage, a heart that beats.
"""

from pathlib import Path

import pytest

from bot.config import Settings
from bot.texts.danger import DangerWords
from bot.wiring import read_library

SENTENCES = [
    line.split("\t") for line in (Path(__file__).parent / "danger_sentences.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


@pytest.fixture(scope="module")
def danger() -> DangerWords:
    """The words of every language at once, as they are listened for."""
    return DangerWords(read_library(Settings()).book.words.danger)


@pytest.mark.parametrize("language", sorted({language for language, _, _ in SENTENCES}))
def test_danger_is_heard_and_what_sounds_nearly_so_is_not(danger: DangerWords, language: str) -> None:
    mine = [(expected == "yes", said) for of, expected, said in SENTENCES if of == language]
    assert [said for expected, said in mine if danger.in_text(said) != expected] == []
    assert {expected for expected, _ in mine} == {True, False}


def test_there_are_sentences_in_every_language(danger: DangerWords) -> None:
    missing = set(read_library(Settings()).words.languages()) - {language for language, _, _ in SENTENCES}
    assert not missing, f"write sentences with and without danger in {missing} in tests/texts/danger_sentences.tsv"


def test_no_text_of_our_own_sounds_like_danger(danger: DangerWords) -> None:
    """Else a parent who sends one of our messages back raises an alarm."""
    catalogs = read_library(Settings()).catalogs.all.values()
    found = [
        (one.language, key)
        for one in catalogs
        for key, entry in one.entries.items()
        for form in entry.forms
        if danger.in_text(form)
    ]
    assert found == []
