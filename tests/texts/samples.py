"""A few texts, and catalogs of them in five languages, as a small project would have them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bot.texts.catalogs import Catalogs
from bot.texts.extract import extract
from bot.texts.po import Catalog, path_of, written
from bot.texts.po_exchange import Imported, import_file
from bot.texts.po_reading import read
from bot.texts.source import SourceText

Words = Mapping[str, str | Sequence[str]]
"""By key: one text, or each form of a plural."""
LANGUAGES = ("nl", "en", "tr", "ar", "pl")

SOURCES = {
    text.key: text
    for text in (
        SourceText("welcome.hello.say", "Hallo! Wij zijn {coalition}. Bel {help_line}."),
        SourceText("react.ask.choices.helps", "👍 Ja", is_button=True),
        SourceText("react.thanks.say", "Dank je wel. Op {next_day} hoor je van ons."),
        SourceText("react.quote.say", "{quote}"),
        SourceText("common.plans", "Er is één plan.", plural="Er zijn {plans} plannen.", count="plans", note="Aantal"),
        SourceText("common.language_is", "Je leest in het {my_language}."),
        SourceText("send.sent.say", "Het gaat weg naar {recipients}.", audience="coordinator"),
    )
}

ENGLISH = {
    "welcome.hello.say": "Hello! We are {coalition}. Call {help_line}.",
    "react.ask.choices.helps": "👍 Yes",
    "react.thanks.say": "Thank you. You will hear from us on {next_day}.",
    "react.quote.say": "{quote}",
    "common.plans": ["There is one plan.", "There are {plans} plans."],
    "common.language_is": "You read in {my_language}.",
    "send.sent.say": "It is going out to {recipients}.",
}
TURKISH = {
    "welcome.hello.say": "Merhaba! Biz {coalition}. Ara: {help_line}.",
    "react.ask.choices.helps": "👍 Evet",
    "react.thanks.say": "Teşekkürler. {next_day} günü haber vereceğiz.",
    "react.quote.say": "{quote}",
    "common.plans": ["Bir plan var.", "{plans} plan var."],
    "common.language_is": "Dilin: {my_language}.",
}
ARABIC = {
    "welcome.hello.say": "مرحبا! نحن {coalition}. اتصل على {help_line}.",
    "react.ask.choices.helps": "👍 نعم",
    "react.thanks.say": "شكرا لك. ستسمع منا يوم {next_day}.",
    "react.quote.say": "{quote}",
    "common.plans": [
        "لا توجد خطط.",
        "توجد خطة واحدة.",
        "توجد خطتان.",
        "توجد {plans} خطط.",
        "توجد {plans} خطة.",
        "توجد {plans} خطة.",
    ],
    "common.language_is": "تقرأ باللغة {my_language}.",
}
POLISH = {
    "welcome.hello.say": "Cześć! Tu {coalition}. Zadzwoń: {help_line}.",
    "react.ask.choices.helps": "👍 Tak",
    "react.thanks.say": "Dziękujemy. Odezwiemy się: {next_day}.",
    "react.quote.say": "{quote}",
    "common.plans": ["Jest jeden plan.", "Są {plans} plany.", "Jest {plans} planów."],
    "common.language_is": "Czytasz po: {my_language}.",
}


def complete(folder: Path) -> Path:
    """Writes all five languages into `folder`, complete."""
    extract(folder, SOURCES, LANGUAGES)
    for language, words in (("en", ENGLISH), ("tr", TURKISH), ("ar", ARABIC), ("pl", POLISH)):
        translated(folder, language, words)
    return folder


def translated(folder: Path, language: str, words: Words) -> Imported:
    """A translator gets the file of the language, writes these words in it, and it comes back."""
    file = folder.parent / f"back_{language}.po"
    file.write_text(written(_with(read(path_of(folder, language)), words), flags=True), encoding="utf-8")
    return import_file(folder, file)


def edited(folder: Path, language: str, words: Words, *, same_as_source: str | None = None) -> None:
    """Somebody writes these words in the catalog itself, past every rule."""
    path = path_of(folder, language)
    path.write_text(written(_with(read(path), words, same_as_source)), encoding="utf-8")


def _with(catalog: Catalog, words: Words, same_as_source: str | None = None) -> Catalog:
    forms = {key: (said,) if isinstance(said, str) else tuple(said) for key, said in words.items()}
    there = {key: replace(catalog.entries[key], forms=said, same_as_source=same_as_source) for key, said in forms.items()}
    return replace(catalog, entries={**catalog.entries, **there})


def catalogs(folder: Path) -> Catalogs:
    """The five languages, read."""
    return Catalogs.load(complete(folder), LANGUAGES)
