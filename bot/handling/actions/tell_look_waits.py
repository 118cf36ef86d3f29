"""Which draft has waited a working day for a look, and whether it is whoever is told who asked.

Noor: {tell_look_waits: bulletin-9} → done
Noor: {tell_look_waits: bulletin-2} → over
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.actor import Role
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.handling.drafts import name_of
from bot.services.writing import awaited_looks, looking

GIVES = frozenset({"is_mine", "colleague", "kind_word", "trajectory"})
SPEC = ActionSpec("tell_look_waits", OfBulletin, frozenset({"over"}), GIVES)


async def run(context: Context, args: OfBulletin) -> Done:
    """`over`: somebody looked since, said something, or the words were changed. `is_mine` is `yes` or `no`."""
    work = context.work
    bulletin = await work.uow.bulletins.get(args.bulletin_id)
    context.actor.must_be(Role.COORDINATOR, coalition_id=bulletin.coalition_id)
    asked = await awaited_looks.waiting(work, bulletin)
    if asked is None:
        return Done("over")
    trajectory = await work.uow.trajectories.get(bulletin.trajectory_id)
    revision = await work.uow.bulletins.revision(str(bulletin.revision_id))
    others = [person for person in await looking.able(work, revision) if person.id != asked.by]
    return Done(
        values={
            "is_mine": "yes" if asked.by == context.actor.id else "no",
            "colleague": await name_of(work, others[0].id) if len(others) == 1 else wording.text("common.colleague"),
            "kind_word": wording.text(f"common.kind_{bulletin.kind}"),
            "trajectory": trajectory.title,
        }
    )
