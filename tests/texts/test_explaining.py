"""Which words of a message still lack their meaning."""

import pytest

from bot.texts.explaining import unexplained


def offered(words: str, others: str = "") -> list[str]:
    return [one.words for one in unexplained(words, others)]


def test_a_word_that_parents_may_not_know_is_offered_with_its_meaning() -> None:
    [one] = unexplained("Op dinsdag is het wijkteam er.")
    assert (one.words, one.say) == ("wijkteam", "mensen in je wijk die helpen met vragen over thuis, geld of opvoeden")


@pytest.mark.parametrize(
    "words",
    [
        "Op dinsdag is het wijkteam (mensen in je wijk die helpen) er.",
        "Op dinsdag is het wijkteam er. Het wijkteam: zij helpen je met geld.",
        "Je kunt naar het wijkteam. Dat zijn mensen die helpen bij jou in de buurt.",
        "Het wijkteam zijn mensen die je helpen.",
        "Er zijn mensen in je wijk die je helpen. Dat heet het wijkteam.",
        "Bij het wijkteam helpen mensen in je wijk met vragen over geld en opvoeden.",
    ],
)
def test_one_that_the_message_explains_is_not(words: str) -> None:
    assert offered(words) == []


def test_one_that_is_only_said_to_be_there_is_not_explained_by_that() -> None:
    assert offered("Het wijkteam is er op dinsdag.") == ["wijkteam"]


def test_one_that_another_part_has_was_offered_there() -> None:
    assert offered("Ga naar het wijkteam.", others="Op dinsdag is het wijkteam er.") == []
    assert offered("Ga naar de jeugdarts.", others="Op dinsdag is het wijkteam er.") == ["jeugdarts"]


def test_words_of_one_meaning_are_offered_once() -> None:
    assert len(offered("Ga naar het wijkteam of het buurtteam.")) == 1
