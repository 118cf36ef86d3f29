"""What people said stays out of logs and errors."""

import pytest
from pydantic import ValidationError

from bot.dialogue.book import FlowBook
from bot.dialogue.events import Finished, Found, Said, Started, Woke
from bot.dialogue.state import DialogueState
from tests.dialogue.talk import Talk
from tests.dialogue.vocabulary import VOCABULARY
from tests.people import LOTTE

WORDS = "over thuis"


def test_no_word_of_lotte_stands_in_a_printed_state_event_or_command(book: FlowBook) -> None:
    talk = Talk(book, LOTTE)
    talk.taps("bad")
    talk.types(WORDS)
    assert talk.values["words"] == WORDS
    events = [
        Said(WORDS),
        Started("x", {"w": WORDS}),
        Finished("done", {"w": WORDS}),
        Found(({"w": WORDS},)),
        Woke("x", {"w": WORDS}),
    ]
    assert WORDS not in repr((talk.state, talk.commands, events))


def test_a_state_that_cannot_be_read_says_nothing_of_what_it_holds() -> None:
    with pytest.raises(ValidationError) as caught:
        DialogueState.from_json({"frames": [{"flow": "x", "values": WORDS}]})
    assert WORDS not in str(caught.value)


def test_arguments_that_are_wrong_are_named_without_what_they_hold() -> None:
    with pytest.raises(ValueError, match="wrong arguments for keep_needs: needs") as caught:
        VOCABULARY.actions["keep_needs"].arguments({"needs": WORDS})
    assert WORDS not in str(caught.value)
    assert caught.value.__context__ is None
