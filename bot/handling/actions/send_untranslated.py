"""A coordinator waits no longer for a translator: the answer goes to the parent as it is.

Noor: {send_untranslated: task-answer} → done
Noor: {send_untranslated: task-words} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import OfTask
from bot.handling.context import Context, Done
from bot.services.translation import translating_words

OUTCOMES = {"translation_gone": "gone"}
SPEC = ActionSpec("send_untranslated", OfTask, frozenset({"gone"}))


async def run(context: Context, args: OfTask) -> Done:
    """`gone`: it went meanwhile, or is no answer."""
    try:
        await translating_words.send_as_it_is(context.work, context.actor, args.task_id)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    return Done()
