"""How trying a bulletin out stands, and who could still read it.

Noor: {look_at_trials: bulletin-2} → done
Noor: {look_at_trials: bulletin-1} → already_sent
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import Stale
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.services.hearing import disclosure
from bot.services.writing import trying_out

GIVES = frozenset({"panel_readers", "reader_languages", "most", "can_try", "tried", "answered", "some_asked", "some_answers"})
SPEC = ActionSpec("look_at_trials", OfBulletin, frozenset({"already_sent"}), GIVES)


async def run(context: Context, args: OfBulletin) -> Done:
    """`most`: how many get it when it is tried out now. `can_try`, `some_asked`, `some_answers`: yes or no."""
    try:
        readers = await trying_out.readers(context.work, context.actor, args.bulletin_id)
    except Stale as refused:
        return Done(refused.code)
    trials = await disclosure.trials(context.work, context.actor, args.bulletin_id)
    return Done(
        values={
            "panel_readers": readers.number,
            "reader_languages": [wording.language_name(code) for code in readers.languages],
            "most": readers.asked_at_once,
            "can_try": _yes(readers.asked_at_once > 0),
            "tried": trials.asked,
            "answered": trials.answered,
            "some_asked": _yes(trials.asked > 0),
            "some_answers": _yes(bool(trials.answers)),
        }
    )


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"
