"""Questions of parents: how many asked, and how long they waited."""

from bot.report.document import Bars, Block, Bullets, Paragraph, Picture, Section, Table
from bot.report.speech import Speech
from bot.services.reporting.public_counts import Answers
from bot.services.reporting.report import Report


def questions(report: Report, say: Speech) -> Section:
    """Nobody and too few are told in the same words."""
    answers = report.answers
    blocks: list[Block] = [Paragraph(say("questions_norm", days=answers.norm_days))]
    if answers.parents is None:
        blocks.append(Paragraph(say("questions_too_few")))
        return Section("questions", say("questions_head"), tuple(blocks))
    blocks.append(Paragraph(say("questions_asked", number=answers.parents)))
    kept = [("questions_in_time", answers.in_time), ("questions_late", answers.late)]
    if said := tuple(say(name, number=number) for name, number in kept if number is not None):
        blocks.append(Bullets(said))
    if any(number is not None for number in answers.times.values()):
        blocks += [_picture(answers, say), _table(answers, say), Paragraph(say("questions_times_note"), quiet=True)]
    return Section("questions", say("questions_head"), tuple(blocks))


def _picture(answers: Answers, say: Speech) -> Picture:
    told = [(say(f"time_{time}"), number) for time, number in answers.times.items() if number is not None]
    chart = Bars(
        (say("questions_parents"),),
        tuple((name, (number,)) for name, number in told),
        say("questions_axis"),
        tuple((say.at_least(number),) for _, number in told),
    )
    words = tuple(say("time_count", time=name, number=number) for name, number in told)
    return Picture("questions", say("questions_times"), chart, words)


def _table(answers: Answers, say: Speech) -> Table:
    rows = tuple((say(f"time_{time}"), say.cell(number)) for time, number in answers.times.items())
    return Table(say("same_in_table"), (say("questions_wait"), say("questions_parents")), rows)
