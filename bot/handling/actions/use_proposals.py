"""Which proposals a draft tells of.

Noor: {use_proposals: {bulletin_id: bulletin-2, revision_id: revision-2, proposal_ids: [proposal-1]}} → done
Noor: {use_proposals: {bulletin_id: bulletin-7, revision_id: revision-7-1, proposal_ids: [proposal-1]}} → clash
Noor: {use_proposals: {bulletin_id: bulletin-1, revision_id: revision-1, proposal_ids: [proposal-1]}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.handling.arguments import OfDraft
from bot.handling.changing import CHANGES, changed
from bot.handling.context import Context, Done
from bot.services.writing import composing


class UseProposals(OfDraft):
    """All of them, in their order: three at the most."""

    proposal_ids: tuple[str, ...]


SPEC = ActionSpec(
    "use_proposals", UseProposals, CHANGES["outcomes"], CHANGES["gives"] | {"proposals_asked"}, gives_on=CHANGES["gives_on"]
)


async def run(context: Context, args: UseProposals) -> Done:
    """As `changed` has it; `proposals_asked` is `yes` from here on."""
    use = composing.use(context.work, context.actor, args.bulletin_id, args.revision_id, proposal_ids=args.proposal_ids)
    done = await changed(context, use)
    return done if done.outcome != "done" else Done(values={**done.values, "proposals_asked": "yes"})
