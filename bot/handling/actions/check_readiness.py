"""What keeps a bulletin, and how many parents it would go to.

Noor: {check_readiness: bulletin-2} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.actor import Role
from bot.domain.bulletin import Bulletin, BulletinState
from bot.domain.person import Person
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.services import languages, readiness, sending

KNOWN = frozenset(
    {
        "no_text",
        "element_missing",
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
"""Obstacles with a text of their own, `common.obstacle_<code>`."""
NEED_A_LOOK = frozenset({"second_look_missing", "not_ready_made"})
GIVES = frozenset({"is_ready", "needs_look", "obstacles", "recipients", "without_language"})
SPEC = ActionSpec("check_readiness", OfBulletin, gives=GIVES)


async def run(context: Context, args: OfBulletin) -> Done:
    """`is_ready` and `needs_look` are `yes` or `no`; `obstacles` is a list of texts, each said once."""
    bulletin = await context.work.uow.bulletins.get(args.bulletin_id)
    context.actor.must_be(Role.COORDINATOR, coalition_id=bulletin.coalition_id)
    people = await sending.recipients(context.work, bulletin)
    codes = await _codes(context, bulletin, people)
    return Done(
        values={
            "is_ready": "no" if codes else "yes",
            "needs_look": "yes" if NEED_A_LOOK & set(codes) else "no",
            "obstacles": [wording.text(f"common.obstacle_{code if code in KNOWN else 'other'}") for code in codes],
            "recipients": len(people),
            "without_language": await _without_language(context, bulletin, people),
        }
    )


async def _codes(context: Context, bulletin: Bulletin, people: list[Person]) -> list[str]:
    if bulletin.state is not BulletinState.DRAFT:
        return ["already_sent"]
    codes = [obstacle.code for obstacle in await readiness.obstacles(context.work, bulletin)]
    return list(dict.fromkeys(codes if people else [*codes, "no_recipients"]))


async def _without_language(context: Context, bulletin: Bulletin, people: list[Person]) -> int:
    """How many would wait until their language is approved."""
    if bulletin.revision_id is None:
        return 0
    revision = await context.work.uow.bulletins.revision(bulletin.revision_id)
    spoken = {person.language for person in people}
    unread = {language for language in spoken if not await languages.may_read(context.work, revision, language)}
    return sum(person.language in unread for person in people)
