"""Who stopped or paused wants messages again.

Fatma: come_back → done
Guest: come_back → not_joined
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.domain.person import PersonState
from bot.handling.context import Context, Done
from bot.services import joining, leaving

SPEC = ActionSpec("come_back", outcomes=frozenset({"not_joined"}))


async def run(context: Context, args: NoArgs) -> Done:
    """`not_joined`: there is no yes yet, so they are welcomed as on the first day."""
    actor = context.person.actor
    person = await joining.come_back(context.work, actor)
    if person.state is PersonState.PAUSED:
        person = await leaving.resume(context.work, actor)
    return Done() if person.state is PersonState.ACTIVE else Done("not_joined")
