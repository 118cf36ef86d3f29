"""A proposal as coordinators and its owner read it."""

from datetime import date
from zoneinfo import ZoneInfo

from bot.domain import wording
from bot.domain.bulletin import PICTURE, PROPOSAL_ELEMENTS
from bot.domain.proposal import Proposal, ReasonKind
from bot.domain.reaction import ReactionKind
from bot.domain.wording import Value, Values
from bot.handling.context import Context
from bot.handling.reaction_cards import at_least
from bot.handling.shortening import shortened
from bot.services.hearing import disclosure
from bot.services.hearing.disclosure import Counts
from bot.texts.languages import MOST_ON_BUTTON

LATE = "⚠️ "
GIVES = frozenset(
    {
        *PROPOSAL_ELEMENTS,
        "status",
        "status_text",
        "reason_word",
        "owner",
        "decider",
        "decision_day",
        "late_mark",
        "has_picture",
        "picture_line",
        "shown_now",
        "is_linked",
        "linked",
        "reacted",
    }
)


async def values_of(context: Context, proposal: Proposal) -> Values:
    """Each of GIVES. A word that it does not have is empty, `shown_now` (what its picture shows) too; `is_linked` is `yes` when
    its owner opened the link."""
    counts = await disclosure.of_proposal(context.work, context.actor, proposal)
    day = proposal.decision_on
    shown = proposal.texts.get(PICTURE, "")
    return {
        **{name: proposal.texts.get(name, "") for name in PROPOSAL_ELEMENTS},
        "title": title_of(proposal),
        "status": str(proposal.status),
        "status_text": wording.text(f"common.proposal_{proposal.status}"),
        "reason_word": why(proposal.reason_kind),
        "owner": proposal.owner or wording.text("common.nobody_yet"),
        "decider": proposal.decider or wording.text("common.nobody_yet"),
        "decision_day": wording.day(day) if day else wording.text("common.no_day"),
        "late_mark": LATE if is_late(proposal, await today(context)) else "",
        "has_picture": "yes" if proposal.picture else "no",
        "picture_line": wording.text("common.proposal_picture", shown_now=shown) if shown else "",
        "shown_now": shown,
        "is_linked": "yes" if proposal.owner_id else "no",
        "linked": wording.text("common.owner_linked") if proposal.owner_id else "",
        "reacted": _reacted(counts),
    }


def _reacted(counts: Counts) -> Value:
    if counts.total is None:
        return wording.text("common.reacted_too_few")
    return wording.text(
        "common.reacted",
        helps=at_least(counts.kinds.get(ReactionKind.HELPS)),
        a_little=at_least(counts.kinds.get(ReactionKind.A_LITTLE)),
        not_helping=at_least(counts.kinds.get(ReactionKind.NOT)),
    )


def title_of(proposal: Proposal) -> str:
    """Its own; its id as a name, when a data file gave it no words."""
    return proposal.texts.get("title") or proposal.id.replace("-", " ").capitalize()


def why(kind: ReasonKind | None) -> Value:
    """A kind of reason in the words that parents read too."""
    return wording.text(f"common.why_{kind}") if kind else ""


def is_late(proposal: Proposal, day: date) -> bool:
    """Its decision day is over, and nothing was decided."""
    return proposal.decision_on is not None and proposal.decision_on < day and not proposal.status.is_decided


async def today(context: Context) -> date:
    """Where the coalition is."""
    coalition = await context.work.uow.coalitions.get(context.person.coalition_id)
    return context.work.clock.now().astimezone(ZoneInfo(coalition.zone)).date()


def label_of(proposal: Proposal, day: date) -> str:
    """On a button."""
    mark = LATE if is_late(proposal, day) else ""
    return mark + shortened(title_of(proposal), MOST_ON_BUTTON - len(mark))
