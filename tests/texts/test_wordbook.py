"""What services ask of texts."""

from pathlib import Path

import pytest

from bot.domain.consent import Purpose
from bot.domain.errors import Mistake
from bot.services.work import Wordbook
from bot.texts.catalogs import Catalogs
from bot.texts.errors import MissingText
from bot.texts.extract import extract
from bot.texts.isolates import bare
from bot.texts.source import SourceText
from bot.texts.wordbook import TextWordbook
from tests.texts.samples import SOURCES, translated

DANGER = {
    "nl": ["slaat mij", "mishandel*", "zelfmoord"],
    "tr": ["şiddet*", "ölmek istiyorum"],
    "ar": ["*يضرب*", "أريد أن أموت"],
    "pl": ["znęca*", "boję się męża"],
}


def book(catalogs: Catalogs) -> TextWordbook:
    return TextWordbook(catalogs, danger=DANGER, consent={Purpose.UPDATES: ("welcome.hello.say", "react.ask.choices.helps")})


def test_it_is_the_wordbook_that_services_need(catalogs: Catalogs) -> None:
    words: Wordbook = book(catalogs)
    assert words.languages() == ("nl", "ar", "en", "pl", "tr")


def test_an_approval_holds_for_one_text_in_one_language_until_a_word_changes(folder: Path) -> None:
    before = {language: book(Catalogs.load(folder)).fixed_hashes(language) for language in ("nl", "tr", "ar")}
    assert len({*before["nl"], *before["tr"], *before["ar"]}) == 16, (
        "'{quote}' is the same in all three; an approval names its language too"
    )
    translated(folder, "tr", {"react.thanks.say": "Sağ ol! {next_day}."})
    after = book(Catalogs.load(folder))
    assert len(set(before["tr"]) - set(after.fixed_hashes("tr"))) == 1
    assert after.fixed_hashes("ar") == before["ar"]


def test_changed_dutch_drops_the_approval_of_every_language(folder: Path) -> None:
    before = book(Catalogs.load(folder)).fixed_hashes("tr")
    sources = {**SOURCES, "react.thanks.say": SourceText("react.thanks.say", "Bedankt. Op {next_day}.")}
    extract(folder, sources)
    translated(folder, "tr", {"react.thanks.say": "Teşekkürler. {next_day} günü haber vereceğiz."})
    assert len(set(before) - set(book(Catalogs.load(folder)).fixed_hashes("tr"))) == 1


def test_texts_of_coordinators_need_no_approval(catalogs: Catalogs) -> None:
    assert catalogs.hash_of("send.sent.say", "nl") not in book(catalogs).fixed_hashes("nl")


def test_a_language_that_is_not_complete_has_no_hashes(tmp_path: Path) -> None:
    extract(tmp_path, SOURCES, ["tr"])
    with pytest.raises(MissingText):
        book(Catalogs.load(tmp_path)).fixed_hashes("tr")


def test_consent_is_to_the_words_that_were_read(folder: Path) -> None:
    before = book(Catalogs.load(folder))
    versions = {language: before.consent_version(Purpose.UPDATES, language) for language in before.languages()}
    assert len(set(versions.values())) == 5
    translated(folder, "tr", {"react.ask.choices.helps": "👍 Tabii", "react.thanks.say": "Sağ ol! {next_day}."})
    after = book(Catalogs.load(folder))
    assert [language for language in versions if after.consent_version(Purpose.UPDATES, language) != versions[language]] == ["tr"]


def test_a_consent_question_that_is_gone_is_found_at_the_start(catalogs: Catalogs) -> None:
    with pytest.raises(Mistake, match=r"welcome\.gone\.say"):
        TextWordbook(catalogs, danger=DANGER, consent={Purpose.UPDATES: ("welcome.hello.say", "welcome.gone.say")})


@pytest.mark.parametrize(
    "said",
    [
        "Hij slaat mij.",
        "hij  SLAAT mij soms",
        "Ik ben mishandeld",
        "siddet var evde",
        "ŞİDDET",
        "Olmek istiyorum",
        "زوجي يضربني",
        "وهو يَضْرِبُني",
        "اريد ان اموت",
        "Boje sie meza",
        "Mąż znęca się nade mną",
    ],
)
def test_danger_is_heard_as_people_type_it_in_any_language(catalogs: Catalogs, said: str) -> None:
    assert book(catalogs).sounds_like_danger(said)


@pytest.mark.parametrize("said", ["", "Wanneer is de koffieochtend?", "Hij slaat mijlen over", "تحياتي", "Dziękuję", "*"])
def test_other_words_are_left_alone(catalogs: Catalogs, said: str) -> None:
    assert not book(catalogs).sounds_like_danger(said)


