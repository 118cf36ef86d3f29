"""The languages that somebody may choose, each by its own name, with what is typed for it.

Fatma: offered_languages → {code: tr, own_name: Türkçe}
"""

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain.wording import Values
from bot.handling.context import Context
from bot.handling.language_items import names_of
from bot.services.people import joining
from bot.texts.languages import language

SPEC = QuerySpec("offered_languages", gives=frozenset({"code", "own_name", "names"}), always_finds=True)


async def run(context: Context, args: NoArgs) -> list[Values]:
    """Those of which the coalition approved every fixed text. First what a parent reads now (at first that of the invitation) and
    what their phone is set to, then Dutch, then as the coalition has them in its data file."""
    person = context.person
    phone = context.inbound.sender_language if context.inbound is not None else ""
    hints = (person.language, phone) if person.is_parent else ()
    codes = await joining.offered_languages(context.work, person.coalition_id, *hints)
    return [{"code": code, "own_name": language(code).own_name, "names": names_of(code, person.language)} for code in codes]
