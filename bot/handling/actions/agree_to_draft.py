"""The other coordinator says yes to the words that they saw; the writer hears it.

Bram: {agree_to_draft: {bulletin_id: bulletin-2, revision_id: revision-2}} → done
Bram: {agree_to_draft: {bulletin_id: bulletin-7, revision_id: revision-7-1}} → changed
Bram: {agree_to_draft: {bulletin_id: bulletin-3, revision_id: revision-3}} → over
Noor: {agree_to_draft: {bulletin_id: bulletin-2, revision_id: revision-2}} → own_work
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import NotAllowed, NotThere, Refused
from bot.handling.arguments import OfDraft
from bot.handling.context import Context, Done
from bot.services.writing import looking

SPEC = ActionSpec("agree_to_draft", OfDraft, frozenset({"changed", "own_work", "over"}))


async def run(context: Context, args: OfDraft) -> Done:
    """`changed`: it says something else by now. `own_work`: whoever wrote it cannot. `over`: somebody looked already, or it is
    gone."""
    try:
        await looking.agree(context.work, context.actor, args.bulletin_id, args.revision_id)
    except (NotAllowed, NotThere):
        raise
    except Refused as refused:
        return Done(refused.code if refused.code in {"changed", "own_work"} else "over")
    return Done()
