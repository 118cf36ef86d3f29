"""Who may put a parent's words into Dutch: those with a check mark.

Kasia: my_translators → {translator_id: ewa}
"""

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain import wording
from bot.domain.wording import Values
from bot.handling.context import Context
from bot.handling.translators import translator_name
from bot.services.translation import declining

SPEC = QuerySpec("my_translators", gives=frozenset({"translator_id", "label"}))


async def run(context: Context, args: NoArgs) -> list[Values]:
    """Everybody who knows the parent's language."""
    items: list[Values] = []
    for one in await declining.named(context.work, context.person.actor):
        name = await translator_name(context.work, one.person.id)
        label = wording.text("common.declined", translator=name) if one.declined else wording.ticked(name)
        items.append({"translator_id": one.person.id, "label": label})
    return items
