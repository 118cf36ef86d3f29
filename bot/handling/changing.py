"""A change of a draft that is no text, and how it ends: for the actions that have one."""

from collections.abc import Awaitable
from typing import TypedDict

from bot.domain import wording
from bot.domain.delivery import Purpose
from bot.domain.errors import NotAllowed, NotThere, Refused
from bot.domain.wording import Value, Values
from bot.handling.context import Context, Done
from bot.handling.drafts import before, meanwhile, name_of
from bot.handling.notices import tell_person
from bot.services.people.absence import on_duty
from bot.services.writing.drafting import Changed


class _Ends(TypedDict):
    outcomes: frozenset[str]
    gives: frozenset[str]
    gives_on: dict[str, frozenset[str]]


CHANGES: _Ends = {
    "outcomes": frozenset({"clash", "gone"}),
    "gives": frozenset({"revision_id", "before"}),
    "gives_on": {"clash": frozenset({"by_name"})},
}
"""What such an action declares."""


async def changed(context: Context, change: Awaitable[Changed]) -> Done:
    """`clash`: somebody else chose otherwise meanwhile, and the writer looks again. `gone`: it was sent, or thrown away.
    `before` says what else changed."""
    work = context.work
    try:
        made = await change
    except (NotAllowed, NotThere):
        raise
    except Refused as refused:
        if refused.code != "draft_changed":
            return Done("gone")
        return Done("clash", {"by_name": await name_of(work, str(refused.fields["by"]))})
    since = await meanwhile(work, made.meanwhile, made.revision, made.by)
    return Done(values={"revision_id": made.revision.id, "before": before(await consequences(context, made), since)})


async def consequences(context: Context, made: Changed) -> Value:
    """What else the change did: it was planned, and goes nowhere now; languages are asked again, or nobody translates them."""
    again = [wording.language_name(code) for code in made.asked_again]
    fallen = [wording.language_name(code) for code in made.fallen]
    return before(
        await _unplanned(context, made),
        wording.text("common.asked_again", asked_words=again) if again else "",
        wording.text("common.translation_fallen", nobody_words=fallen) if fallen else "",
    )


async def _unplanned(context: Context, made: Changed) -> Value:
    """What the writer hears when it was scheduled: it goes nowhere now. So do the others, who counted on it; empty when it was
    not."""
    if not made.unplanned:
        return ""
    work, actor = context.work, context.actor
    trajectory = await work.uow.trajectories.get(made.bulletin.trajectory_id)
    values: Values = {
        "by_name": await name_of(work, actor.id),
        "kind_word": wording.text(f"common.kind_{made.bulletin.kind}"),
        "trajectory": trajectory.title,
    }
    for person in await on_duty(work, actor.coalition_id):
        if person.id != actor.id:
            await tell_person(context, person.id, "common.unplanned_by", values, Purpose.FOLLOW_UP)
    return wording.text("common.unplanned")
