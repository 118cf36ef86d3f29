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
    typed = {name for name, answer in asked.items() if not {"text", "voice"} <= set(answer.kinds)}
    assert typed == SHOWN_IN_WRITING


def test_nobody_needs_a_command_to_ask_something() -> None:
    """Words and voice without a flow begin one of their own."""
    assert BOOK.started_by("words_unprompted") == ("unprompted",)