def test_without_a_list_nothing_sounds_like_danger(catalogs: Catalogs) -> None:
    assert not TextWordbook(catalogs, danger={"nl": ["*"]}, consent={}).sounds_like_danger("alles")


def test_plain_words_score_higher(catalogs: Catalogs) -> None:
    words = book(catalogs)
    assert words.plain_score("Wij bellen jou op dinsdag.") > words.plain_score("Er wordt binnenkort contact met u opgenomen.")


OWN = {("tr", "react.thanks.say"): ("Sağ olun! {next_day}.",), ("tr", "common.plans"): ("tek biçim",)}


def test_own_words_are_said_in_the_place_of_ours(catalogs: Catalogs) -> None:
    ours, own = catalogs, catalogs.with_own(OWN)
    assert bare(own.render("react.thanks.say", "tr", {"next_day": "salı"})) == "Sağ olun! salı."
    assert bare(ours.render("react.thanks.say", "tr", {"next_day": "salı"})).startswith("Teşekkürler")
    assert bare(own.render("react.thanks.say", "en", {"next_day": "Tuesday"})).startswith("Thank you")
    assert bare(own.render("common.plans", "tr", {"plans": 3})) == "3 plan var.", "one form is not enough for a plural"


def test_own_words_have_a_hash_of_their_own_and_another_version_of_consent(catalogs: Catalogs) -> None:
    ours = book(catalogs)
    own = ours.with_own({("tr", "welcome.hello.say"): ("Selam! {coalition} {help_line}",)})
    assert own.consent_version(Purpose.UPDATES, "tr") != ours.consent_version(Purpose.UPDATES, "tr")
    assert own.consent_version(Purpose.UPDATES, "ar") == ours.consent_version(Purpose.UPDATES, "ar")
    said = own.fixed_hash("welcome.hello.say", "tr")
    assert said == ours.hash_with("welcome.hello.say", ["Selam! {coalition} {help_line}"])
    assert said != ours.fixed_hash("welcome.hello.say", "tr")
    assert ours.source_hash("welcome.hello.say") != ours.source_hash("react.thanks.say")
    assert ours.source_hash("no.such.text") == ""


def test_the_texts_that_must_be_approved_come_first(catalogs: Catalogs) -> None:
    words = TextWordbook(catalogs, danger={}, consent={}, safety=["react.thanks.say"])
    assert words.fixed_keys()[:2] == ("react.thanks.say", "welcome.hello.say")
    assert sorted(words.fixed_keys()) == sorted(catalogs.keys("parent"))
    with pytest.raises(Mistake, match="'nowhere' should be approved first"):
        TextWordbook(catalogs, danger={}, consent={}, safety=["nowhere"])


def test_a_text_to_approve_shows_dutch_every_form_and_how_far_people_looked(catalogs: Catalogs) -> None:
    plans = book(catalogs).fixed_text("common.plans", "pl")
    assert plans.dutch == ("Er is één plan.", "Er zijn {plans} plannen.")
    assert (plans.forms[0], plans.examples[1], plans.state) == ("Jest jeden plan.", (2, 3, 4), "draft")
    assert book(catalogs).fixed_text("react.thanks.say", "pl").examples == ()
    with pytest.raises(MissingText):
        book(catalogs).fixed_text("react.thanks.say", "so")


@pytest.mark.parametrize(
    ("key", "words", "code", "detail"),
    [
        ("react.thanks.say", "Sağ olun!", "lost_value", "{next_day}"),
        ("react.thanks.say", "Sağ olun! {next_day} {name}", "unknown_value", "{name}"),
        ("react.thanks.say", "", "empty", ""),
        ("react.thanks.say", "Sağ olun! {next_day", "braces", ""),
        ("react.thanks.say", "<b>Sağ olun!</b> {next_day}", "markup", "<b>"),
        ("react.thanks.say", "\u202bSağ olun! {next_day}", "direction", ""),
        ("react.ask.choices.helps", "👍 " + "Evet " * 9, "too_long", "40"),
        ("react.ask.choices.helps", "👍 Ja", "same", ""),
        ("common.plans", "tek biçim", "forms", "2"),
    ],
)
def test_own_words_are_held_against_the_rules_of_the_catalogs(
    catalogs: Catalogs, key: str, words: str, code: str, detail: str
) -> None:
    found = book(catalogs).faults(key, "tr", (words,))
    assert [(fault.code, fault.detail) for fault in found if fault.code == code] == [(code, detail)]


def test_words_without_a_fault_have_none(catalogs: Catalogs) -> None:
    assert book(catalogs).faults("react.thanks.say", "tr", ("Sağ olun! {next_day}.",)) == []
    assert book(catalogs).faults("react.thanks.say", "ar", ("Sağ olun! {next_day}.",))[0].code == "script"
