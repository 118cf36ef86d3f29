"""What Fatma types in Turkish for one button is another button's label: whoever writes these words hears of it."""

from pathlib import Path

import pytest

from bot.dialogue.book import FlowBook
from bot.dialogue.collisions import Collision, beside, collisions, told
from bot.dialogue.loader import load
from bot.dialogue.typed_words import path_of

FLOW = """\
flow: ask
title: "Vragen"
audience: parent
commands: [vraag]
steps:
  which:
    ask: "Helpt dit?"
    choices:
      helps: {label: "👍 Ja", go: over}
      a_little: {label: "Een beetje", go: over}
      not: {label: "👎 Nee", when: {reading: read}, go: over}
      aloud: {label: "Ik luister", when: {reading: listen}, go: over}
    answer: {kinds: [text], save_as: words, skippable: true}
    until: {after: 1 day, go: over}
  over: {end: true}
"""
WORDS = """\
words:
  helps: ["goed"]
  a_little: ["soms"]
  not: ["neen"]
  aloud: ["luister"]
  skip: ["verder"]
commands:
  vraag: []
"""
LABELS = {"helps": "👍 Evet", "a_little": "Biraz", "not": "👎 Hayır", "aloud": "Dinlerim"}


class Turkish:
    """What stands on the buttons."""

    def __init__(self, **other: str) -> None:
        self._labels = {f"ask.which.choices.{key}": label for key, label in {**LABELS, **other}.items()}
        self._labels["common.skip"] = "Geç"

    def has(self, key: str, language: str) -> bool:
        return key in self._labels

    def forms(self, key: str, language: str) -> tuple[str, ...]:
        return (self._labels[key],)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "ask.yaml").write_text(FLOW, encoding="utf-8")
    (tmp_path / "flows" / "words.yaml").write_text(WORDS, encoding="utf-8")
    return tmp_path


def book_of(folder: Path, words: str) -> FlowBook:
    """With these typed words in Turkish."""
    file = path_of(folder / "locales", "tr")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"words:\n{words}\n", encoding="utf-8")
    return load(folder / "flows", folder / "locales")


def found(folder: Path, words: str, **labels: str) -> list[Collision]:
    return collisions(book_of(folder, words), Turkish(**labels), "tr", ("parent",))


def test_words_of_their_own_are_nothing_to_tell(folder: Path) -> None:
    assert found(folder, '  helps: ["iyi", "evet"]\n  a_little: ["biraz", "bazen"]\n  skip: ["geç"]') == []


def test_a_word_that_is_another_buttons_label_means_that_one(folder: Path) -> None:
    [one] = found(folder, '  a_little: ["EVET"]')
    assert (one.at, one.choice, one.typed, one.group, one.other, one.alone) == (
        "ask.which",
        "a_little",
        "EVET",
        "a_little",
        "helps",
        False,
    )


def test_a_word_of_two_buttons_means_neither(folder: Path) -> None:
    pair = found(folder, '  helps: ["belki"]\n  a_little: ["belki"]')
    assert [(each.choice, each.other) for each in pair] == [("helps", ""), ("a_little", "")]


def test_the_buttons_of_the_language_itself_count_too(folder: Path) -> None:
    [one] = found(folder, '  not: ["Geç"]')
    assert (one.choice, one.other) == ("not", "skip")


def test_labels_that_differ_by_a_sign_only_are_the_same_to_who_types(folder: Path) -> None:
    pair = found(folder, "  helps: []", helps="👍 Evet", a_little="🤏 Evet")
    assert {each.choice for each in pair} == {"helps", "a_little"}
    assert {each.typed for each in pair} == {"Evet"}


def test_buttons_that_never_stand_together_do_not_collide(folder: Path) -> None:
    assert found(folder, '  not: ["dinlerim"]\n  aloud: ["hayır"]') == []


def test_a_label_with_a_name_in_it_is_not_looked_at(folder: Path) -> None:
    assert found(folder, '  a_little: ["evet"]', helps="👍 {name}") == []


def test_only_what_nobody_can_choose_in_words_is_a_mistake(folder: Path) -> None:
    flows, locales = folder / "flows", folder / "locales"
    words = '  helps: ["iyi"]\n  a_little: ["iyi"]'
    mistakes, warnings = told(found(folder, words), "tr", locales, flows)
    assert not mistakes
    assert [warning.partition(": ")[0] for warning in warnings] == [f"{path_of(locales, 'tr')}:{line}" for line in (2, 3)]
    assert "'iyi', typed for 'helps' in ask.which, could mean another button too" in warnings[0]
    same = found(folder, words, a_little="evet")
    mistakes, warnings = told(same, "tr", locales, flows)
    assert {mistake.file for mistake in mistakes} == {path_of(locales, "tr")}
    assert all("'a_little'" in mistake.what and "no other word" in mistake.what for mistake in mistakes)
    assert all("'helps'" in warning for warning in warnings)
    assert mistakes
    assert warnings


def test_a_dutch_word_is_told_by_its_line_in_the_flows(folder: Path) -> None:
    found = collisions(load(folder / "flows"), Turkish(helps="Soms"), "nl", ("parent",))
    _, warnings = told([each for each in found if each.group == "a_little"], "nl", folder / "locales", folder / "flows")
    assert [each.partition(", ")[0] for each in warnings] == [f"{folder / 'flows' / 'words.yaml'}:3: 'soms'"]


def test_of_one_text_those_are_told_that_stand_beside_its_button(folder: Path) -> None:
    book = book_of(folder, "  helps: []")
    labels = Turkish(helps="Geç")
    for key in ("ask.which.choices.helps", "common.skip"):
        assert {(each.choice, each.other, each.label, each.alone) for each in beside(book, labels, "tr", key)} == {
            ("helps", "", "Geç", True),
            ("skip", "", "Geç", True),
        }
    assert beside(book, labels, "tr", "ask.which.ask") == []
