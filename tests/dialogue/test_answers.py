"""A parent may answer every open question by voice, as the files stand."""

from pathlib import Path

from bot.dialogue.loader import load

BOOK = load(Path(__file__).parents[2] / "flows")


def test_whatever_parents_are_asked_to_type_they_may_say() -> None:
    asked = {
        f"{flow.flow}.{name}": step.answer.kinds
        for flow in BOOK.flows.values()
        if flow.audience == "parent"
        for name, step in flow.steps.items()
        if step.answer
    }
    assert len(asked) >= 10
    assert [name for name, kinds in asked.items() if not {"text", "voice"} <= set(kinds)] == []


def test_nobody_needs_a_command_to_ask_something() -> None:
    """Words and voice without a flow begin one of their own."""
    assert BOOK.started_by("words_unprompted") == ("unprompted",)
