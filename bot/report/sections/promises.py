"""Promises that were kept and broken: a picture of days, the same as a table, silences, and what is owed after a conversation."""

from datetime import date

from bot.report.document import Block, Bullets, Heading, Paragraph, Picture, Section, Span, Table, Timeline
from bot.report.speech import Speech
from bot.services.reporting.promises import Outcome, Promise, Silence
from bot.services.reporting.report import Report

MOST_DRAWN = 12
"""The newest so many stand in the picture; the table has all."""


def promises(report: Report, say: Speech) -> Section:
    """Nothing promised is said in words, and not drawn."""
    blocks: list[Block] = []
    if report.promises:
        blocks.append(Paragraph(say("promises_intro")))
        blocks.append(_picture(report, say))
        blocks.append(_table(report, say))
    else:
        blocks.append(Paragraph(say("promises_none" if report.bulletins else "nothing_sent")))
    if report.bulletins:
        blocks += [Heading(say("messages_head")), _messages(report, say)]
    if report.held or report.bulletins:
        blocks += _silences(report, say)
    blocks.append(Heading(say("norms_head")))
    blocks.append(_norms(report, say) if report.deadlines else Paragraph(say("norms_none")))
    return Section("promises", say("promises_head"), tuple(blocks))


def _messages(report: Report, say: Speech) -> Table:
    """To how many it came, rounded as all numbers about parents are; coordinators see them exactly elsewhere."""
    head = ("messages_day", "messages_kind", "messages_arrived")
    rows = tuple(
        (say.short_day(b.on), say.common(f"common.kind_{b.kind}"), _parents(b.sending.arrived, say)) for b in report.bulletins
    )
    return Table("", tuple(map(say, head)), rows)


def _parents(number: int | None, say: Speech) -> str:
    return say("too_few") if number is None else say("parents_at_least", number=number)


def _silences(report: Report, say: Speech) -> list[Block]:
    """Of who sent nothing yet nobody can say that parents never waited."""
    if report.silences:
        said: list[Block] = [
            Paragraph(say("silence_limit", limit=report.silence_limit)),
            Bullets(tuple(_silence(silence, say) for silence in report.silences)),
        ]
    elif report.bulletins:
        said = [Paragraph(say("silence_none", limit=report.silence_limit))]
    else:
        return []
    return [Heading(say("silence_head")), *said]


def verdict(outcome: Outcome, days: int, say: Speech, *, came: bool) -> str:
    """How a promised day ended, in a few words."""
    if outcome is Outcome.BROKEN:
        return say("outcome_broken" if came else "outcome_nothing", days=days)
    return say(f"outcome_{outcome}")


def _picture(report: Report, say: Speech) -> Picture:
    drawn = report.promises[-MOST_DRAWN:]
    spans = tuple(Span(p.made_on, p.by, p.came_on, p.outcome, say.short_day(p.by), _verdict(p, say)) for p in drawn)
    names = (say("promises_today"), say("promises_by"), say("promises_mark"), say("outcome_late"))
    chart = Timeline(spans, report.on, *names)
    return Picture("promises", say("promises_picture"), chart, tuple(_sentence(p, say) for p in drawn))


def _sentence(promise: Promise, say: Speech) -> str:
    by = say.day(promise.by)
    if promise.outcome is Outcome.OPEN:
        return say("promise_open", by=by)
    if promise.came_on is None:
        return say("promise_nothing", by=by, outcome=_verdict(promise, say))
    came = say.day(promise.came_on)
    if promise.outcome is Outcome.KEPT:
        return say("promise_kept", by=by, came=came)
    return say("promise_broken", by=by, came=came, outcome=_verdict(promise, say))


def _verdict(promise: Promise, say: Speech) -> str:
    return verdict(promise.outcome, promise.late_by, say, came=promise.came_on is not None)


def _table(report: Report, say: Speech) -> Table:
    head = ("promises_made", "promises_by", "promises_came", "promises_outcome")
    rows = tuple(
        (say.short_day(p.made_on), say.short_day(p.by), _came(p.came_on, say), _verdict(p, say)) for p in report.promises
    )
    return Table(say("same_in_table"), tuple(map(say, head)), rows)


def _silence(silence: Silence, say: Speech) -> str:
    since = say.day(silence.since)
    if silence.until is None:
        return say("silence_goes_on", since=since, days=silence.days)
    return say("silence_was", since=since, until=say.day(silence.until), days=silence.days)


def _norms(report: Report, say: Speech) -> Table:
    head = ("norms_what", "norms_held", "norms_by", "norms_done", "promises_outcome")
    rows = []
    for one in report.deadlines:
        late = ((one.done_on or report.on) - one.by).days
        how = verdict(one.outcome, late, say, came=one.done_on is not None)
        days = (say.short_day(one.held_on), say.short_day(one.by), _came(one.done_on, say))
        rows.append((say(f"norm_{one.norm}"), *days, how))
    return Table("", tuple(map(say, head)), tuple(rows))


def _came(day: date | None, say: Speech) -> str:
    return say("promises_nothing") if day is None else say.short_day(day)
