"""One text of a coordinator, taken apart into the three elements."""

import pytest

from bot.texts.elements import elements_of

THREE = {"acknowledgement": "Ouders vertelden.", "meaning": "We begrepen.", "follow_up": "We doen."}


@pytest.mark.parametrize(
    "text",
    [
        "Erkenning: Ouders vertelden.\nDuiding: We begrepen.\nOpvolging: We doen.",
        "Erkenning\nOuders vertelden.\n\nDuiding\n\nWe begrepen.\n\nOPVOLGING:\nWe doen.",
        "💬 Dit vertelden ouders\n\nOuders vertelden.\n\n🔎 Dit begrepen we\nWe begrepen.\n\n➡️ Dit gebeurt er nu\nWe doen.",
        "Duiding: We begrepen.\nErkenning: Ouders vertelden.\nOpvolging: We doen.",
        "Ouders vertelden.\n\nWe begrepen.\n\nWe doen.",
    ],
    ids=["before a colon", "on a line", "as the bulletin has them", "in another order", "paragraphs"],
)
def test_it_is_divided_by_headings_else_by_paragraphs(text: str) -> None:
    assert elements_of(text) == THREE


def test_what_is_between_the_first_and_the_last_paragraph_is_the_meaning() -> None:
    assert elements_of("Een.\n\nTwee.\n\nDrie.\n\nVier.")["meaning"] == "Twee.\n\nDrie."


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        ("  \n\n ", []),
        ("Alleen dit.", ["acknowledgement"]),
        ("Een.\n\nTwee.", ["acknowledgement", "meaning"]),
        ("Duiding: alleen die.", ["meaning"]),
        ("Erkenning:\n\nDuiding:\nOpvolging:", []),
    ],
)
def test_what_is_not_there_is_left_out(text: str, names: list[str]) -> None:
    assert list(elements_of(text)) == names


def test_nothing_before_the_first_heading_is_lost_and_a_word_within_a_line_is_no_heading() -> None:
    found = elements_of("Dag allemaal.\nErkenning: Ouders vertelden.\nDe duiding volgt later.")
    assert found == {"acknowledgement": "Dag allemaal.\nOuders vertelden.\nDe duiding volgt later."}
