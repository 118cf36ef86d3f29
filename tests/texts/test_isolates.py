"""What a parent's phone shows when directions mix."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.catalogs import Catalogs
from bot.texts.isolates import bare, hold_together, isolate, steer

FSI, PDI, RLM = "\u2068", "\u2069", "\u200f"


def test_a_phone_number_in_an_arabic_sentence_stays_within_isolates(catalogs: Catalogs) -> None:
    said = catalogs.render("welcome.hello.say", "ar", {"coalition": "Kansrijk Utrecht", "help_line": "030 - 286 00 00"})
    assert f"{FSI}030 - 286 00 00{PDI}" in said
    assert f"{FSI}Kansrijk Utrecht{PDI}" in said
    assert not re.search("[\u202a-\u202e]", said)


@pytest.mark.parametrize("language", ["nl", "en", "tr", "ar", "pl"])
def test_every_language_isolates_what_is_inserted(catalogs: Catalogs, language: str) -> None:
    said = catalogs.render("welcome.hello.say", language, {"coalition": "تحالف", "help_line": "Samira, 06 - 12 34 56 78"})
    assert f"{FSI}تحالف{PDI}" in said
    assert f"{FSI}Samira, 06 - 12 34 56 78{PDI}" in said


def test_every_line_of_a_long_quote_has_isolates_of_its_own_because_a_line_break_ends_them() -> None:
    assert isolate("eerst dit\n\ndan dat") == f"{FSI}eerst dit{PDI}\n\n{FSI}dan dat{PDI}"


def test_nothing_to_insert_leaves_nothing() -> None:
    assert isolate("") == ""


def test_a_surplus_control_in_a_parents_words_cannot_turn_the_words_around_it() -> None:
    assert isolate(f"weg{PDI} hier") == f"{FSI}weg hier{PDI}"
    assert isolate(f"open{FSI} gelaten") == f"{FSI}open gelaten{PDI}"
    assert isolate("\u202eomgekeerd") == f"{FSI}omgekeerd{PDI}"


def test_words_that_have_isolates_already_keep_them() -> None:
    assert isolate(f"op {FSI}24 november{PDI}") == f"{FSI}op {FSI}24 november{PDI}{PDI}"


@given(st.text(alphabet=st.sampled_from("aب1 -\n\r\u2066\u2067\u2068\u2069\u202a\u202e\u2029\x85"), max_size=40))
def test_in_any_words_each_line_opens_as_many_isolates_as_it_closes(words: str) -> None:
    for line in re.split("\r\n|[\n\r\x85\u2029]", isolate(words)):
        depth = 0
        for character in line:
            depth += (character in "\u2066\u2067\u2068") - (character == PDI)
            assert depth >= 0
            assert character not in "\u202a\u202b\u202c\u202d\u202e"
        assert depth == 0


def test_an_arabic_line_that_is_one_value_still_stands_right(catalogs: Catalogs) -> None:
    said = catalogs.render("react.quote.say", "ar", {"quote": "030 - 286 00 00\nDe hulp kwam laat"})
    assert [line[0] for line in said.splitlines()] == [RLM, RLM]


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        (f"{FSI}Kansrijk{PDI} مرحبا", True),
        (f"{FSI}تحالف{PDI} مرحبا", False),
        (f"{FSI}تحالف{PDI}", True),
        (f"{FSI}123{PDI}: مرحبا", False),
        ("Telegram يحفظ الرسائل", True),
        ("• 1. مرحبا", False),
        ("👍 مرحبا", False),
        (f"1. {FSI}030 - 286 00 00{PDI}", True),
        ("", False),
        ("…", False),
    ],
)
def test_an_arabic_line_gets_a_mark_unless_it_begins_in_arabic_for_everybody(line: str, marked: bool) -> None:
    """Also where a program looks into isolates, or knows none."""
    assert steer(line, right_to_left=True) == (RLM if marked else "") + line
    assert steer(line, right_to_left=False) == line


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("أرسل /taal الآن", "/taal"),
        ("أرسل: /mijn_taal.", "/mijn_taal"),
        ("اتصل 030 - 286 00 00 الآن", "030 - 286 00 00"),
        ("اتصل +31 (0)30 286 00 00.", "+31 (0)30 286 00 00"),
        ("انظر https://example.org/a/b?c=1, ثم", "https://example.org/a/b?c=1"),
    ],
)
def test_what_a_translator_typed_from_left_to_right_is_held_together(words: str, held: str) -> None:
    assert hold_together(words) == words.replace(held, f"{FSI}{held}{PDI}")


@pytest.mark.parametrize("words", ["عمر 16 سنة", "50% و 10:30", "1. مرحبا 2. مرحبا", "24/7", "و/أو", "نعم / لا"])
def test_other_words_stay_as_they_are(words: str) -> None:
    assert hold_together(words) == words


def test_a_dutch_line_gets_no_mark(catalogs: Catalogs) -> None:
    assert catalogs.render("react.quote.say", "nl", {"quote": "مرحبا"}) == f"{FSI}مرحبا{PDI}"


def test_no_text_of_arabic_has_a_line_that_would_stand_left(catalogs: Catalogs) -> None:
    """UAX 9, P2: the first strong character outside isolates decides."""
    values = {"coalition": "Kansrijk", "help_line": "112", "next_day": {"date": "2026-11-24"}, "quote": "x", "plans": 3}
    for key in catalogs.keys("parent"):
        for line in catalogs.render(key, "ar", {**values, "my_language": {"language": "nl"}}).splitlines():
            outside = re.sub(f"{FSI}[^{PDI}]*{PDI}", "", line)
            strong = [unicodedata.bidirectional(c) for c in outside if unicodedata.bidirectional(c) in {"L", "R", "AL"}]
            assert strong[0] in {"R", "AL"}, (key, line)


def test_what_is_searched_for_carries_no_invisible_marks() -> None:
    assert bare(isolate("Meidoorn")) == "Meidoorn"
