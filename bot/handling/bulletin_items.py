"""Bulletins as coordinators choose between them: a bulletin has no title, so by its first words, and the day on which it went."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from bot.domain import wording
from bot.domain.actor import Role
from bot.domain.bulletin import Bulletin
from bot.domain.wording import Values
from bot.handling.context import Context
from bot.handling.shortening import shortened
from bot.services.speaking.languages import SOURCE
from bot.texts.languages import MOST_ON_BUTTON, language
from bot.texts.values import day_and_month

GIVES = frozenset({"bulletin_id", "label", "number", "kind_word", "trajectory"})
MOST = 8
"""The newest so many: more buttons than that nobody reads."""
KIND = 7
"""Characters that the kind of a bulletin takes on a button, in any language."""


async def bulletin_items(context: Context, wanted: Callable[[Bulletin], bool]) -> list[Values]:
    """Those that are wanted, newest first; those that did not go yet with their kind. `number` counts the coalition's bulletins
    in the order of making."""
    context.actor.must_be(Role.COORDINATOR, Role.CONTACT_PERSON, Role.ADVISOR, Role.READER)
    uow = context.work.uow
    numbered = enumerate(await uow.bulletins.of(context.actor.coalition_id), 1)
    found = [(number, bulletin) for number, bulletin in numbered if wanted(bulletin)]
    items: list[Values] = []
    for number, bulletin in reversed(found[-MOST:]):
        trajectory = await uow.trajectories.get(bulletin.trajectory_id)
        words = await _label(context, bulletin) or shortened(trajectory.title, MOST_ON_BUTTON - KIND)
        label = words if bulletin.has_begun else wording.text(f"common.label_{bulletin.kind}", first_words=words)
        if label in [item["label"] for item in items]:
            words = f"{shortened(words, MOST_ON_BUTTON - KIND - 5)} · {number}"
            label = words if bulletin.has_begun else wording.text(f"common.label_{bulletin.kind}", first_words=words)
        items.append(
            {
                "bulletin_id": bulletin.id,
                "label": label,
                "number": number,
                "kind_word": wording.text(f"common.kind_{bulletin.kind}"),
                "trajectory": trajectory.title,
            }
        )
    return items


async def _label(context: Context, bulletin: Bulletin) -> str:
    """'2 juni: Ouders vertelden over de…'; without a day when it did not go yet; empty when it has no words."""
    if bulletin.revision_id is None:
        return ""
    revision = await context.work.uow.bulletins.revision(bulletin.revision_id)
    words = " ".join(revision.texts.get((SOURCE, revision.elements()[0]), "").split())
    if bulletin.sent_at is None or not words:
        return shortened(words, MOST_ON_BUTTON - KIND)
    coalition = await context.work.uow.coalitions.get(bulletin.coalition_id)
    went_on = bulletin.sent_at.astimezone(ZoneInfo(coalition.zone)).date()
    day = day_and_month(went_on, language(context.person.language))
    return f"{day}: {shortened(words, MOST_ON_BUTTON - len(day) - 2)}"
