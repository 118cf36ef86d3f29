"""A coordinator sends a file with slips, and reads in Dutch what is wrong at which line."""

from pathlib import Path

import pytest

from bot.dialogue.loader import load
from bot.handling.actions import read_draft_file, read_texts_file
from bot.handling.actions.read_draft_file import KNOWN, ReadDraftFile
from tests.handling.stories import Story

COMMON = load(Path(__file__).parents[2] / "flows").common.coordinators
ENGLISH = ("no part", "Leave it", "must be", "Write", "Did you mean", "is missing", "not there", "YAML allows", "This ")

SLIPS = {
    "not YAML": ("texts:\n  nl: {meaning: 'open", "not_yaml"),
    "no text at all": ("", "empty_file"),
    "a name twice": ("texts: {nl: {meaning: a}}\ntexts: {nl: {meaning: b}}", "odd_yaml"),
    "an unknown key": ("hond: 1\ntexts: {nl: {meaning: a}}", "unknown_key_may"),
    "a key with a slip": ("proposal: []\ntexts: {nl: {meaning: a}}", "unknown_key_near"),
    "a list as words": ("quotes: nacht\ntexts: {nl: {meaning: a}}", "not_a_list"),
    "words as a list": ("texts: {nl: {meaning: [a, b]}}", "not_words"),
    "words where keys belong": ("texts: {nl: hallo}", "not_keys"),
    "no texts": ("kind: full", "missing"),
    "nothing behind it": ("texts: {nl: {meaning: }}", "empty"),
    "another kind of word": ("kind: lang\ntexts: {nl: {meaning: a}}", "not_one_of"),
    "a language in words": ("texts: {Nederlands: {meaning: a}}", "not_a_name"),
    "far too long": (f"texts: {{nl: {{meaning: '{'a' * 901}'}}}}", "too_long"),
    "no day": ("next_promised: 22-11-2026\ntexts: {nl: {meaning: a}}", "no_day"),
    "a day that is over": ("next_promised: 2026-11-20\ntexts: {nl: {meaning: a}}", "day_over"),
    "a proposal that is not there": ("proposals: [nergens]\ntexts: {nl: {meaning: a}}", "unknown_proposals"),
    "a quote that is not there": ("quotes: [nergens]\ntexts: {nl: {meaning: a}}", "unknown_quotes"),
    "another kind": ("kind: short\ntexts: {nl: {meaning: a}}", "other_kind"),
    "an element of another kind": ("texts: {nl: {message: a}}", "no_such_element"),
    "a proposal that is not told of": (
        "proposals: []\ntexts: {nl: {proposals: {proposal-1: {title: a, plan: b}}}}",
        "not_told",
    ),
}


@pytest.mark.parametrize(("content", "code"), SLIPS.values(), ids=SLIPS.keys())
async def test_each_slip_is_told_by_its_own_text_and_line(story: Story, content: str, code: str) -> None:
    story.town.rows.contents["good"] = content.encode()
    asked = ReadDraftFile(bulletin_id="bulletin-2", revision_id="revision-2", media_id="good")
    done = await read_draft_file.run(story.context("Noor"), asked)
    assert done.outcome == "wrong"
    told = done.values["mistakes"]["values"]["mistake_1"]
    assert told["text"] == "common.one_mistake"
    assert told["values"]["line_number"] >= 1
    assert told["values"]["mistake"]["text"] == f"common.mistake_{code}"


def test_every_kind_of_mistake_has_a_text_in_dutch() -> None:
    for code in (*KNOWN, *read_texts_file.KNOWN, "other"):
        said = str(COMMON[f"mistake_{code}"])
        assert not [words for words in ENGLISH if words in said], said
