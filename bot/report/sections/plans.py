"""What happens, by whom and when, and what does not and why; and what parents do not know of yet."""

from datetime import date

from bot.report.document import Block, Card, Facts, Paragraph, Section, Table
from bot.report.sections.reactions import of_proposal
from bot.report.sections.stories import passage
from bot.report.speech import Speech
from bot.services.reporting.report import Report, ToldProposal


def plans(report: Report, say: Speech) -> Section:
    """What parents last read that happens next; then a card for each proposal that they know, in order of hope."""
    newest = next((b for b in reversed(report.bulletins) if b.texts.get("follow_up")), None)
    next_: list[Block] = [] if newest is None else passage(newest, "follow_up", say)
    cards: list[Block] = [_card(proposal, say) for proposal in report.proposals]
    return Section("plans", say("plans_head"), (*next_, *(cards or [Paragraph(say("plans_none"))])))


def untold(report: Report, say: Speech) -> Section | None:
    """None when parents know of every proposal."""
    if not report.untold:
        return None
    head = ("untold_name", "plan_status", "plan_owner", "plan_decider", "plan_decision")
    rows = tuple(
        (
            p.title or _as_name(p.id),
            say.common(f"common.proposal_{p.status}"),
            p.owner or say("not_named"),
            p.decider or say("not_named"),
            _day(p.decision_on, say),
        )
        for p in report.untold
    )
    table = Table("", tuple(map(say, head)), rows)
    return Section("untold", say("untold_head"), (Paragraph(say("untold_intro")), table))


def _card(proposal: ToldProposal, say: Speech) -> Card:
    status = say.common(f"common.proposal_{proposal.status}")
    language = say.other(proposal.language)
    blocks: list[Block] = [Paragraph(line, language) for line in proposal.plan.splitlines() if line.strip()]
    if language:
        blocks.append(Paragraph(say("dutch_only"), quiet=True))
    pairs = []
    if proposal.status.needs_reason:
        why = [say(f"why_{proposal.reason_kind}")] if proposal.reason_kind else []
        pairs.append((say("plan_reason"), " ".join([*why, *proposal.reason.split()])))
    if proposal.way_in:
        pairs.append((say("plan_way_in"), " ".join(proposal.way_in.split())))
    pairs.append((say("plan_owner"), proposal.owner or say("not_named")))
    pairs.append((say("plan_decider"), proposal.decider or say("not_named")))
    if proposal.decision_on is not None:
        pairs.append((say("plan_decision"), say.day(proposal.decision_on)))
    if proposal.moves:
        steps = (f"{say.short_day(day)}: {say.common(f'common.proposal_{to}')}" for day, to in proposal.moves)
        pairs.append((say("plan_moves"), "; ".join(steps)))
    pairs.append((say("plan_say"), say(f"say_{proposal.say}")))
    pairs.append((say("plan_reactions"), of_proposal(proposal, say)))
    pairs.append((say("plan_told"), say.day(proposal.told_on)))
    return Card(proposal.title, status, str(proposal.status), (*blocks, Facts(tuple(pairs))), language)


def _day(day: date | None, say: Speech) -> str:
    return say("no_day") if day is None else say.short_day(day)


def _as_name(id_: str) -> str:
    words = id_.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]
