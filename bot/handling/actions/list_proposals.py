"""The coalition's proposals, a line each: where it stands, whose it is, and by when.

Noor: list_proposals → done
Noor: {list_proposals: 12} → done
"""

from datetime import date

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.proposal import Proposal
from bot.domain.wording import Value
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.handling.proposal_values import LATE, is_late, title_of, today
from bot.handling.queries.proposals import MOST
from bot.services.following_up import proposing


class ListProposals(Args):
    """Those after the first so many."""

    after: int = 0


SPEC = ActionSpec("list_proposals", ListProposals, gives=frozenset({"lines", "after", "next_after", "some_more"}))


async def run(context: Context, args: ListProposals) -> Done:
    """Those that `proposals` finds, in its order; `lines` is empty when there are none. `some_more`: `yes` when others come after
    `next_after`."""
    day = await today(context)
    found = await proposing.of_coalition(context.work, context.actor)
    next_after = args.after + MOST
    return Done(
        values={
            "lines": wording.lines([_line(proposal, day) for proposal in found[args.after : next_after]]),
            "after": args.after,
            "next_after": next_after,
            "some_more": "yes" if len(found) > next_after else "no",
        }
    )


def _line(proposal: Proposal, day: date) -> Value:
    by_day: Value = ""
    if proposal.decision_on is not None and not proposal.status.is_decided:
        by_day = wording.text("common.proposal_by", decision_day=wording.day(proposal.decision_on))
    return wording.text(
        "common.proposal_line",
        late_mark=LATE if is_late(proposal, day) else "",
        title=title_of(proposal),
        status_text=wording.text(f"common.proposal_{proposal.status}"),
        owner=proposal.owner or wording.text("common.nobody_yet"),
        by_day=by_day,
    )
