"""What is due for somebody: told to the inbox, in the order of what that person says."""

from dataclasses import replace

from bot.domain.events import Happened
from bot.domain.follow_up import FollowUp, FollowUpState
from bot.services.ports import Clock, UnitOfWork
from scheduler.ports import Turns

AT_ONCE = 200


class FollowUpTick:
    """Turns what is due into events. A follow-up that came too late to make sense is cancelled."""

    def __init__(self, *, turns: Turns, clock: Clock) -> None:
        self._turns, self._clock = turns, clock

    async def run_once(self) -> int:
        """One transaction; how many were due."""
        now = self._clock.now()
        async with self._turns() as turn:
            due = await turn.uow.follow_ups.due(now, AT_ONCE)
            for follow_up in due:
                if follow_up.void_after is not None and follow_up.void_after < now:
                    await turn.uow.follow_ups.save(replace(follow_up, state=FollowUpState.CANCELLED))
                    continue
                await _tell(turn.uow, follow_up)
                await turn.uow.follow_ups.save(replace(follow_up, state=FollowUpState.DONE))
        return len(due)


async def _tell(uow: UnitOfWork, follow_up: FollowUp) -> None:
    """A conversation's timer is a `follow_up_due`; a cadence has an event of its own, by its name.

    Without a person it is for the coordinators, each of them.
    """
    name = "follow_up_due" if follow_up.conversation_id is not None else f"{follow_up.kind}_due"
    people = (
        [follow_up.person_id] if follow_up.person_id else [p.id for p in await uow.people.coordinators(follow_up.coalition_id)]
    )
    data = {
        "follow_up_id": follow_up.id,
        "kind": follow_up.kind,
        "conversation_id": follow_up.conversation_id,
        "visit": follow_up.visit,
        "trajectory_id": follow_up.trajectory_id,
    }
    for person_id in people:
        key = f"follow_up:{follow_up.id}:{person_id}"
        await uow.inbox.tell(Happened(name, follow_up.coalition_id, person_id, key, data))
