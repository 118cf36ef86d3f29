"""The newest bulletin that went out, for a parent who joined later or was away, when it is there in their language.

Lotte: find_last_bulletin → done
Yusuf: find_last_bulletin → none
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.handling.context import Context, Done
from bot.handling.speaking import own_chat
from bot.services.delivery import reading
from bot.services.speaking import languages

SPEC = ActionSpec("find_last_bulletin", outcomes=frozenset({"none"}), gives=frozenset({"bulletin_id", "revision_id"}))


async def run(context: Context, args: NoArgs) -> Done:
    """`none`: there is none, or not one that this parent can read, or they were sent it already."""
    bulletin = await reading.last_bulletin(context.work, context.person.actor)
    if bulletin is None or bulletin.revision_id is None:
        return Done("none")
    if await context.work.uow.ledger.had(bulletin.id, own_chat(context.person.id)):
        return Done("none")
    revision = await context.work.uow.bulletins.revision(bulletin.revision_id)
    if not await languages.may_read(context.work, revision, context.person.language):
        return Done("none")
    return Done(values={"bulletin_id": bulletin.id, "revision_id": revision.id})
