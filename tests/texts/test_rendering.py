"""What people read: words in their language, with values filled in."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.domain import wording
from bot.domain.errors import Refused
from bot.texts.catalogs import Catalogs
from bot.texts.errors import MissingText, MissingValue
from bot.texts.extract import extract
from bot.texts.languages import language, table
from bot.texts.source import SourceText
from bot.texts.values import day_in_words, in_words
from tests.texts import samples
from tests.texts.samples import edited


def seen(said: str) -> str:
    """As eyes see it, without the marks that steer direction."""
    return re.sub("[\u2066-\u2069\u200f]", "", said)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "Dank je wel. Op dinsdag 24 november hoor je van ons."),
        ("en", "Thank you. You will hear from us on Tuesday 24 November."),
        ("tr", "Teşekkürler. 24 Kasım Salı günü haber vereceğiz."),
        ("ar", "شكرا لك. ستسمع منا يوم الثلاثاء، 24 نوفمبر."),
        ("pl", "Dziękujemy. Odezwiemy się: wtorek, 24 listopada."),
    ],
)
def test_a_promised_day_has_its_weekday_and_month_in_full(catalogs: Catalogs, language: str, words: str) -> None:
    assert seen(catalogs.render("react.thanks.say", language, {"next_day": {"date": "2026-11-24"}})) == words


def test_a_plural_takes_the_form_of_the_header(catalogs: Catalogs) -> None:
    said = {n: seen(catalogs.render("common.plans", "pl", {"plans": n})) for n in (1, 2, 5, 12, 22)}
    assert said == {1: "Jest jeden plan.", 2: "Są 2 plany.", 5: "Jest 5 planów.", 12: "Jest 12 planów.", 22: "Są 22 plany."}


def test_arabic_has_a_form_for_none_one_two_a_few_many_and_hundreds(catalogs: Catalogs) -> None:
    said = [seen(catalogs.render("common.plans", "ar", {"plans": n})) for n in (0, 1, 2, 3, 11, 100)]
    assert said == ["لا توجد خطط.", "توجد خطة واحدة.", "توجد خطتان.", "توجد 3 خطط.", "توجد 11 خطة.", "توجد 100 خطة."]


def test_a_language_is_named_in_the_language_of_who_reads(catalogs: Catalogs) -> None:
    assert seen(catalogs.render("common.language_is", "nl", {"my_language": {"language": "tr"}})) == "Je leest in het Turks."
    assert seen(catalogs.render("common.language_is", "pl", {"my_language": {"language": "ar"}})) == "Czytasz po: arabski."


def test_each_language_on_the_first_screen_is_named_in_itself(catalogs: Catalogs) -> None:
    names = [catalogs.own_name(code) for code in ("nl", "en", "tr", "ar", "pl", "ckb", "prs")]
    assert names == ["Nederlands", "English", "Türkçe", "العربية", "Polski", "کوردیی ناوەندی", "دری"]


def test_several_things_are_listed_as_the_language_lists_them(catalogs: Catalogs) -> None:
    helpers = ["de verloskundige", "Samira", "het wijkteam"]
    assert seen(catalogs.render_value(helpers, "nl")) == "de verloskundige, Samira en het wijkteam"
    assert catalogs.render_value(helpers[:2], "ar") == "\u200f\u2068de verloskundige\u2069 و\u2068Samira\u2069"


def test_a_number_is_written_with_digits_that_parents_know(catalogs: Catalogs) -> None:
    assert seen(catalogs.render_value(1200, "nl")) == "1.200"
    assert seen(catalogs.render_value(7, "ar")) == "7"


def test_a_text_can_name_another_text_in_the_same_language(catalogs: Catalogs) -> None:
    said = catalogs.render("react.quote.say", "tr", {"quote": wording.text("common.plans"), "plans": 3})
    assert seen(said) == "3 plan var."
    assert catalogs.render_value(wording.text("react.ask.choices.helps"), "tr") == "👍 Evet"


def test_braces_in_somebodys_words_stay_words(catalogs: Catalogs) -> None:
    assert seen(catalogs.render("react.quote.say", "nl", {"quote": "{help_line} <b>"})) == "{help_line} <b>"


def test_a_text_that_goes_in_circles_is_refused(catalogs: Catalogs) -> None:
    with pytest.raises(MissingValue):
        catalogs.render("react.quote.say", "nl", {"quote": wording.text("react.quote.say")})


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"quote": None},
        {"quote": True},
        {"quote": {"date": "gisteren"}},
        {"quote": {"language": "klingonisch"}},
        {"quote": wording.quote("q1")},
        {"quote": {"bulletin": "r1", "element": "meaning"}},
    ],
)
def test_a_value_that_cannot_be_said_is_named_without_its_content(catalogs: Catalogs, values: dict[str, Any]) -> None:
    with pytest.raises(MissingValue) as refused:
        catalogs.render("react.quote.say", "nl", values)
    assert refused.value.fields == {"key": "react.quote.say", "name": "quote"}


def test_a_plural_without_its_number_is_refused(catalogs: Catalogs) -> None:
    with pytest.raises(MissingValue):
        catalogs.render("common.plans", "nl", {"plans": "drie"})


def test_a_parent_never_gets_dutch_when_their_language_lacks_the_text(tmp_path: Path) -> None:
    extract(tmp_path, samples.SOURCES, ["tr"])
    catalogs = Catalogs.load(tmp_path)
    with pytest.raises(MissingText) as refused:
        catalogs.render("react.thanks.say", "tr", {"next_day": {"date": "2026-11-24"}})
    assert (refused.value.code, refused.value.fields) == ("text_missing", {"key": "react.thanks.say", "language": "tr"})
    assert isinstance(refused.value, Refused)


def test_who_works_along_and_reads_another_language_gets_dutch(catalogs: Catalogs) -> None:
    assert catalogs.render("send.sent.say", "ar", {"recipients": "6"}) == catalogs.render(
        "send.sent.say", "nl", {"recipients": "6"}
    )


@pytest.mark.parametrize(("key", "language"), [("react.thanks.say", "uk"), ("react.thanks.gone", "nl")])
def test_an_unknown_language_or_key_is_refused(catalogs: Catalogs, key: str, language: str) -> None:
    with pytest.raises(MissingText):
        catalogs.render(key, language, {"recipients": "6"})


def test_one_empty_plural_form_makes_the_whole_text_missing(folder: Path) -> None:
    edited(folder, "pl", {"common.plans": ["Jest jeden plan.", "Są {plans} plany.", ""]})
    catalogs = Catalogs.load(folder)
    assert not catalogs.has("common.plans", "pl")
    assert catalogs.languages() == ("nl", "ar", "en", "tr")


def test_coordinators_have_two_languages_and_parents_five(catalogs: Catalogs) -> None:
    assert catalogs.languages("parent") == ("nl", "ar", "en", "pl", "tr")
    assert catalogs.languages("coordinator") == ("nl", "en")
    assert "send.sent.say" not in catalogs.keys("parent")


def test_a_language_is_one_new_file_that_brings_its_own_plural_rule(folder: Path) -> None:
    """Somebody adds Slovenian, which our table does not have."""
    words = (folder / "en" / "LC_MESSAGES" / "weerklank.po").read_text(encoding="utf-8")
    words = words.replace("Language: en", "Language: sl").replace("parent coordinator", "parent")
    words = words.replace(
        "nplurals=2; plural=(n != 1)", "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3)"
    )
    words = words.replace(
        'msgstr[1] "There are {plans} plans."', 'msgstr[1] "dva"\nmsgstr[2] "{plans} tri"\nmsgstr[3] "{plans} veliko"'
    )
    path = folder / "sl" / "LC_MESSAGES" / "weerklank.po"
    path.parent.mkdir(parents=True)
    path.write_text(words, encoding="utf-8")
    catalogs = Catalogs.load(folder)
    assert "sl" in catalogs.languages()
    assert [seen(catalogs.render("common.plans", "sl", {"plans": n})) for n in (102, 4, 5)] == ["dva", "4 tri", "5 veliko"]
    assert extract(folder, {**samples.SOURCES, "common.new": SourceText("common.new", "Nieuw")})[-2].to_translate == 1


@pytest.mark.parametrize(("code", "leftward"), [("ku", False), ("ku_Arab", True), ("ckb", True), ("prs", True), ("he", True)])
def test_direction_follows_the_script_also_where_babel_is_wrong(code: str, leftward: bool) -> None:
    assert language(code).right_to_left is leftward


def test_every_known_language_can_say_a_day_and_a_list(catalogs: Catalogs) -> None:
    for known in table().values():
        assert "24" in day_in_words(date(2026, 11, 24), known), known.code
        assert in_words(["a", "b", "c"], known, lambda key, _: key).count("\u2068") == 3
        assert known.plurals is not None
        assert {known.plurals.form(n) for n in range(200)} == set(range(known.plurals.number))


def test_a_regional_form_has_the_words_of_its_language_and_its_own_days_and_name(catalogs: Catalogs) -> None:
    day = {"next_day": {"date": "2026-08-04"}}
    assert catalogs.home("ary") == "ar"
    assert catalogs.has("react.thanks.say", "ary")
    assert catalogs.hash_of("react.thanks.say", "ary") == catalogs.hash_of("react.thanks.say", "ar")
    arabic, moroccan = (seen(catalogs.render("react.thanks.say", code, day)) for code in ("ar", "ary"))
    assert "أغسطس" in arabic
    assert "غشت" in moroccan
    assert catalogs.render("common.plans", "ary", {"plans": 2}) == "توجد خطتان."
    own = catalogs.with_own({("ar", "react.thanks.say"): ("شكرا {next_day}.",)})
    assert seen(own.render("react.thanks.say", "ary", day)).startswith("شكرا")


def test_a_language_with_a_catalog_or_another_script_is_no_regional_form(catalogs: Catalogs) -> None:
    assert {code: language(code).base for code in ("prs", "ary", "fr_BE", "tr", "ckb")} == {
        "prs": "fa",
        "ary": "ar",
        "fr_BE": "fr",
        "tr": None,
        "ckb": None,
    }
    assert catalogs.home("zh_Hant") == "zh_Hant"
    assert not catalogs.has("react.thanks.say", "prs"), "nobody translated fa here"
    assert language("ckb").right_to_left
    assert catalogs.languages() == ("nl", "ar", "en", "pl", "tr")


def test_what_is_read_aloud_ends_where_a_value_differs_and_names_what_stands_on_the_buttons(tmp_path: Path) -> None:
    sources = [
        SourceText("question.send.say", "Je vraag is verstuurd.\n{signs_as} leest hem.\nOp {day} krijg je antwoord.\n\nGroet"),
        SourceText("bulletin.meaning.say", "Dit begrepen we\n\n{meaning}"),
        SourceText("react.ask.ask", "Helpt dit?"),
        SourceText("react.ask.choices.helps", "👍 Ja", is_button=True),
        SourceText("react.ask.choices.not", "👎 Nee", is_button=True),
        SourceText("react.asked.ask", "Helpt dat?"),
        SourceText("common.send_it", "Wil je dit sturen?", plural="Wil je deze {messages} sturen?", count="messages"),
    ]
    extract(tmp_path, {text.key: text for text in sources}, ("nl",))
    texts, known = Catalogs.load(tmp_path), {"signs_as": "Marit"}
    assert seen(texts.aloud("question.send.say", "nl", known)) == "Je vraag is verstuurd.\nMarit leest hem."
    assert texts.lines_aloud("question.send.say", "nl", known) == 2
    assert texts.aloud("react.ask.ask", "nl", known) == "Helpt dit?\n👍 Ja\n👎 Nee"
    assert texts.aloud("react.asked.ask", "nl", known) == "Helpt dat?"
    assert texts.aloud("common.send_it", "nl", known) == "Wil je dit sturen?"
    with pytest.raises(MissingValue, match="meaning"):
        texts.aloud("bulletin.meaning.say", "nl", known)
