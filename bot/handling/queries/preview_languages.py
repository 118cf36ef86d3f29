"""The languages in which a bulletin can be looked at, each with how far it is.

Noor: {preview_languages: bulletin-2} → {preview_language: nl, language_label: "✅ Nederlands"}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain.wording import Values
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context
from bot.services.writing import previewing
from bot.services.writing.previewing import Readiness
from bot.texts.languages import language

MARKS = {Readiness.READY: "✅", Readiness.UNFINISHED: "✍️", Readiness.EMPTY: "–"}
SPEC = QuerySpec("preview_languages", OfBulletin, gives=frozenset({"preview_language", "language_label"}), always_finds=True)


async def run(context: Context, args: OfBulletin) -> list[Values]:
    """Those of the coalition, Dutch first, by their names in the reader's language."""
    found = await previewing.readiness(context.work, context.actor, args.bulletin_id)
    reader = language(context.person.language)
    return [
        {"preview_language": code, "language_label": f"{MARKS[how]} {reader.name_of(language(code))}"}
        for code, how in found.items()
    ]
