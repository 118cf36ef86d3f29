"""The material that the plain-language check for Dutch is judged by keeps its form.

Whether the check puts the plainer text first is measured elsewhere; here the material itself is looked at: whoever adds to it
may not move a text between the part that is tuned on and the part that is held back.
"""

import csv
import re
import zlib
from collections import Counter

import pytest

from tests.texts.yardsticks import CORPUS, table

HEADS = {
    "pairs": ["document", "part", "before", "after"],
    "good": ["message", "part", "text"],
    "bad": ["message", "part", "text", "why"],
}
FRESH_REASONS = {"jargon", "English words", "stiff connective"}
"""Reasons that the messages of `fresh.tsv` have beside those of `bad.tsv`."""
REASONS = {
    "abbreviation",
    "double negation",
    "figure of speech",
    "formal",
    "hidden actor",
    "long sentence",
    "nouns of verbs",
    "passive",
    "policy words",
    "subordinate chain",
    "vague time",
}


def rows(name: str) -> list[dict[str, str]]:
    with (CORPUS / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def part_of(key: str) -> str:
    """Three in five documents (or messages) to work with, by their name alone: a rewording moves nothing."""
    return "work" if zlib.crc32(key.encode()) % 5 < 3 else "held"


def words(text: str) -> int:
    return len(re.findall(r"\w+", text))


def sides(row: dict[str, str], name: str) -> list[str]:
    return [row["before"], row["after"]] if name == "pairs" else [row["text"]]


@pytest.mark.parametrize("name", HEADS)
def test_every_line_has_every_column_filled_with_one_clean_line_of_text(name: str) -> None:
    lines = (CORPUS / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t") == HEADS[name]
    for line in lines[1:]:
        fields = line.split("\t")
        assert len(fields) == len(HEADS[name]), line
        assert all(field and field == " ".join(field.split()) for field in fields), line


def test_there_is_enough_to_judge_by_in_both_parts() -> None:
    pairs = rows("pairs")
    assert len(pairs) >= 300
    assert len({pair["document"] for pair in pairs}) >= 40
    share = sum(pair["part"] == "work" for pair in pairs) / len(pairs)
    assert 0.55 < share < 0.7
    for name in ("good", "bad"):
        messages = rows(name)
        assert len(messages) >= 150
        assert Counter(message["part"] for message in messages)["held"] >= 60


@pytest.mark.parametrize("name", HEADS)
def test_the_part_follows_from_the_name_alone(name: str) -> None:
    key = HEADS[name][0]
    wrong = [row[key] for row in rows(name) if row["part"] != part_of(row[key])]
    assert not wrong


def test_a_document_stands_in_one_piece_and_has_several_pairs() -> None:
    names = [pair["document"] for pair in rows("pairs")]
    starts = [name for name, previous in zip(names, ["", *names], strict=False) if name != previous]
    assert len(starts) == len(set(starts)), "the pairs of one document belong together"
    assert min(Counter(names).values()) >= 4


@pytest.mark.parametrize("name", ["good", "bad"])
def test_messages_are_numbered_in_order_so_that_new_ones_come_last(name: str) -> None:
    assert [row["message"] for row in rows(name)] == [f"{name}-{number:03}" for number in range(1, len(rows(name)) + 1)]


def test_the_editor_changed_something_in_every_pair() -> None:
    assert not [pair for pair in rows("pairs") if pair["before"] == pair["after"]]


@pytest.mark.parametrize("name", HEADS)
def test_no_text_is_there_twice(name: str) -> None:
    seen = Counter(side.casefold() for row in rows(name) for side in sides(row, name))
    assert not [text for text, times in seen.items() if times > 1]


def test_no_message_is_both_good_and_bad() -> None:
    assert not {row["text"] for row in rows("good")} & {row["text"] for row in rows("bad")}


def test_pairs_are_as_long_as_a_heading_up_to_a_short_paragraph() -> None:
    lengths = [words(side) for pair in rows("pairs") for side in sides(pair, "pairs")]
    assert min(lengths) >= 1
    assert max(lengths) <= 80
    assert sum(length < 5 for length in lengths) < len(lengths) / 20, "headings are few"


@pytest.mark.parametrize("name", ["good", "bad"])
def test_messages_fit_in_a_phone_screen(name: str) -> None:
    for row in rows(name):
        assert 2 <= words(row["text"]) <= 60, row["message"]


def test_every_bad_message_says_why_in_known_words() -> None:
    for row in rows("bad"):
        reasons = row["why"].split("; ")
        assert len(reasons) == len(set(reasons)), row["message"]
        assert set(reasons) <= REASONS, row["message"]


def test_every_reason_is_met_often_enough_to_tell_something() -> None:
    met = Counter(reason for row in rows("bad") for reason in row["why"].split("; "))
    assert {reason for reason in REASONS if met[reason] < 8} == set()


def test_some_bad_messages_have_one_fault_only() -> None:
    assert sum("; " not in row["why"] for row in rows("bad")) >= 40


def test_the_readme_says_how_hard_the_pairs_are_for_a_bare_count() -> None:
    assert table() in (CORPUS / "README.md").read_text(encoding="utf-8"), "run python -m tests.texts.yardsticks"


def test_fresh_messages_keep_their_form_and_say_why_in_known_words() -> None:
    lines = (CORPUS / "fresh.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t") == HEADS["bad"]
    for row in rows("fresh"):
        reasons = set(row["why"].split("; ")) - {""}
        assert reasons <= REASONS | FRESH_REASONS, row["message"]
        assert row["message"].startswith(f"{row['part']}-{'bad' if reasons else 'good'}-"), row["message"]
        assert 2 <= words(row["text"]) <= 60, row["message"]
    assert len({row["text"].casefold() for row in rows("fresh")}) == len(rows("fresh"))


def test_there_are_enough_fresh_messages_and_a_third_has_one_fault_only() -> None:
    bad = [row for row in rows("fresh") if row["part"] == "fresh" and row["why"]]
    assert len(bad) >= 200
    assert sum(row["part"] == "fresh" and not row["why"] for row in rows("fresh")) >= 120
    assert sum("; " not in row["why"] for row in bad) >= len(bad) / 3


def test_fresh_pairs_keep_their_form_and_none_is_there_twice() -> None:
    lines = (CORPUS / "fresh_pairs.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t") == ["kind", "part", "before", "after"]
    for line in lines[1:]:
        fields = line.split("\t")
        assert len(fields) == 4, line
        assert all(field and field == " ".join(field.split()) for field in fields), line
    pairs = rows("fresh_pairs")
    assert Counter(pair["part"] for pair in pairs) == {"pairs1": 164, "pairs2": 81, "pairs3": 46}
    assert not [pair for pair in pairs if pair["before"] == pair["after"]]
    assert max(Counter((pair["before"], pair["after"]) for pair in pairs).values()) == 1
