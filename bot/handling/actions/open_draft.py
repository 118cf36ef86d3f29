"""A draft at a glance: what is there, what lacks, and what can be done now.

Noor: {open_draft: bulletin-2} → done
Noor: {open_draft: bulletin-1} → gone
"""

from typing import Any
from zoneinfo import ZoneInfo

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.bulletin import BulletinKind, BulletinState
from bot.domain.draft import Remark, RemarkKind
from bot.domain.errors import Stale
from bot.domain.wording import Value, Values
from bot.handling.actions.check_readiness import NEED_A_LOOK, said
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.handling.drafts import MENDS, hard_parts, is_good, mends, name_of, part_name, title_of
from bot.services.writing import awaited_looks, composing, looking, readiness, revising
from bot.services.writing.composing import Desk
from bot.services.writing.readiness import Obstacle

DAY = frozenset({"next_day_missing", "next_day_past"})
ANSWERS = frozenset(
    {
        "is_ready",
        "lacks_words",
        "lacks_day",
        "too_hard",
        "has_worst",
        "may_ask_look",
        "may_look",
        "has_colleague",
        "has_words",
        "has_notes",
    }
)
SAYS = frozenset(
    {"worst", "worst_word", "before", "kind_word", "trajectory", "parts_said", "promised_day", "plain_said", "planned_said"}
)
GIVES = ANSWERS | SAYS | MENDS | {"revision_id", "trajectory_id", "look_said", "lacking_said", "colleague", "kind"}


class OpenDraft(OfBulletin):
    """`before` is said above it."""

    before: str | dict[str, Any] = ""


SPEC = ActionSpec("open_draft", OpenDraft, frozenset({"gone"}), GIVES)


async def run(context: Context, args: OpenDraft) -> Done:
    """`gone`: it was sent, or thrown away. Each of ANSWERS is `yes` or `no`."""
    work = context.work
    try:
        desk = await composing.desk(work, context.actor, args.bulletin_id)
    except Stale:
        return Done("gone")
    found = await readiness.obstacles(work, desk.bulletin)
    codes = {obstacle.code for obstacle in found}
    able = await looking.able(work, desk.revision)
    colleagues = [person for person in able if person.id != context.actor.id]
    alone = NEED_A_LOOK & codes == codes and bool(codes)
    # Who looks along may well be the one who knows a plainer word.
    look = bool(NEED_A_LOOK & codes) and codes <= {*NEED_A_LOOK, "not_plain"}
    hard = () if desk.lacking else hard_parts(work, desk.revision)
    worst = next((part for part in hard if part in desk.parts), "")
    trajectory = await work.uow.trajectories.get(desk.bulletin.trajectory_id)
    answers = {
        "is_ready": not codes,
        "lacks_words": bool(desk.lacking),
        "lacks_day": bool(DAY & codes),
        "too_hard": not is_good(desk) and not desk.lacking,
        "has_worst": bool(worst),
        "may_ask_look": alone,
        "may_look": alone and any(person.id == context.actor.id for person in able),
        "has_colleague": look and bool(colleagues),
        "has_words": not desk.revision.missing("nl"),
        "has_notes": bool(await composing.notes(work, context.actor, desk.bulletin.id)),
    }
    promised = desk.revision.next_promised
    return Done(
        values={
            **{name: "yes" if holds else "no" for name, holds in answers.items()},
            "before": args.before,
            "worst": worst,
            "worst_word": part_name(worst, desk.revision) if worst else "",
            "revision_id": desk.revision.id,
            "trajectory_id": trajectory.id,
            "kind": str(desk.revision.kind),
            "kind_word": wording.text(f"common.kind_{desk.revision.kind}"),
            "trajectory": trajectory.title,
            "parts_said": _parts(desk, hard),
            "promised_day": wording.day(promised) if promised else wording.text("common.no_day"),
            "plain_said": _plain(desk),
            "look_said": await _look(context, desk),
            "lacking_said": _lacking(desk, found),
            "planned_said": await _planned(context, desk),
            "colleague": await name_of(work, colleagues[0].id) if len(colleagues) == 1 else wording.text("common.colleague"),
        }
        | mends(work, worst, desk.revision)
    )


def _lacking(desk: Desk, found: list[Obstacle]) -> Value:
    """As long as words lack, nobody is to look at them yet."""
    if not found:
        return wording.text("common.draft_ready")
    now = [o for o in found if o.code not in {*NEED_A_LOOK, "plain_verdict_missing", "not_plain"}] if desk.lacking else found
    return wording.text("common.draft_lacks", obstacles=said(now or found))


async def _planned(context: Context, desk: Desk) -> Value:
    """When it goes out, so that nobody changes a word of it unawares."""
    if desk.bulletin.state is not BulletinState.SCHEDULED or desk.bulletin.send_at is None:
        return ""
    coalition = await context.work.uow.coalitions.get(desk.bulletin.coalition_id)
    at = desk.bulletin.send_at.astimezone(ZoneInfo(coalition.zone))
    return wording.text("common.draft_planned", day=wording.day(at.date()), send_time=at.strftime("%H:%M"))


def _parts(desk: Desk, hard: tuple[str, ...]) -> Value:
    """Which parts there are; 🟠 at those that keep it, also within a proposal, and how many pictures there are."""
    texts = revising.source(desk.revision.texts)
    marks: Values = {
        f"mark_{name}": "🟠" if name in hard else "✅" if texts.get(name) else "▫️" for name in desk.revision.elements()
    }
    if desk.revision.kind is not BulletinKind.FULL:
        return wording.text("common.draft_short", **marks)
    counts: Values = {"quotes_count": len(desk.revision.quote_ids), "proposals_count": len(desk.revision.proposal_ids)}
    pictured: list[Value] = [title_of(p, desk.revision) for p in desk.revision.pictures]
    within = [part_name(part, desk.revision) for part in hard if ":" in part]
    told = wording.text("common.draft_full", **marks, **counts)
    if pictured:
        told = wording.text("common.draft_with", parts_said=told, line_1=wording.text("common.draft_pictures", pictured=pictured))
    if within:
        told = wording.text("common.draft_with", parts_said=told, line_1=wording.text("common.draft_hard", hard_parts=within))
    return told


def _plain(desk: Desk) -> Value:
    if desk.revision.plain_overruled:
        return wording.text("common.plain_anyway")
    if not desk.revision.texts:
        return ""
    key = "common.plain_whole_good" if is_good(desk) else "common.plain_whole_hard"
    return wording.text(key, plain_score=desk.revision.plain_score or 0)


async def _look(context: Context, desk: Desk) -> Value:
    """Who looked, who is asked, that nobody can, or what was remarked last."""
    work = context.work
    look = await work.uow.bulletins.second_look(desk.revision.id)
    if look is not None:
        key = "look_alone" if look.alone_because else "look_is_given"
        return wording.text(f"common.{key}", by_name=await name_of(work, look.by))
    if await awaited_looks.waiting(work, desk.bulletin) is not None:
        return wording.text("common.look_waits")
    if await looking.all_wrote(work, desk.revision):
        return wording.text("common.look_all_wrote")
    last = next((r for r in reversed(await work.uow.drafts.remarks(desk.bulletin.id)) if r.kind is RemarkKind.REMARK), None)
    return await _remark(context, last) if last is not None else ""


async def _remark(context: Context, remark: Remark) -> Value:
    words: Value = remark.words or wording.text("common.voice_note")
    return wording.text("common.look_remark", by_name=await name_of(context.work, remark.by), remark=words)
