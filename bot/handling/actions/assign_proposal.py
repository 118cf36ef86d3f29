"""Whose a proposal is, who decides it, and by when; what is not given stays.

Noor: {assign_proposal: {proposal_id: proposal-1, owner: "Samira", day: "2026-12-08"}} → done
Noor: {assign_proposal: {proposal_id: proposal-1, day: "1-2"}} → done
Noor: {assign_proposal: {proposal_id: proposal-1, day: "ooit"}} → no_day
Noor: {assign_proposal: {proposal_id: proposal-1, owner: "Een naam van meer dan 50 tekens; die leest niemand graag"}} → too_long
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import NotAllowed, NotThere, Refused
from bot.handling.arguments import OfProposal
from bot.handling.context import Context, Done
from bot.handling.proposal_values import today
from bot.handling.typed_days import read_day
from bot.services.following_up import proposing


class AssignProposal(OfProposal):
    """`day` is an ISO date, or as somebody types it: `8-12`."""

    owner: str = ""
    decider: str = ""
    day: str = ""


SPEC = ActionSpec("assign_proposal", AssignProposal, frozenset({"no_day", "too_long"}), frozenset({"link_over"}))


async def run(context: Context, args: AssignProposal) -> Done:
    """`no_day`: what was typed is no day, or it is over. `link_over`: `yes` when the owner before had opened a link."""
    before = await context.work.uow.trajectories.proposal(args.proposal_id)
    now = await today(context)
    day = read_day(args.day, now, ahead=True) if args.day else None
    if args.day and (day is None or day < now):
        return Done("no_day")
    try:
        after = await proposing.assign(
            context.work,
            context.actor,
            args.proposal_id,
            owner=args.owner or None,
            decider=args.decider or None,
            decision_on=day,
        )
    except (NotAllowed, NotThere):
        raise
    except Refused:
        return Done("too_long")
    return Done(values={"link_over": "yes" if before.owner_id and not after.owner_id else "no"})
