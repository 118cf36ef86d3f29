"""From signals to one number."""

import pytest

from bot.texts.plain import counted
from bot.texts.plain_score import ENOUGH, hardness, score, weights
from bot.texts.plain_signals import OF_SENTENCE, OF_TEXT
from tests.benchmarks.plain_corpus import Pair, flesch_douma, lix, longest_sentence, right
from tests.benchmarks.plain_fit import EXPECTED, LEAST, MOST, NAMES, differences, fit, shares

SAID = "De gemeente betaalt de opvang, omdat ouders dat vroegen."


def test_every_signal_has_a_weight_and_no_weight_is_without_a_signal() -> None:
    assert set(weights()) == {*OF_SENTENCE, *OF_TEXT}
    assert set(counted(SAID)) == set(weights())


def test_no_weight_has_the_wrong_sign_or_left_what_was_expected_of_it() -> None:
    for name, expected in zip(NAMES, EXPECTED, strict=True):
        assert LEAST * expected - 0.005 <= weights()[name] <= MOST * expected + 0.005


@pytest.mark.parametrize("name", [name for name, weight in weights().items() if weight > 0])
def test_more_of_any_signal_never_makes_a_text_plainer(name: str) -> None:
    signals = dict(counted(SAID))
    more = {**signals, name: signals[name] + 1}
    assert hardness(more) > hardness(signals)
    assert score(more) <= score(signals)


def test_a_score_has_no_bottom_that_many_texts_share() -> None:
    scores = [score({"length": value}) for value in (0, 5, 10, 20, 30)]
    assert scores == sorted(set(scores), reverse=True)
    assert scores[0] > ENOUGH > scores[-1] > 0


PAIRS = [
    Pair("brief", "De uitvoering van het beleid wordt binnenkort geëvalueerd.", "Op 3 mei kijken we of het goed gaat."),
    Pair("web", "Indien u dit wenst, dient u contact op te nemen met de afdeling.", "Wilt u dit? Bel ons."),
    Pair("krant", "Bel.", "Bel ons gerust als je vragen hebt over je kind."),
]


def test_a_fit_puts_the_plainer_text_first_where_signals_allow() -> None:
    rows = differences(PAIRS)
    fitted = fit(rows, shares(PAIRS))
    assert (rows[:2] @ fitted > 0).all()
    assert (fitted >= 0).all()


def test_pairs_count_so_that_flesch_douma_is_right_as_often_as_on_real_ones() -> None:
    correct = right(flesch_douma, PAIRS)
    assert correct == [1, 1, 0]
    assert sum(share * one for share, one in zip(shares(PAIRS), correct, strict=True)) == pytest.approx(0.63)


def test_the_formulas_are_the_ones_in_the_books() -> None:
    text = "De kat zit. De grote hond loopt buiten."
    assert longest_sentence(text) == 5
    assert lix(text) == pytest.approx(8 / 2 + 0)
    assert lix("Verantwoordelijk.") == 101
    assert flesch_douma("De kat zit.") == pytest.approx(77 * 1 + 0.93 * 3 - 206.835)


def test_a_tie_is_half() -> None:
    assert right(len, [Pair("x", "even", "even")]) == [0.5]
