"""A draft in words for who writes it: its parts by name, how plain they are, and what somebody else did meanwhile."""

from bot.domain import wording
from bot.domain.bulletin import Revision
from bot.domain.errors import Stale
from bot.domain.wording import Value, Values
from bot.handling.context import Context
from bot.handling.shortening import shortened
from bot.services.speaking.languages import SOURCE
from bot.services.work import PlainFinding, Work
from bot.services.writing import composing, revising
from bot.services.writing.composing import Desk
from bot.services.writing.readiness import PLAIN_ENOUGH

MOST_FINDINGS = 3
MOST_EXPLAINED = 2
"""Offers at a time: more would be read by nobody."""
REPLACED = ("system_word", "stiff_word", "formal_word", "set_phrase", "figure_of_speech")
"""Said as `common.plain_system_word` when there is something to put in their place."""
RULES = (
    "long_sentence",
    "passive",
    "system_word",
    "vague_time",
    "abbreviation",
    "formal_you",
    "noun_of_verb",
    "long_word",
    "double_negation",
    "stacked_clauses",
)
"""Each has a text, `common.plain_<rule>`."""
READS_WELL = 70
"""Of 100, as `bot.texts.plain` has it; from `PLAIN_ENOUGH` on it may go without a reason."""
PART_NAMES = ("acknowledgement", "meaning", "follow_up", "message")
MOST_OF_TITLE = 24


def verdict(work: Work, words: str, others: str = "") -> Value:
    """Whether it reads well, and else what to change; then what parents may not know, unless the message (`others` is the rest of
    it) explains it already."""
    offers = [
        wording.text("common.plain_explain", hard_words=one.headword or one.words, meaning_of=one.say)
        for one in work.words.explanations(words, others)[:MOST_EXPLAINED]
    ]
    return before(_judged(work, words), *offers) if offers else _judged(work, words)


def _judged(work: Work, words: str) -> Value:
    """At most so many findings, those first that keep it from going out; then how many more there are."""
    score = work.words.plain_score(words, day_follows=True)
    every = _own(work, words)
    found = every[:MOST_FINDINGS]
    if score >= READS_WELL or (score >= PLAIN_ENOUGH and not found):
        return wording.text("common.plain_good", plain_score=score)
    lines: Values = dict.fromkeys((f"finding_{number}" for number in range(1, MOST_FINDINGS + 1)), "")
    for number, finding in enumerate(found, 1):
        lines[f"finding_{number}"] = wording.text(
            f"common.plain_{_said_as(finding)}", hard_words=finding.words, say_instead=finding.say_instead
        )
    lines["more_said"] = wording.text("common.plain_more", more_count=len(every) - len(found)) if every[MOST_FINDINGS:] else ""
    if score < PLAIN_ENOUGH:
        return wording.text("common.plain_kept", plain_score=score, enough_score=PLAIN_ENOUGH, **lines)
    return wording.text("common.plain_hard", plain_score=score, **lines)


def _own(work: Work, words: str) -> list[PlainFinding]:
    """What the writer may mend: not what somebody else said, between quotation marks. First what keeps it from going out."""
    found = (finding for finding in work.words.findings(words, day_follows=True) if not finding.quoted)
    return sorted(found, key=lambda finding: not finding.severe)


def hard_parts(work: Work, revision: Revision) -> tuple[str, ...]:
    """Those that keep a draft which is hard to read from going out, the hardest first; the hardest one at least.

    None when it reads well, or somebody said why it goes out all the same.
    """
    if revision.plain_overruled or revision.plain_score is None or revision.plain_score >= PLAIN_ENOUGH:
        return ()
    texts = revising.source(revision.texts)
    scores = sorted((work.words.plain_score(words, day_follows=True), part) for part, words in texts.items())
    hard = tuple(part for score, part in scores if score < PLAIN_ENOUGH)
    return hard or tuple(part for _, part in scores[:1])


