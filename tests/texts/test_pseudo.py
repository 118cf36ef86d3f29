"""Every text can be seen long, and from right to left."""

import re

from bot.texts.catalogs import Catalogs
from bot.texts.placeholders import names
from bot.texts.pseudo import LONG, RIGHT_TO_LEFT, long, right_to_left, with_pseudo
from tests.texts.samples import SOURCES


def test_a_long_text_is_longer_and_keeps_its_placeholders() -> None:
    for text in SOURCES.values():
        for form in text.forms:
            assert len(long(form)) >= len(form) * 1.3
            assert names(long(form)) == names(form) == names(right_to_left(form))


def test_braces_that_are_words_stay_words() -> None:
    assert long("{{x}} {a}").startswith("[{{x}} {a}")


def test_a_text_from_right_to_left_has_no_latin_letter_left() -> None:
    assert not re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", right_to_left("Hallo! Wij zijn {coalition}. XYZ")))


def test_flows_can_be_rendered_in_both(catalogs: Catalogs) -> None:
    wide = Catalogs(with_pseudo(catalogs.all.values(), catalogs.all["nl"]))
    assert {LONG, RIGHT_TO_LEFT} <= set(wide.languages("parent")) & set(wide.languages("coordinator"))
    assert "Đáñk jé wél" in wide.render("react.thanks.say", LONG, {"next_day": {"date": "2026-11-24"}})
    assert "\u2068الثلاثاء، 24 نوفمبر\u2069" in wide.render(
        "react.thanks.say", RIGHT_TO_LEFT, {"next_day": {"date": "2026-11-24"}}
    )
    assert [wide.render("common.plans", RIGHT_TO_LEFT, {"plans": n}) for n in (1, 2)] == [
        right_to_left("Er is één plan."),
        right_to_left("Er zijn {plans} plannen.").replace("{plans}", "\u20682\u2069"),
    ]
