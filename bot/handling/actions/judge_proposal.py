"""Whether words about a proposal read easily, as somebody just typed them.

Noor: {judge_proposal: "Er komt een tolk."} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.writing.readiness import PLAIN_ENOUGH


class JudgeProposal(Args):
    """What was typed, in Dutch."""

    words: str


SPEC = ActionSpec("judge_proposal", JudgeProposal, gives=frozenset({"plain_score", "plain_enough"}))


async def run(context: Context, args: JudgeProposal) -> Done:
    """`plain_score` is 0 to 100, higher is plainer; `plain_enough` is `yes` or `no`."""
    score = context.work.words.plain_score(args.words)
    return Done(values={"plain_score": score, "plain_enough": "yes" if score >= PLAIN_ENOUGH else "no"})