def mends(work: Work, part: str, revision: Revision) -> Values:
    """What a tap can do about one part: put the plain word in its place, or add what a word means. Else empty, and `no`."""
    words = revising.source(revision.texts).get(part, "")
    takes = [f for f in _own(work, words) if f.replaces and "…" not in f.words and f.rule != "long_sentence"] if words else []
    take_from, take_to = (takes[0].words, takes[0].say_instead.split(" / ")[0]) if takes else ("", "")
    offers = work.words.explanations(words, others_of(part, revision)) if words else ()
    offer = next((one for one in offers if not part.endswith(":title")), None)
    return {
        "mend": part,
        "has_take": "yes" if takes else "no",
        "take_from": take_from,
        "take_to": take_to,
        "has_explain": "yes" if offer is not None else "no",
        "explain_words": offer.words if offer is not None else "",
        "explain_head": (offer.headword or offer.words) if offer is not None else "",
        "explain_said": offer.say if offer is not None else "",
    }


MENDS = frozenset({"mend", "has_take", "take_from", "take_to", "has_explain", "explain_words", "explain_head", "explain_said"})


def _said_as(finding: PlainFinding) -> str:
    if finding.rule in REPLACED:
        return "system_word" if finding.replaces else "other"
    if finding.rule == "abbreviation" and finding.replaces:
        return "system_word"
    return finding.rule if finding.rule in RULES else "other"


async def chosen(context: Context, bulletin_id: str) -> frozenset[str]:
    """The ids of quotes and proposals that a draft has; none without a draft, or when it was sent."""
    try:
        revision = (await composing.desk(context.work, context.actor, bulletin_id)).revision if bulletin_id else None
    except Stale:
        revision = None
    return frozenset() if revision is None else frozenset({*revision.quote_ids, *revision.proposal_ids})


def part_name(part: str, revision: Revision) -> Value:
    """'Duiding', or 'Koffie-ochtend: plan'."""
    if not part.startswith("proposal:"):
        return wording.text(f"common.part_{part}")
    _, proposal_id, name = part.split(":")
    return wording.text(f"common.part_proposal_{name}", part_of=title_of(proposal_id, revision))


def title_of(proposal_id: str, revision: Revision) -> Value:
    """What a proposal is called in this draft."""
    title = " ".join(revision.texts.get((SOURCE, f"proposal:{proposal_id}:title"), "").split())
    return shortened(title, MOST_OF_TITLE) if title else wording.text("common.untitled_proposal")


def question(part: str, revision: Revision) -> Value:
    """What to write there."""
    if not part.startswith("proposal:"):
        return wording.text(f"common.ask_{part}")
    _, proposal_id, name = part.split(":")
    return wording.text(f"common.ask_proposal_{name}", part_of=title_of(proposal_id, revision))


def others_of(part: str, revision: Revision) -> str:
    """The Dutch of every other part."""
    return "\n".join(words for name, words in revising.source(revision.texts).items() if name != part)


def words_of(part: str, revision: Revision) -> Value:
    """The Dutch of one part as it is being written; empty when there is none."""
    return wording.written(revision.id, part) if revision.texts.get((SOURCE, part)) else ""


async def name_of(work: Work, person_id: str) -> Value:
    """What a colleague is called."""
    person = await work.uow.people.find(person_id) if person_id else None
    return person.name if person is not None and person.name else wording.text("common.colleague")


async def meanwhile(work: Work, parts: tuple[str, ...], revision: Revision, by: str) -> Value:
    """'Bram schreef intussen: Duiding.' Empty when nobody did."""
    if not parts:
        return ""
    named: list[Value] = [
        wording.text(f"common.part_{part}") if ":" not in part else part_name(part, revision) for part in dict.fromkeys(parts)
    ]
    return wording.text("common.meanwhile", by_name=await name_of(work, by), parts=named)


def before(*said: Value) -> Value:
    """Lines above the next question; empty ones fall away."""
    first, *rest = [one for one in said if one] or [""]
    return wording.text("common.two_lines", line_1=first, line_2=before(*rest)) if rest else first


def is_good(desk: Desk) -> bool:
    """Its words as a whole may go without a reason."""
    return bool(desk.revision.plain_overruled) or (desk.revision.plain_score or 0) >= PLAIN_ENOUGH
