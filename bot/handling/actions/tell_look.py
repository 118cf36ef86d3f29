"""Whose draft is to be looked at, and how plain it is.

Bram: {tell_look: {bulletin_id: bulletin-2, revision_id: revision-2}} → done
Bram: {tell_look: {bulletin_id: bulletin-3, revision_id: revision-3}} → over
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import Stale
from bot.handling.arguments import OfRevision
from bot.handling.context import Context, Done
from bot.handling.drafts import name_of, verdict
from bot.services.writing import authorship, composing, looking, revising

GIVES = frozenset({"by_name", "kind_word", "trajectory", "verdict", "seen", "why_again"})
SPEC = ActionSpec("tell_look", OfRevision, frozenset({"over"}), GIVES)


async def run(context: Context, args: OfRevision) -> Done:
    """`over`: it was sent or thrown away, somebody looked already, or whoever is asked wrote words of it. `seen`: the newest
    revision. `why_again`: a proposal in it moved since somebody agreed to it."""
    work = context.work
    try:
        desk = await composing.desk(work, context.actor, args.bulletin_id)
    except Stale:
        return Done("over")
    looked = await work.uow.bulletins.second_look(desk.revision.id) is not None
    wrote = await authorship.writers(work, desk.revision)
    if looked or context.actor.id in wrote:
        return Done("over")
    last = desk.revision.written_by
    by = last if last in wrote else min(wrote, default=last)
    trajectory = await work.uow.trajectories.get(desk.bulletin.trajectory_id)
    return Done(
        values={
            "by_name": await name_of(work, by),
            "kind_word": wording.text(f"common.kind_{desk.revision.kind}"),
            "trajectory": trajectory.title,
            "verdict": verdict(work, "\n".join(revising.source(desk.revision.texts).values())),
            "seen": desk.revision.id,
            "why_again": wording.text("common.look_moved") if await looking.moved_since(work, desk.revision) else "",
        }
    )
