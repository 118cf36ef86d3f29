"""What the other coordinator said of a draft.

Noor: {tell_look_given: {bulletin_id: bulletin-2, remark_id: "", look_by: bram}} → done
Noor: {tell_look_given: {bulletin_id: bulletin-1, remark_id: "", look_by: bram}} → over
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Stale
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.handling.drafts import name_of
from bot.services.writing import composing, looking


class TellLookGiven(OfBulletin):
    """As the event `look_given` tells."""

    remark_id: str
    look_by: str


GIVES = frozenset({"by_name", "agreed", "remark", "remark_media", "trajectory"})
SPEC = ActionSpec("tell_look_given", TellLookGiven, frozenset({"over"}), GIVES)


async def run(context: Context, args: TellLookGiven) -> Done:
    """`agreed` is `yes`, or `no` with a remark, typed or spoken. `over`: it was sent, or thrown away, since."""
    work = context.work
    try:
        desk = await composing.desk(work, context.actor, args.bulletin_id)
    except Stale:
        return Done("over")
    remark = await looking.said(work, context.actor, args.bulletin_id, args.remark_id) if args.remark_id else None
    trajectory = await work.uow.trajectories.get(desk.bulletin.trajectory_id)
    return Done(
        values={
            "by_name": await name_of(work, args.look_by),
            "agreed": "no" if remark else "yes",
            "remark": remark.words if remark else "",
            "remark_media": (remark.media_id if remark else None) or "",
            "trajectory": trajectory.title,
        }
    )
