"""A proposal moved under a draft that was looked at: who wrote it hears that its yes is gone. Who can look is asked to."""

from bot.domain import wording
from bot.domain.delivery import Purpose
from bot.domain.wording import Value, Values
from bot.handling.context import Context
from bot.handling.notices import tell_person
from bot.services.following_up.proposing import Moved
from bot.services.people.absence import on_duty
from bot.services.writing import looking


async def tell_looks_again(context: Context, moved: Moved) -> Value:
    """What whoever moved it hears; empty when no draft was looked at. What is scheduled is asked about by itself (`halted`)."""
    work, said = context.work, list[Value]()
    for bulletin_id in moved.unlooked:
        bulletin = await work.uow.bulletins.get(bulletin_id)
        trajectory = await work.uow.trajectories.get(bulletin.trajectory_id)
        kind: Values = {"kind_word": wording.text(f"common.kind_{bulletin.kind}"), "trajectory": trajectory.title}
        said.append(wording.text("common.look_gone", **kind))
        asked = await looking.able(work, await work.uow.bulletins.revision(str(bulletin.revision_id)))
        knows = {context.actor.id, *(person.id for person in asked)}
        for person in await on_duty(work, bulletin.coalition_id):
            if person.id not in knows and bulletin.id not in moved.halted:
                await tell_person(context, person.id, "common.look_gone", kind, Purpose.FOLLOW_UP)
    return wording.lines(said)
