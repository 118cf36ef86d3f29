"""What languages are called, in themselves and by whoever types them."""

import pytest

from bot.dialogue.hearing import normalise
from bot.texts.languages import language, normalised, table
from bot.texts.pseudo import LONG, RIGHT_TO_LEFT

OWN = {
    "nl": "Nederlands",
    "en": "English",
    "tr": "Türkçe",
    "ar": "العربية",
    "pl": "Polski",
    "uk": "Українська",
    "ti": "ትግርኛ",
    "so": "Soomaali",
    "fa": "فارسی",
    "ru": "Русский",
    "fr": "Français",
    "es": "Español",
    "pt": "Português",
    "ro": "Română",
    "bg": "Български",
    "zh_Hans": "简体中文",
    "prs": "دری",
    "ary": "الدارجة",
    "ckb": "کوردیی ناوەندی",
    "ku": "Kurdî (Kurmancî)",
    "ps": "پښتو",
    "pap": "Papiamentu",
    "am": "አማርኛ",
}
READERS = (language("nl"), language("en"))


@pytest.mark.parametrize("code", OWN)
def test_each_language_has_the_name_that_its_speakers_give_it(code: str) -> None:
    assert language(code).own_name == OWN[code]


def test_no_language_that_is_chosen_has_the_name_of_another() -> None:
    real = [each for each in table() if each not in {LONG, RIGHT_TO_LEFT}]
    assert set(OWN) == set(real)
    assert len({language(code).own_name for code in real}) == len(real)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("prs", ["دری", "prs", "Dari", "afghaans"]),
        ("fa", ["فارسی", "Farsi", "Perzisch", "Persian", "fa"]),
        ("ary", ["الدارجة", "darija", "Marokkaans Arabisch", "Moroccan Arabic"]),
        ("ckb", ["سۆرانی", "sorani"]),
        ("ti", ["ትግርኛ", "Tigrinya", "ti"]),
        ("so", ["Soomaali", "af-soomaali", "Somalisch", "Somali"]),
        ("zh_Hans", ["简体中文", "中文", "zh", "Chinees", "mandarijn"]),
        ("tr", ["Türkçe", "turkce", "Turks", "Turkish", "TR"]),
    ],
)
def test_it_is_known_by_what_people_type(code: str, words: list[str]) -> None:
    known = {normalise(each) for each in language(code).typed(*READERS)}
    assert [word for word in words if normalise(word) not in known] == []


def test_only_kurdish_is_called_the_same_twice() -> None:
    """Who types that is asked again, where both are offered."""
    meant: dict[str, set[str]] = {}
    for code in OWN:
        for word in language(code).typed(*READERS):
            meant.setdefault(normalise(word), set()).add(code)
    assert {word for word, codes in meant.items() if len(codes) > 1} == {"koerdisch", "kurdish"}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("NL", "nl"),
        ("nl_NL", "nl"),
        ("nl-BE", "nl"),
        ("zh", "zh_Hans"),
        ("zh_CN", "zh_Hans"),
        ("zh-hans-cn", "zh_Hans"),
        ("zh_Hant", "zh_Hant"),
        ("kmr", "ku"),
        ("EN_xa", "en_XA"),
        ("DE-at", "de_AT"),
        ("xx", "xx"),
    ],
)
def test_a_code_is_read_however_it_is_typed(said: str, code: str) -> None:
    assert normalised(said) == code
