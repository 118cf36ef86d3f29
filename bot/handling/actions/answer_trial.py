"""What a parent of the panel would tell another parent about what they read.

Lotte: {answer_trial: {trial_id: trial-2, words: "Er komt een tolk."}} → done
Lotte: {answer_trial: {trial_id: trial-2, words: ""}} → nothing_said
Sanne: {answer_trial: {trial_id: trial-2, words: "Er komt een tolk."}} → trial_over
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import OfTrial
from bot.handling.context import Context, Done
from bot.services.writing import trying_out


class AnswerTrial(OfTrial):
    """Words, a voice note, or both; neither when it was skipped."""

    words: str = ""
    media_id: str = ""


SPEC = ActionSpec("answer_trial", AnswerTrial, frozenset({"nothing_said", "trial_over"}))


async def run(context: Context, args: AnswerTrial) -> Done:
    """`trial_over`: the parent left the panel meanwhile."""
    try:
        await trying_out.answer(context.work, context.person.actor, args.trial_id, args.words, args.media_id or None)
    except Refused as refused:
        return Done(refused.code)
    return Done()
