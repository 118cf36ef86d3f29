"""What a writer of flows gets to hear when a file is wrong: where, what, and how to mend it."""

from pathlib import Path

import pytest

from bot.dialogue.book import FlowBook
from bot.dialogue.loader import load, read_book
from bot.domain.errors import Mistakes

HEAD = 'flow: talk\ntitle: "T"\naudience: parent\nsteps:\n'

WRONG = {
    "a key twice": ("  a: {end: true}\n  a: {end: true}\n", 6, "stands here twice", "line 5"),
    "an unknown key": ('  a:\n    sya: "Hoi"\n    end: true\n', 6, "'sya' is no part", "'say'"),
    "words without quotes": ("  a:\n    say: Hoi\n    end: true\n", 6, "between quotes", "here"),
    "a comma outside quotes": (
        '  a:\n    ask: "?"\n    choices: {x: {label: Ja, graag}}\n',
        7,
        "'graag' is no part",
        "Leave it out",
    ),
    "an empty text": ('  a:\n    say: "  "\n    end: true\n', 6, "cannot be empty", "here"),
    "an open brace": ('  a:\n    say: "Hoi {naam"\n    end: true\n', 6, "expected '}'", "here"),
    "more than a name in braces": ('  a:\n    say: "Hoi {a.b}"\n    end: true\n', 6, "not a plain name", "here"),
    "a plural without one": ('  a:\n    say: {count: n, other: "x {n}"}\n    end: true\n', 6, "one is missing", "here"),
    "a duration in other words": (
        '  a:\n    ask: "?"\n    answer: {save_as: x}\n    until: {after: soon, go: a}\n',
        8,
        "A duration",
        "here",
    ),
    "a name with a capital": ("  A: {end: true}\n", 5, "must be a name", "lower case"),
    "yes for true": ("  a: {end: yes}\n", 5, "true or false", "without quotes"),
    "an anchor": ("  a: &one {end: true}\n  b: *one\n", 5, "anchor", "Write it out"),
    "a tag": ("  a: {end: !!python/none x}\n", 5, "tag", "Leave it out"),
    "two actions in one": ("  a:\n    do: [{x: 1, y: 2}]\n    end: true\n", 6, "An action is its name", "here"),
    "broken YAML": ('  a: {say: "x"\n  b: 1\n', 6, "not YAML", "braces"),
    "choosing from nothing": (
        '  a:\n    ask: "?"\n    choose: {save_as: x, done: {label: "K"}}\n',
        7,
        "either options or from",
        "here",
    ),
}


def write(folder: Path, steps: str, name: str = "talk") -> Path:
    file = folder / f"{name}.yaml"
    file.write_text(HEAD + steps, encoding="utf-8")
    return file


@pytest.mark.parametrize("case", WRONG)
def test_a_mistake_names_its_line_and_its_mend(tmp_path: Path, case: str) -> None:
    steps, line, what, mend = WRONG[case]
    file = write(tmp_path, steps)
    with pytest.raises(Mistakes) as caught:
        load(tmp_path)
    told = [mistake for mistake in caught.value.mistakes if what in mistake.what]
    assert [(mistake.file, mistake.line) for mistake in told] == [(file, line)]
    assert mend in told[0].mend


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, '  a:\n    sya: "Hoi"\n    end: 1\n')
    (tmp_path / "other.yaml").write_text("[]", encoding="utf-8")
    (tmp_path / "empty.yaml").write_text("", encoding="utf-8")
    (tmp_path / "latin.yaml").write_bytes(b"flow: \xe9")
    (tmp_path / "words.yaml").write_text("wrods: {}", encoding="utf-8")
    with pytest.raises(Mistakes) as caught:
        load(tmp_path)
    told = [(str(m.file).rpartition("/")[2], m.line) for m in caught.value.mistakes]
    assert told == [
        ("empty.yaml", 1),
        ("latin.yaml", 1),
        ("other.yaml", 1),
        ("talk.yaml", 6),
        ("talk.yaml", 7),
        ("words.yaml", 1),
    ]
    assert str(caught.value).count("\n") == 5


def test_a_flow_is_called_after_its_file(tmp_path: Path) -> None:
    write(tmp_path, "  a: {end: true}\n", name="other")
    _, mistakes = read_book(tmp_path)
    assert [(m.line, m.what) for m in mistakes] == [(1, "The flow is called 'talk' and its file 'other'.")]


def test_a_folder_without_flows_is_a_mistake(tmp_path: Path) -> None:
    _, mistakes = read_book(tmp_path)
    assert [m.file for m in mistakes] == [tmp_path]


def test_every_text_has_its_key_its_readers_and_its_place(book: FlowBook) -> None:
    texts = book.texts()
    keys = [key for key in texts if key.startswith("meeting.mood.")]
    assert keys == ["meeting.mood.say", "meeting.mood.ask"] + [
        f"meeting.mood.{slot}" for slot in ("choices.good", "choices.bad", "choices.call", "remind")
    ]
    assert texts["meeting.mood.choices.good"].is_button
    assert not texts["meeting.mood.ask"].is_button
    assert texts["meeting.needs.done"].singular == "Klaar"
    plural = texts["meeting.tell.say"]
    assert (plural.singular, plural.plural, plural.count) == ("Er is {total} plan.", "Er zijn {total} plannen.", "total")
    assert (texts["common.topic"].audience, texts["common.skip"].is_button) == ("coordinator", True)
    assert texts["common.button_open"].is_button
    assert "meeting.day.choices.label" not in texts


def test_the_line_of_each_text_is_the_one_it_stands_on(book: FlowBook) -> None:
    for key, text in book.texts().items():
        place = book.place_of(key)
        assert place is not None
        file, line = place
        assert text.singular in file.read_text(encoding="utf-8").splitlines()[line - 1], key


def test_a_text_in_a_block_has_no_white_space_at_its_ends(tmp_path: Path) -> None:
    write(tmp_path, "  a:\n    say: |\n      Hallo\n      daar\n    end: true\n")
    assert load(tmp_path).texts()["talk.a.say"].singular == "Hallo\ndaar"


def test_an_event_names_the_flows_it_starts(book: FlowBook) -> None:
    assert book.started_by("meeting_due") == ("meeting",)
    assert book.started_by("colleague_ready") == ()
