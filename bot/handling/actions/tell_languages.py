"""Which languages somebody who works along knows; oneself without a name.

Elif: {tell_languages: ""} → done
Noor: {tell_languages: elif} → done
Noor: {tell_languages: fatma} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import Refused
from bot.handling.actions.toggle_language import OfTranslator
from bot.handling.context import Context, Done
from bot.services.people import colleagues

SPEC = ActionSpec("tell_languages", OfTranslator, frozenset({"gone"}), frozenset({"languages_said"}))


async def run(context: Context, args: OfTranslator) -> Done:
    """`gone`: they do not work along any more, or never translated."""
    try:
        person, _ = await colleagues.could_know(context.work, context.actor, args.colleague_id or context.actor.id)
    except Refused:
        return Done("gone")
    known = [wording.language_name(code) for code in sorted(person.translates)]
    who = "mine" if person.id == context.actor.id else "theirs"
    key = f"common.languages_{who}" if known else f"common.languages_{who}_none"
    return Done(values={"languages_said": wording.text(key, colleague=person.name or "–", languages=known)})
