"""A parent may answer every open question by voice, as the files stand."""

from pathlib import Path

from bot.dialogue.loader import load

BOOK = load(Path(__file__).parents[2] / "flows")


SHOWN_IN_WRITING = {"contact.name"}
"""A name that somebody else reads in a list; it can be left out."""


def test_whatever_parents_are_asked_to_type_they_may_say() -> None:
    asked = {
        f"{flow.flow}.{name}": step.answer
        for flow in BOOK.flows.values()
        if flow.audience == "parent"
        for name, step in flow.steps.items()
        if step.answer
    }
    assert len(asked) >= 10
    assert all(asked[name].skippable for name in SHOWN_IN_WRITING)
    typed = {name for name, answer in asked.items() if "voice" not in answer.kinds}
    assert typed == SHOWN_IN_WRITING


def test_who_may_hear_a_voice_is_asked_with_buttons_and_a_spoken_answer_goes_to_nobody() -> None:
    """Else what is said twice in vain goes to the coordinators, as a question."""
    asks = BOOK.flows["keep_words"].steps
    for name in ("keep", "hear"):
        step = asks[name]
        assert step.choices, name
        assert step.answer is not None, name
        assert step.answer.kinds == ("voice",), name
        assert asks[str(step.go)].go == name


def test_nobody_needs_a_command_to_ask_something() -> None:
    """Words and voice without a flow begin one of their own."""
    assert BOOK.started_by("words_unprompted") == ("unprompted",)
