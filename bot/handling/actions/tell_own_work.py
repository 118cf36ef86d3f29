"""What somebody who wants to leave took upon themselves, and whether anybody coordinates after them.

Elif: tell_own_work → done
Willem: tell_own_work → last
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.domain import wording
from bot.handling.context import Context, Done
from bot.services.people.colleagues import is_last
from bot.services.people.handing_over import Own, own_work

GIVES = frozenset({"own_lines", "coordinates"})
SPEC = ActionSpec("tell_own_work", outcomes=frozenset({"last"}), gives=GIVES, gives_on={"last": GIVES})


async def run(context: Context, args: NoArgs) -> Done:
    """`last`: the only coordinator. `coordinates`: `yes` or `no`, for only coordinators have successors."""
    own = await own_work(context.work, context.actor, context.person)
    outcome = "last" if await is_last(context.work, context.person) else "done"
    coordinates = "yes" if context.person.is_coordinator else "no"
    return Done(outcome, {"own_lines": own_lines(own), "coordinates": coordinates})


def own_lines(own: Own) -> wording.Value:
    """A line for each kind of which there is something."""
    counts = {
        "own_questions": len(own.questions),
        "own_drafts": own.drafts,
        "own_proposals": len(own.proposals),
        "own_translations": len(own.translations),
    }
    if own.is_nothing:
        return wording.text("common.own_nothing")
    lines = [wording.text(f"common.{key}", number=number) for key, number in counts.items() if number]
    stands_in = [wording.text("common.own_stand_in", colleague=person.name or "–") for person in own.stands_in_for]
    return wording.lines([*lines, *stands_in])
