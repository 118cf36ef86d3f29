"""Parents told, and what was understood: in the words that parents got, and in parents' own where they allow it."""

from bot.report.document import Block, Heading, Paragraph, Passage, Quotation, Section
from bot.report.sections.reactions import UNDERSTOOD, reacted
from bot.report.speech import Speech
from bot.services.reporting.report import Report, ToldBulletin


def told(report: Report, say: Speech) -> Section:
    """What parents told, and their quotes."""
    blocks: list[Block] = _passages(report, say, "acknowledgement")
    if not blocks:
        blocks.append(Paragraph(say("nothing_sent" if not report.bulletins else "nothing_told")))
    blocks.append(Heading(say("quotes_head")))
    if not report.with_words:
        blocks.append(Paragraph(say("quotes_not_for_you")))
    elif not report.quotes:
        blocks.append(Paragraph(say("quotes_none")))
    else:
        blocks.append(Paragraph(say("quotes_may"), quiet=True))
    for quote in report.quotes:
        named = say("quotes_in", language_word=say.named(quote.language)) if say.other(quote.language) else ""
        blocks.append(Quotation(quote.text.strip(), quote.language, named))
    return Section("told", say("told_head"), tuple(blocks))


def understood(report: Report, say: Speech) -> Section:
    """What was understood, and what parents made of that."""
    blocks: list[Block] = _passages(report, say, "meaning")
    full = [bulletin for bulletin in report.bulletins if bulletin.texts.get("meaning")]
    if not blocks:
        blocks.append(Paragraph(say("understood_none")))
    if full:
        blocks.append(Heading(say("understood_reactions")))
    for bulletin in full:
        said = reacted(bulletin.meaning, say, UNDERSTOOD)
        day = say("message_of", day=say.day(bulletin.on))
        blocks.append(Paragraph(said if len(full) == 1 else say("said_of", subject=day, said=said)))
    return Section("understood", say("understood_head"), tuple(blocks))


def _passages(report: Report, say: Speech, element: str) -> list[Block]:
    return [block for bulletin in report.bulletins if bulletin.texts.get(element) for block in passage(bulletin, element, say)]


def passage(bulletin: ToldBulletin, element: str, say: Speech) -> list[Block]:
    """One element of a message, as parents got it, and from which message it is."""
    source = say("message_of", day=say.day(bulletin.on))
    found: list[Block] = [Passage(tuple(bulletin.texts[element].splitlines()), say.other(bulletin.language), source)]
    return [*found, Paragraph(say("dutch_only"), quiet=True)] if say.other(bulletin.language) else found
