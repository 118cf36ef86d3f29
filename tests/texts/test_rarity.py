"""How rare words are, and of what long ones are made."""

import subprocess
import sys

import pytest

from bot.texts.rarity import parts, seen, zipf


@pytest.mark.parametrize(
    ("word", "made_of"),
    [
        ("wijkteam", ("wijk", "team")),
        ("gezinsondersteuningsprogramma", ("gezin", "ondersteuning", "programma")),
        ("ouderbetrokkenheidsbijeenkomst", ("ouder", "betrokkenheid", "bijeenkomst")),
        ("kinderopvangtoeslag", ("kinderopvang", "toeslag")),
        ("jeugdgezondheidszorg", ("jeugd", "gezondheidszorg")),
        ("ouder-kindrelatie", ("ouder", "kind", "relatie")),
        ("verantwoordelijkheid", ("verantwoordelijkheid",)),
        ("moeder", ("moeder",)),
        ("xqzw", ("xqzw",)),
    ],
)
def test_a_long_word_is_taken_apart(word: str, made_of: tuple[str, ...]) -> None:
    assert parts(word) == made_of


def test_common_words_are_less_rare_than_words_of_institutions() -> None:
    assert zipf("moeder") > zipf("opvang") > zipf("casuïstiek")


def test_a_rare_compound_of_common_words_is_easier_than_a_rare_word() -> None:
    assert seen("ouderavond") == 0
    assert zipf("ouderavond") > 3 > zipf("laagdrempelig")


def test_a_language_that_nobody_counted_has_no_frequencies() -> None:
    assert seen("ሰላም", "ti") == 0


def test_the_library_is_not_read_before_somebody_judges_a_text() -> None:
    """A bot starts without it."""
    code = "import sys; import bot.texts.plain, bot.texts.wordbook; print('wordfreq' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"
