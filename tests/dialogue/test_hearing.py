"""What people mean by what they type."""

import pytest

from bot.dialogue.book import FlowBook, Words
from bot.dialogue.commands import ButtonChoice
from bot.dialogue.hearing import command_of, normalise, says_stop, understand

YES = ButtonChoice("yes", {"text": "x"}, ("yes",))
NO = ButtonChoice("no", {"text": "y"}, ("no",))
SAME = {
    "ÉÉN beetje!": "een beetje",
    "İyi": "iyi",
    "IYI": "iyi",
    "ışık": "isik",
    "Źle, łatwo": "zle latwo",
    "نَعَمْ": "نعم",
    "نعـــم": "نعم",
    "أحيانا": "احيانا",
    "١٢٣": "123",
    "۴": "4",
    "👍🏽": "👍",
    "❤️": "❤",
    "  ja ,  graag. ": "ja graag",
}


@pytest.mark.parametrize("typed", SAME)
def test_the_same_words_in_other_letters_are_the_same(typed: str) -> None:
    assert normalise(typed) == SAME[typed]


def test_a_word_that_means_two_buttons_is_not_understood() -> None:
    words = Words(words={"yes": {"nl": ("goed",)}, "no": {"nl": ("goed",)}})
    assert understand("goed", [YES, NO], words, "nl", {}) is None


def test_the_readers_own_language_comes_before_all_others() -> None:
    words = Words(words={"yes": {"pl": ("no",)}, "no": {"nl": ("nee",), "en": ("no",)}})
    assert understand("no", [YES, NO], words, "pl", {}) == "yes"
    assert understand("no", [YES, NO], words, "en", {}) == "no"
    assert understand("nee", [YES, NO], words, "pl", {}) == "no"


def test_labels_are_matched_with_and_without_their_emoji() -> None:
    labels = {"yes": "👍 Ja, graag", "no": "👎 Nee"}
    for typed in ("ja graag", "👍", "👍 Ja, graag", "👍👍 ja graag"):
        assert understand(typed, [YES, NO], Words(), "nl", labels) == "yes", typed


def test_a_label_that_is_no_longer_open_means_nothing() -> None:
    assert understand("ja", [NO], Words(), "nl", {"yes": "Ja"}) is None


def test_a_number_counts_the_buttons_unless_words_are_asked() -> None:
    assert understand("2", [YES, NO], Words(), "nl", {}) == "no"
    assert understand("3", [YES, NO], Words(), "nl", {}) is None
    assert understand("2", [YES, NO], Words(), "nl", {}, numbers=False) is None


def test_only_signs_mean_nothing() -> None:
    assert understand("?!", [YES, NO], Words(), "nl", {"yes": "!"}) is None


def test_a_command_may_be_typed_in_ones_own_language(book: FlowBook) -> None:
    assert command_of("Toplantı", book.words, "tr") == "bijeenkomst"
    assert command_of("meeting", book.words, "tr") == "bijeenkomst"
    assert command_of("bijeenkomst", book.words, "ar") == "bijeenkomst"
    assert command_of("vergadering", book.words, "nl") is None


def test_a_command_of_others_is_none() -> None:
    words = Words(commands={"vraag": {"en": ("questions",)}, "vragen": {"en": ("questions",)}})
    assert command_of("/Questions", words, "en", {"vragen", "stand"}) == "vragen"
    assert command_of("/Questions", words, "en", {"stand"}) is None


def test_stop_is_the_whole_text(book: FlowBook) -> None:
    assert says_stop("STOP!", book.words)
    assert says_stop("توقف", book.words)
    assert not says_stop("de bus stopt hier", book.words)


def test_what_stands_on_two_buttons_means_neither_whatever_its_words_mean_elsewhere() -> None:
    """Two proposals of one name, beside a button for which people type that name."""
    first, second = ButtonChoice("1", "Speelgroep"), ButtonChoice("2", "🧸 Speelgroep")
    words = Words(words={"yes": {"nl": ("speelgroep",)}})
    labels = {"1": "Speelgroep", "2": "🧸 Speelgroep", "yes": "Ja"}
    assert understand("speelgroep!", [first, second, YES], words, "nl", labels) is None
    assert understand("2", [first, second, YES], words, "nl", labels) == "2", "by its number"
    assert understand("🧸 Speelgroep", [first, second, YES], words, "nl", labels) == "2", "with its sign"
