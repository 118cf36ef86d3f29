"""Who puts a parent's words into Dutch.

Kasia: {name_translator: ewa} → done
Lotte: {name_translator: ewa} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.handling.translators import translator_name
from bot.services.translation import declining


class NameTranslator(Args):
    """Somebody who could do it."""

    translator_id: str


SPEC = ActionSpec("name_translator", NameTranslator, frozenset({"gone"}), frozenset({"translator", "decline_label"}))


async def run(context: Context, args: NameTranslator) -> Done:
    """`decline_label` stands on the button. `gone`: this person does not do it any more."""
    found = await declining.named(context.work, context.person.actor)
    if not any(one.person.id == args.translator_id and not one.declined for one in found):
        return Done("gone")
    name = await translator_name(context.work, args.translator_id)
    return Done(values={"translator": name, "decline_label": wording.text("common.decline", translator=name)})
