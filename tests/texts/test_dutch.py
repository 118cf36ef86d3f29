"""Which answers are Dutch to somebody who reads another language."""

import pytest

from bot.texts.dutch import is_dutch

ANSWER = "Ja, graag! Je moeder is welkom. Het spreekuur begint om 10 uur."


@pytest.mark.parametrize("other", ["ar", "ti", "uk", "zh_Hans", "tr", "pl", "en", "fr", "so"])
def test_a_dutch_answer_is_dutch_to_whoever_reads_another_language(other: str) -> None:
    assert is_dutch(ANSWER, other)


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ("ar", "نعم، أهلا بأمك. يبدأ في الساعة 10."),
        ("tr", "Evet, annen de gelebilir. Saat 10'da başlıyor."),
        ("en", "Yes, please bring your mother. It starts at 10."),
        ("fr", "Oui, ta mère est la bienvenue. Cela commence à 10 heures."),
        ("so", "Haa, hooyadaa way iman kartaa. Waxay bilaabmaysaa saacadda 10."),
        ("zh_Hans", "可以，欢迎你的妈妈。"),
    ],
)
def test_a_coordinator_may_write_the_parents_language(other: str, words: str) -> None:
    assert not is_dutch(words, other)


def test_a_number_needs_no_language_but_is_taken_for_dutch() -> None:
    assert is_dutch("06 12345678", "tr")
