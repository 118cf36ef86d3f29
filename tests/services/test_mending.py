"""What a tap changes in the words of a draft."""

import pytest

from bot.services.writing.mending import with_explanation, with_other_words


@pytest.mark.parametrize(
    ("text", "words", "instead", "after"),
    [
        ("Wij doen dit teneinde je te helpen.", "teneinde", "om", "Wij doen dit om je te helpen."),
        ("Het beleid helpt. Wij maken het beleid.", "Het beleid", "de plannen", "De plannen helpt. Wij maken het beleid."),
        ("Wij bellen. indien nodig komen wij.", "indien", "als", "Wij bellen. Als nodig komen wij."),
        ("Wij praten t.a.v. de tolk.", "t.a.v.", "over", "Wij praten over de tolk."),
        ("De beleidsregel is er. Het beleid ook.", "beleid", "plan", "De beleidsregel is er. Het plan ook."),
        ("Wij bellen je.", "teneinde", "om", "Wij bellen je."),
    ],
)
def test_the_plain_word_comes_where_the_hard_one_stood_first(text: str, words: str, instead: str, after: str) -> None:
    assert with_other_words(text, words, instead) == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Vraag het wijkteam. Zij helpen.", "Vraag het wijkteam. Wijkteam: mensen in je wijk. Zij helpen."),
        ("Vraag het wijkteam", "Vraag het wijkteam. Wijkteam: mensen in je wijk."),
        ("Bel de huisarts.", "Bel de huisarts."),
    ],
)
def test_what_a_word_means_comes_as_a_sentence_after_it(text: str, after: str) -> None:
    assert with_explanation(text, "wijkteam", "wijkteam", "mensen in je wijk") == after
