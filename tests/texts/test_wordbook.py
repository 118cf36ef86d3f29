"""What services ask of texts."""

from pathlib import Path

import pytest

from bot.domain.consent import Purpose
from bot.domain.errors import Mistake
from bot.services.work import Wordbook
from bot.texts.catalogs import Catalogs
from bot.texts.errors import MissingText
from bot.texts.exchange import import_translations
from bot.texts.extract import extract
from bot.texts.source import SourceText
from bot.texts.wordbook import TextWordbook
from tests.texts.samples import SOURCES

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
    import_translations(folder, "tr", {"react.thanks.say": "Sağ ol! {next_day}."})
    after = book(Catalogs.load(folder))
    assert len(set(before["tr"]) - set(after.fixed_hashes("tr"))) == 1
    assert after.fixed_hashes("ar") == before["ar"]


def test_changed_dutch_drops_the_approval_of_every_language(folder: Path) -> None:
    before = book(Catalogs.load(folder)).fixed_hashes("tr")
    sources = {**SOURCES, "react.thanks.say": SourceText("react.thanks.say", "Bedankt. Op {next_day}.")}
    extract(folder, sources)
    import_translations(folder, "tr", {"react.thanks.say": "Teşekkürler. {next_day} günü haber vereceğiz."})
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
    import_translations(folder, "tr", {"react.ask.choices.helps": "👍 Tabii", "react.thanks.say": "Sağ ol! {next_day}."})
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
