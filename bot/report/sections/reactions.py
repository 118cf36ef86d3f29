"""What parents think of each proposal: a picture, the same as a table and in words, and why their words are not here."""

from collections.abc import Iterable, Mapping

from bot.domain.reaction import ReactionKind
from bot.report.document import Bars, Block, Paragraph, Picture, Section, Table
from bot.report.speech import Speech
from bot.services.hearing.disclosure import Counts
from bot.services.reporting.report import Report, ToldProposal

MOST_DRAWN = 6
"""Proposals that fit in a picture on one sheet, those with most hope; the table has all."""
KINDS = {ReactionKind.HELPS: "helps", ReactionKind.A_LITTLE: "a_little", ReactionKind.NOT: "not_helping"}
"""Of a plan parents were asked whether it helps them."""
ANSWERED = {ReactionKind.HELPS: "good_answer", ReactionKind.A_LITTLE: "fits_a_little", ReactionKind.NOT: "no_good_answer"}
"""Of a no with its reason, whether that is a good answer to them."""
TAPPED = {ReactionKind.HELPS: "tapped_yes", ReactionKind.A_LITTLE: "fits_a_little", ReactionKind.NOT: "tapped_no"}
"""What stood on the buttons under both."""
UNDERSTOOD = {ReactionKind.HELPS: "fits", ReactionKind.A_LITTLE: "fits_a_little", ReactionKind.NOT: "fits_not"}
"""Of what was understood parents were asked whether it fits what was told."""


def reacted(counts: Counts, say: Speech, kinds_of: Mapping[ReactionKind, str]) -> str:
    """One sentence or two. Nobody and too few are told in the same words: else one parent would show."""
    if counts.total is None:
        return say("reacted_too_few")
    told = [(kind, counts.kinds.get(kind)) for kind in kinds_of]
    kinds = [say("kind_count", kind=say(kinds_of[kind]), number=number) for kind, number in told if number is not None]
    if not kinds:
        return say("reacted_only", number=counts.total)
    return say("reacted", number=counts.total, kinds=say.list(kinds))


def of_proposal(proposal: ToldProposal, say: Speech) -> str:
    """What was said of it, in the words of what was asked."""
    return reacted(proposal.reactions, say, ANSWERED if proposal.is_answer else KINDS)


def reactions(report: Report, say: Speech) -> Section:
    """Nothing is drawn of which nothing may be told."""
    told = [p for p in report.proposals if p.reactions.total is not None]
    blocks: list[Block] = []
    if told:
        subjects = [(_name(proposal, say), proposal.reactions) for proposal in told[:MOST_DRAWN]]
        sentences = tuple(say("said_of", subject=_name(p, say), said=of_proposal(p, say)) for p in told[:MOST_DRAWN])
        blocks.append(Paragraph(say("reactions_intro")))
        blocks.append(Picture("reactions", say("reactions_picture"), _bars(subjects, say), sentences))
        if len(told) > MOST_DRAWN:
            blocks.append(Paragraph(say("reactions_drawn", number=MOST_DRAWN), quiet=True))
        blocks.append(_table(((_name(p, say), p.reactions) for p in report.proposals), say))
    elif report.proposals:
        blocks.append(Paragraph(say("reactions_none")))
    else:
        blocks.append(Paragraph(say("plans_none")))
    if report.words is not None:
        blocks.append(Paragraph(say("words_some", number=report.words)))
    blocks.append(Paragraph(" ".join(say.lines("words_why")), quiet=True))
    return Section("reactions", say("reactions_head"), tuple(blocks))


def _name(proposal: ToldProposal, say: Speech) -> str:
    return say("as_answer", subject=proposal.title) if proposal.is_answer else proposal.title


def _bars(subjects: Iterable[tuple[str, Counts]], say: Speech) -> Bars:
    groups = tuple((title, tuple(counts.kinds.get(kind) for kind in KINDS)) for title, counts in subjects)
    labels = tuple(tuple(say.at_least(number) for number in numbers) for _, numbers in groups)
    return Bars(tuple(say(name) for name in TAPPED.values()), groups, say("reactions_axis"), labels)


def _table(subjects: Iterable[tuple[str, Counts]], say: Speech) -> Table:
    head = (say("reactions_subject"), *(say(name) for name in TAPPED.values()), say("reactions_total"))
    rows = tuple(
        (title, *(say.cell(counts.kinds.get(kind)) for kind in KINDS), say.cell(counts.total)) for title, counts in subjects
    )
    return Table(say("same_in_table"), head, rows)
