"""The languages that are on and cannot be chosen now, as a text changed that must be approved.

Willem: list_asking_again → done
Noor: list_asking_again → over
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.domain import wording
from bot.handling.context import Context, Done
from bot.services.people.crew import READERS
from bot.services.speaking import languages

SPEC = ActionSpec("list_asking_again", outcomes=frozenset({"over"}), gives=frozenset({"asking"}))


async def run(context: Context, args: NoArgs) -> Done:
    """`over`: everything is approved by now, or the language was turned off."""
    context.actor.must_be(*READERS)
    found = await languages.asking_again(context.work, context.actor.coalition_id)
    return Done(values={"asking": list(map(wording.language_name, found))}) if found else Done("over")
