"""In short: what a hurried reader takes along."""

from collections import Counter
from datetime import datetime

from bot.domain.proposal import ProposalStatus
from bot.report.document import Facts, Paragraph, Section
from bot.report.speech import Speech
from bot.services.reporting.promises import Outcome
from bot.services.reporting.report import Report


def opening(report: Report, say: Speech) -> Section:
    """Numbers of parents by the rule of disclosure; what professionals did, as it was."""
    pairs: list[tuple[str, str]] = []
    if report.held:
        pairs.append((say("short_held"), say.days(report.held)))
    if report.planned:
        pairs.append((say("short_planned"), say.days(report.planned)))
    pairs += [(say("short_meeting"), _meeting(say, *meeting)) for meeting in report.meetings]
    pairs.append((say("short_parents"), say.at_least(report.parents)))
    pairs.append((say("short_messages"), str(len(report.bulletins)) if report.bulletins else say("short_no_messages")))
    if statuses := _statuses(report, say):
        pairs.append((say("short_proposals"), statuses))
    if report.promises:
        pairs.append((say("short_promises"), _promises(report, say)))
    if report.promises and report.promises[-1].outcome is Outcome.OPEN:
        pairs.append((say("short_next"), say.weekday(report.promises[-1].by)))
    nothing = () if report.held else (Paragraph(say("short_not_held")),)
    note = Paragraph(" ".join(say.lines("counts_note", threshold=report.threshold)), quiet=True)
    return Section("short", say("short_head"), (*nothing, Facts(tuple(pairs)), note))


def _meeting(say: Speech, moment: datetime, place: str) -> str:
    day = say.moment(moment)
    return say("at_place", day=day, place=place) if place else day


def _statuses(report: Report, say: Speech) -> str:
    counts = Counter([p.status for p in report.proposals] + [p.status for p in report.untold])
    return ", ".join(
        say("status_count", status=say.common(f"common.proposal_{status}"), number=counts[status])
        for status in ProposalStatus
        if counts[status]
    )


def _promises(report: Report, say: Speech) -> str:
    counts = Counter(p.outcome for p in report.promises)
    return ", ".join(say(f"promise_{outcome}_count", number=counts[outcome]) for outcome in Outcome if counts[outcome])
