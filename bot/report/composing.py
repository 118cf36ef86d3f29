"""What services gathered, put in words."""

from bot.report.document import Bullets, Document, Section
from bot.report.sections.opening import opening
from bot.report.sections.plans import plans, untold
from bot.report.sections.promises import promises
from bot.report.sections.questions import questions
from bot.report.sections.reactions import reactions
from bot.report.sections.stories import told, understood
from bot.report.speech import Speech
from bot.services.reporting.report import Report
from bot.services.work import Wordbook

ABOUT = ("about_quotes", "about_plans", "about_promises")
_NUMBER, _TOTAL = 1111, 2222
"""Stand-ins, to find where the two numbers stand in 'page 1 of 4'."""


def compose(report: Report, words: Wordbook) -> Document:
    """In the report's language. Raises MissingText when that is no language of coordinators."""
    say = Speech(words, report.language)
    about = Section("about", say("about_head"), (Bullets(tuple(map(say, ABOUT))),))
    sections = (opening, told, understood, plans, reactions, untold, promises, questions)
    found = [section(report, say) for section in sections]
    return Document(
        report.language,
        say("kind"),
        say("title"),
        say("of", trajectory=report.title, coalition=report.coalition),
        say("made_on", day=say.day(report.on)),
        report.on,
        _page(say),
        (*(section for section in found if section is not None), about),
        say("quotes_not_printable"),
        say("file_name"),
        say("more"),
    )


def _page(say: Speech) -> tuple[str, str, str]:
    before, _, rest = say("page", number=str(_NUMBER), total=str(_TOTAL)).partition(str(_NUMBER))
    between, _, after = rest.partition(str(_TOTAL))
    return before, between, after
