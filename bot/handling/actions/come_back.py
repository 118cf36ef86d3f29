"""Who stopped or paused wants messages again.

Guest: come_back → not_joined
Lotte: come_back → done
Kim: come_back → consent_needed
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.domain.errors import Refused
from bot.domain.person import PersonState
from bot.handling.context import Context, Done
from bot.services.people import joining, leaving

SPEC = ActionSpec("come_back", outcomes=frozenset({"not_joined", "consent_needed"}))


async def run(context: Context, args: NoArgs) -> Done:
    """`not_joined`: they never said yes, so they are welcomed as on the first day. `consent_needed`: they took their yes back."""
    actor = context.person.actor
    try:
        person = await joining.come_back(context.work, actor)
    except Refused as refused:
        if refused.code != "consent_missing":
            raise
        return Done("consent_needed")
    if person.state is PersonState.PAUSED:
        person = await leaving.resume(context.work, actor)
    return Done() if person.state is PersonState.ACTIVE else Done("not_joined")
