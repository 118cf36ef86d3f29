"""What the command line says of flows and texts; no database is needed for it."""

from collections.abc import Mapping
from typing import Any

from bot.config import Settings
from bot.dialogue.checker import check as check_book
from bot.dialogue.checker import unready
from bot.dialogue.loader import read_book
from bot.dialogue.schema import cadence_schema_text, schema_text
from bot.domain.errors import Mistakes
from bot.texts.check import check as check_catalogs
from bot.texts.extract import extract
from bot.texts.plain import judge
from bot.wiring import REGISTRY, read_library


def check_flows(settings: Settings) -> str:
    """Raises Mistakes with everything that would go wrong, else a sentence."""
    book, mistakes = read_book(settings.flows_dir)
    mistakes = mistakes or [finding.as_mistake() for finding in check_book(book, REGISTRY.vocabulary())]
    if mistakes:
        raise Mistakes(mistakes)
    lines = [f"{len(book.flows)} flows, {len(book.texts())} texts: all well"]
    for name, planned in sorted(unready(book, REGISTRY.vocabulary()).items()):
        lines.append(f"  {name} cannot start yet, as these are planned: {', '.join(planned)}")
    return "\n".join(lines)


def schema_of(file: str) -> str:
    """The JSON Schema of a `flow`, or of `cadence`.yaml."""
    return (cadence_schema_text() if file == "cadence" else schema_text()).rstrip("\n")


def check_texts(settings: Settings) -> str:
    """Raises Mistakes with everything that is missing or wrong in the catalogs, else a sentence."""
    library = read_library(settings)
    mistakes = check_catalogs(settings.locales_dir, library.book.texts())
    if mistakes:
        raise Mistakes(mistakes)
    return f"{', '.join(library.catalogs.all)}: {len(library.book.texts())} texts, all well"


def extract_texts(settings: Settings, language: str) -> str:
    """Brings every catalog up to date with the flows, and makes one for `language` when there is none. A line for each."""
    book, mistakes = read_book(settings.flows_dir)
    if mistakes:
        raise Mistakes(mistakes)
    done = extract(settings.locales_dir, book.texts(), [language])
    return "\n".join(
        f"{each.language}: {each.texts} texts, {each.to_translate} to translate, {each.dropped} dropped" for each in done
    )


def plain(text: str, language: str) -> dict[str, Any]:
    """`{"score": 0–100, "findings": […]}`."""
    return judge(text, language).as_json()


def plain_line(verdict: Mapping[str, Any]) -> str:
    """The same for a person, in one line too."""
    findings = [f"“{found['words']}” ({found['rule']}): {found['say_instead']}" for found in verdict["findings"]]
    return " | ".join([f"{verdict['score']:3}", *findings])
