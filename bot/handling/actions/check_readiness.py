"""What keeps a bulletin, and how many parents it would go to.

Noor: {check_readiness: bulletin-2} → done
"""

from collections.abc import Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.actor import Role
from bot.domain.bulletin import Bulletin
from bot.domain.person import Person
from bot.domain.wording import Value
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.handling.drafts import name_of
from bot.outbox.quiet import hours_of, is_decent_day
from bot.services.delivery.recipients import recipients
from bot.services.speaking import languages
from bot.services.writing import authorship, looking, readiness
from bot.services.writing.readiness import Obstacle

KNOWN = frozenset(
    {
        "no_text",
        "missing_acknowledgement",
        "missing_meaning",
        "missing_follow_up",
        "missing_message",
        "too_many_proposals",
        "proposal_text_missing",
        "reason_kind_missing",
        "reason_words_missing",
        "plain_verdict_missing",
        "not_plain",
        "next_day_missing",
        "next_day_past",
        "second_look_missing",
        "not_ready_made",
        "already_sent",
        "no_recipients",
    }
)
"""Obstacles with a text of their own, `common.obstacle_<code>`; an element that is missing is named."""
NEED_A_LOOK = frozenset({"second_look_missing", "not_ready_made"})
ANSWERS = frozenset({"is_ready", "needs_look", "own_work", "some_wait", "some_untold", "tomorrow_is_decent", "has_colleague"})
TOLD = frozenset({"without_language", "waiting_languages", "untold_in"})
GIVES = ANSWERS | TOLD | {"obstacles", "recipients", "trajectory", "revision_id", "colleague"}
SPEC = ActionSpec("check_readiness", OfBulletin, gives=GIVES)


async def run(context: Context, args: OfBulletin) -> Done:
    """`is_ready`, `needs_look`, `own_work` (whoever acts wrote words of it), `has_colleague` (who may be asked to look along),
    `some_wait` (for a language), `some_untold` (`untold_in` names languages in which a picture is left out) and
    `tomorrow_is_decent` (no Sunday, no holiday) are `yes` or `no`; `obstacles` is a list of texts, each said once.
    """
    bulletin = await context.work.uow.bulletins.get(args.bulletin_id)
    context.actor.must_be(Role.COORDINATOR, coalition_id=bulletin.coalition_id)
    people = await recipients(context.work, bulletin)
    found = await _found(context, bulletin, people)
    codes = {obstacle.code for obstacle in found}
    unread = await _unread(context, bulletin, people)
    waiting = sum(person.language in unread for person in people)
    untold = await readiness.untold(context.work, bulletin, {person.language for person in people})
    colleagues = await _colleagues(context, bulletin) if codes and codes <= NEED_A_LOOK else []
    return Done(
        values={
            "is_ready": _yes(not found),
            "needs_look": _yes(bool(NEED_A_LOOK & codes)),
            "own_work": _yes(await _is_own(context, bulletin)),
            "has_colleague": _yes(bool(colleagues)),
            "colleague": await name_of(context.work, colleagues[0].id if len(colleagues) == 1 else ""),
            "obstacles": said(found),
            "recipients": len(people),
            "revision_id": bulletin.revision_id or "",
            "trajectory": (await context.work.uow.trajectories.get(bulletin.trajectory_id)).title,
            "without_language": waiting,
            "waiting_languages": [wording.language_name(code) for code in sorted(unread)],
            "some_wait": _yes(waiting > 0),
            "untold_in": [wording.language_name(code) for code in untold],
            "some_untold": _yes(bool(untold)),
            "tomorrow_is_decent": _yes(await _tomorrow_is_decent(context)),
        }
    )


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


async def _tomorrow_is_decent(context: Context) -> bool:
    coalition = await context.work.uow.coalitions.get(context.actor.coalition_id)
    tomorrow = context.work.clock.now().astimezone(ZoneInfo(coalition.zone)).date() + timedelta(days=1)
    return is_decent_day(tomorrow, hours_of(coalition))


async def _colleagues(context: Context, bulletin: Bulletin) -> list[Person]:
    """Others who may look along."""
    if bulletin.revision_id is None:
        return []
    revision = await context.work.uow.bulletins.revision(bulletin.revision_id)
    return [person for person in await looking.able(context.work, revision) if person.id != context.actor.id]


async def _is_own(context: Context, bulletin: Bulletin) -> bool:
    if bulletin.revision_id is None:
        return False
    revision = await context.work.uow.bulletins.revision(bulletin.revision_id)
    return context.actor.id in await authorship.writers(context.work, revision)


def obstacle_text(obstacle: Obstacle) -> Value:
    """What keeps it, in words."""
    code = f"missing_{obstacle.fields['element']}" if obstacle.code == "element_missing" else obstacle.code
    return wording.text(f"common.obstacle_{code if code in KNOWN else 'other'}")


def said(found: Iterable[Obstacle]) -> list[Value]:
    """Each text once."""
    texts: list[Value] = []
    for obstacle in found:
        if (text := obstacle_text(obstacle)) not in texts:
            texts.append(text)
    return texts


async def _found(context: Context, bulletin: Bulletin, people: list[Person]) -> list[Obstacle]:
    if not bulletin.may_begin:
        return [Obstacle("already_sent")]
    found = await readiness.obstacles(context.work, bulletin)
    return found if people else [*found, Obstacle("no_recipients")]


async def _unread(context: Context, bulletin: Bulletin, people: list[Person]) -> set[str]:
    """Languages of these people in which it may not go out yet."""
    if bulletin.revision_id is None:
        return set()
    revision = await context.work.uow.bulletins.revision(bulletin.revision_id)
    spoken = {person.language for person in people}
    return {language for language in spoken if not await languages.may_read(context.work, revision, language)}
