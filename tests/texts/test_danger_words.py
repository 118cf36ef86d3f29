"""What parents may type in danger, and what sounds nearly so: `danger_sentences.tsv`, our own sentences, by language.

No native speaker has looked at them. They show that the lists find what they were made for and leave the everyday words of
parents alone: kicks of a baby, a threatened miscarriage, a heart that beats. They do not show how many other sentences are found:
of new ones, written before the lists had seen them, a third to a half were (docs/privacy.md).
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


PHRASES = DangerWords({"nl": ["slaat … mij/me", "kind* … *laat wakker", "*slaat ons/hem"], "so": ["i dilay/dilaya"]})


@pytest.mark.parametrize(
    "said",
    [
        "Hij slaat me.",
        "slaat… mij",
        "Slaat weer heel hard mij",
        "mijn kinderen worden nooit telaat wakker",
        "hij verslaat, ons",
        "i dilay",
    ],
)
def test_a_phrase_is_heard_with_other_words_between(said: str) -> None:
    assert PHRASES.in_text(said)


@pytest.mark.parametrize(
    "said", ["slaat op tafel en dan ook mij", "slaat mijn arm uit", "me slaat", "slaat", "wi dilay", "kind wakker"]
)
def test_a_phrase_is_not_heard_in_other_words_in_another_order_or_far_apart(said: str) -> None:
    assert not PHRASES.in_text(said)


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
