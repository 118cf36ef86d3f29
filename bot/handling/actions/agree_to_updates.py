"""A parent says yes to the words they read, and joins (again).

Guest: {agree_to_updates: {version: updates-nl, language: nl}} → done
Guest: {agree_to_updates: {version: older words, language: nl}} → words_changed
"""

from bot.dialogue.actions import ActionSpec, Binds
from bot.domain.consent import Purpose, Shown
from bot.domain.errors import Refused
from bot.handling.arguments import ToShown
from bot.handling.context import Context, Done
from bot.services.people import consenting, joining

SPEC = ActionSpec("agree_to_updates", ToShown, frozenset({"words_changed"}), binds=Binds.ASKED)


async def run(context: Context, args: ToShown) -> Done:
    """`words_changed`: the question reads otherwise by now, so nothing happens and it is to be asked once more."""
    actor = context.person.actor
    try:
        await consenting.give(context.work, actor, Purpose.UPDATES, Shown(args.version, args.language))
    except Refused as refused:
        if refused.code != "words_changed":
            raise
        return Done("words_changed")
    await joining.join(context.work, actor)
    return Done()
