"""A day, a list and a number, as each of the sixteen languages writes them (CLDR), with the digits 0 to 9."""

from datetime import date

import pytest

from bot.texts.isolates import bare
from bot.texts.languages import language, table
from bot.texts.values import day_and_month, day_in_words, in_words, short_day

TUESDAY = date(2026, 11, 24)
THREE = ["Samira", "Bram", "Noor"]
WRITTEN = {
    # language: the day in full, on a button, three people, a number
    "nl": ("dinsdag 24 november", "di 24 nov", "Samira, Bram en Noor", "12.345"),
    "en": ("Tuesday 24 November", "Tue 24 Nov", "Samira, Bram and Noor", "12,345"),
    "tr": ("24 Kasım Salı", "24 Kas Sal", "Samira, Bram ve Noor", "12.345"),
    "ar": ("الثلاثاء، 24 نوفمبر", "الثلاثاء، 24 نوفمبر", "Samira وBram وNoor", "12,345"),
    "pl": ("wtorek, 24 listopada", "wt., 24 lis", "Samira, Bram i Noor", "12 345"),
    "uk": ("вівторок, 24 листопада", "вт, 24 лист.", "Samira, Bram і Noor", "12 345"),
    "ti": ("ሰሉስ፣ 24 ሕዳር", "ሰሉ፣ 24 ሕዳ", "Samira፣ Bramን Noorን", "12,345"),
    "so": ("Talaado, Noofeembar 24", "Tldo, Nof 24", "Samira, Bram iyo Noor", "12,345"),
    "fa": ("سه‌شنبه 24 نوامبر", "سه‌شنبه 24 نوامبر", "Samira، Bram، و Noor", "12,345"),
    "ru": ("вторник, 24 ноября", "вт, 24 нояб.", "Samira, Bram и Noor", "12 345"),
    "fr": ("mardi 24 novembre", "mar. 24 nov.", "Samira, Bram et Noor", "12 345"),
    "es": ("martes, 24 de noviembre", "mar, 24 nov", "Samira, Bram y Noor", "12.345"),
    "pt": ("terça-feira, 24 de novembro", "ter., 24 de nov.", "Samira, Bram e Noor", "12.345"),
    "ro": ("marți, 24 noiembrie", "mar., 24 nov.", "Samira, Bram și Noor", "12.345"),
    "bg": ("вторник, 24 ноември", "вт, 24.11", "Samira, Bram и Noor", "12 345"),
    "zh_Hans": ("11月24日星期二", "11月24日周二", "Samira、Bram和Noor", "12,345"),
}


def read(words: str) -> str:
    """As eyes see it: without marks of direction, and with one kind of blank."""
    return " ".join(bare(words).split())


@pytest.mark.parametrize("code", WRITTEN)
def test_a_day_a_list_and_a_number_are_written_as_the_language_does(code: str) -> None:
    reader = language(code)
    found = (
        day_in_words(TUESDAY, reader),
        short_day(TUESDAY, reader),
        in_words(THREE, reader, lambda key, _: key),
        in_words(12345, reader, lambda key, _: key),
    )
    assert tuple(map(read, found)) == WRITTEN[code]


@pytest.mark.parametrize("code", sorted(table()))
def test_in_every_language_a_day_names_its_weekday_and_has_no_year_and_digits_are_0_to_9(code: str) -> None:
    reader = language(code)
    days = {day_in_words(date(2026, 11, day), reader) for day in range(2, 9)}
    assert len(days) == 7
    for day in (date(2026, 11, 30), date(2027, 1, 1), date(2026, 6, 15)):
        for said in (day_in_words(day, reader), short_day(day, reader), day_and_month(day, reader)):
            digits = "".join(letter if letter.isdecimal() else " " for letter in said).split()
            assert str(day.day) in digits, (code, said)
            assert "20" not in said, (code, said)
            assert all(letter in "0123456789" for number in digits for letter in number), (code, said)
    assert "{" not in "".join(days)
