"""Whether to ask a parent what they would tell another parent about a message that they got.

Lotte: {offer_teach_back: bulletin-1} → done
Guest: {offer_teach_back: bulletin-1} → not_now
"""

from bot.dialogue.actions import ActionSpec
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.services.hearing import teaching_back

SPEC = ActionSpec("offer_teach_back", OfBulletin, frozenset({"not_now"}))


async def run(context: Context, args: OfBulletin) -> Done:
    """`not_now`: the trajectory does not ask this parent, or they were asked about it before."""
    return Done() if await teaching_back.offer(context.work, context.person.actor, args.bulletin_id) else Done("not_now")
