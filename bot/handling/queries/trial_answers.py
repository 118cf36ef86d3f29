"""What parents of the panel would tell another parent about a bulletin, in an order that says nothing.

Noor: {trial_answers: bulletin-2} → {answer: {trial: trial-1}, answer_form: text, is_older: false}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain import wording
from bot.domain.wording import Values
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context
from bot.services.hearing import disclosure


class TrialAnswers(OfBulletin):
    """All of them, or those of one bundle."""

    told_at: str = ""


SPEC = QuerySpec(
    "trial_answers", TrialAnswers, gives=frozenset({"answer", "answer_media", "answer_form", "is_older", "language_word"})
)


async def run(context: Context, args: TrialAnswers) -> list[Values]:
    """The words by reference; those about an older text last. `answer_form` is `text` or `voice`."""
    trials = await disclosure.trials(context.work, context.actor, args.bulletin_id)
    return [
        {
            "answer": wording.trial(said.trial_id),
            "answer_media": said.spoken or "",
            "answer_form": "voice" if said.spoken else "text",
            "is_older": said.is_older,
            "language_word": wording.language_name(said.language),
        }
        for said in trials.answers
        if not args.told_at or (said.told_at is not None and said.told_at.isoformat() == args.told_at)
    ]
