"""Whether our own lists of words are in shape, and whether what they say to write is plainer."""

from collections import Counter
from importlib.resources import files

import pytest

from bot.texts.plain import judge
from bot.texts.plain_words import EXPLAINED, LANGUAGES, LISTED, TO_MEND, Entry, entries, word_list

REPLACED = [entry for entry in entries("nl") if entry.kind in TO_MEND and entry.fits and "*" not in entry.words]


def _lines(language: str) -> list[list[str]]:
    text = (files("bot.texts") / "data" / f"plain_{language}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_has_a_kind_words_and_what_to_say(language: str) -> None:
    for line in _lines(language):
        assert len(line) == 3, line
        kind, words, say = line
        assert kind in {*TO_MEND, EXPLAINED, *LISTED}, line
        assert bool(say) == (kind in {*TO_MEND, EXPLAINED}), line
        assert len(say.split("|")) in {1, len(words.split("|"))}, line
        for part in (*words.split("|"), *say.split("|")):
            assert part == part.strip(), line
            assert "  " not in part, line


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_in_the_list_twice(language: str) -> None:
    said = Counter(entry.words for entry in entries(language) if entry.kind in {*TO_MEND, EXPLAINED, "known"})
    assert [words for words, number in said.items() if number > 1] == []


def test_the_lists_are_as_long_as_we_say() -> None:
    dutch = Counter(kind for kind, _, _ in _lines("nl"))
    assert dutch["system"] + dutch["stiff"] + dutch["formal"] + dutch["phrase"] >= 600
    assert dutch["system"] >= 250
    assert dutch["explain"] >= 80
    assert dutch["figure"] >= 70
    english = Counter(kind for kind, _, _ in _lines("en"))
    assert english["system"] + english["stiff"] + english["formal"] + english["phrase"] >= 80


def test_no_replacement_is_a_word_to_mend_itself() -> None:
    mended = word_list("nl", "system", "formal", "figure", "vague", "short")
    found = []
    for entry in REPLACED:
        for say in entry.replacements:
            words = say.split()
            if any(True for _ in mended.find(words, [word.lower() for word in words])):
                found.append(f"{entry.words} → {say}")
    assert found == []


def test_what_we_say_to_write_is_told_to_nobody_as_wrong() -> None:
    """Not even as a stiff word; a participle is a passive only beside 'is', which the writer has there already."""
    listed = word_list("nl", *TO_MEND)
    found = []
    for entry in REPLACED:
        for say in entry.replacements:
            words = say.split()
            flagged = [match.words for match in listed.find(words, [word.lower() for word in words])]
            told = judge(f"Wij zien {say} op 3 mei.").findings
            flagged += [f.words for f in told if f.rule not in {"passive", "number_word"} and f.words.lower() in say.lower()]
            if flagged:
                found.append(f"{entry.words} → {say}: {flagged}")
    assert found == []


def test_what_to_say_for_a_part_is_not_said_for_the_whole() -> None:
    said = {
        f.words: f.say_instead
        for f in judge("De beleidsmakers praten over de beleidswijziging.").findings
        if f.rule == "system_word"
    }
    assert said["beleidsmakers"] == "mensen die plannen maken"
    assert said["beleidswijziging"] == "zeg het zonder “beleid” (plannen)"


@pytest.mark.parametrize("kind", sorted({entry.kind for entry in REPLACED}))
def test_putting_a_plain_word_in_its_place_never_lowers_the_score(kind: str) -> None:
    frame = "Wij praten op dinsdag over {} met jou."
    worse = []
    for entry in REPLACED:
        if entry.kind == kind:
            before = judge(frame.format(entry.words)).score
            worse += [f"{entry.words} → {say}" for say in entry.replacements if judge(frame.format(say)).score < before]
    assert worse == []


def test_forms_get_the_replacement_of_the_same_form() -> None:
    said = {entry.words: entry.say for entry in entries("nl")}
    assert said["evalueren"] == "bekijken"
    assert said["geëvalueerd"] == "bekeken"
    assert said["adequate"] == "goede"


def test_the_longest_entry_wins_and_each_place_counts_once() -> None:
    words = ["op", "korte", "termijn", "en", "in", "het", "kader", "van", "het", "beleid"]
    found = [match.words for match in word_list("nl", *TO_MEND).find(words, words)]
    assert found == ["op korte termijn", "in het kader van", "het beleid"]


def test_an_abbreviation_in_capitals_is_no_word_in_small_letters() -> None:
    assert [m.entry.words for m in word_list("nl", "short").find(["VO", "vo"], ["vo", "vo"])] == ["VO"]


def test_a_star_stands_for_any_letters() -> None:
    assert word_list("nl", "system").has("implementatietraject")
    assert word_list("nl", "system").has("jeugdbeleid")
    assert not word_list("nl", "system").has("beleg")


def test_advice_is_said_without_its_mark_and_replaces_nothing() -> None:
    entry = next(entry for entry in entries("nl") if entry.words == "ketenpartners")
    assert entry == Entry("system", "ketenpartners", "zeg wie: de verloskundige, de gemeente", fits=False)
    assert entry.replacements == ()


def test_a_language_without_a_list_has_no_words() -> None:
    assert entries("tr") == ()
    assert not word_list("tr", "system").has_any
