"""What is to be written next in a draft, with what is there already: a part by its name, or the first one that lacks.

Noor: {open_part: {bulletin_id: bulletin-2, part: meaning, then: hub}} → done
Noor: {open_part: {bulletin_id: bulletin-2, part: "", then: more}} → complete
Noor: {open_part: {bulletin_id: bulletin-2, part: "proposal:proposal-2:kind", then: more}} → reason_kind
Noor: {open_part: {bulletin_id: bulletin-1, part: meaning, then: hub}} → gone
"""

from typing import Any, Literal

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import Stale
from bot.domain.wording import Value
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.handling.drafts import MENDS, mends, others_of, part_name, question, title_of, verdict, words_of
from bot.services.writing import composing, revising
from bot.services.writing.composing import KIND, MOST_QUOTES, Desk


class OpenPart(OfBulletin):
    """`then`: whether the writer goes on with what lacks, or back to the overview. `before` is said above the question."""

    part: str
    then: Literal["more", "hub"]
    before: str | dict[str, Any] = ""


OUTCOMES = frozenset({"complete", "reason_kind", "gone"})
GIVES = frozenset(
    {"part", "then", "before", "revision_id", "part_word", "question", "now_said", "told", "has_told", "previous", "has_previous"}
    | MENDS
)
OF_KIND = frozenset({"proposal_id", "proposal_title", "then", "before"})
SPEC = ActionSpec("open_part", OpenPart, OUTCOMES, GIVES, gives_on={"complete": frozenset({"before"}), "reason_kind": OF_KIND})


async def run(context: Context, args: OpenPart) -> Done:
    """`complete`: nothing lacks. `reason_kind`: what lacks is the kind of reason of a proposal. `gone`: it was sent, or thrown
    away. `told` has the quotes that were chosen, for the acknowledgement."""
    try:
        desk = await composing.desk(context.work, context.actor, args.bulletin_id)
    except Stale:
        return Done("gone")
    part = args.part or next(iter(desk.lacking), "")
    if not part:
        return Done("complete", {"before": args.before})
    if part.endswith(f":{KIND}"):
        _, proposal_id, _ = part.split(":")
        title = title_of(proposal_id, desk.revision)
        return Done(
            "reason_kind", {"proposal_id": proposal_id, "proposal_title": title, "then": args.then, "before": args.before}
        )
    work, there = context.work, revising.source(desk.revision.texts)
    now, told, previous = words_of(part, desk.revision), await _told(context, desk, part), _previous(desk, part)
    return Done(
        values={
            "part": part,
            "then": args.then,
            # Who changes a part sees what is the matter with it; a verdict that was just told is not told twice.
            "before": args.before or (verdict(work, there[part], others_of(part, desk.revision)) if now else ""),
            "revision_id": desk.revision.id,
            "part_word": part_name(part, desk.revision),
            "question": question(part, desk.revision),
            "now_said": wording.text("common.now_said", now_words=now) if now else "",
            "told": told,
            "has_told": "yes" if told else "no",
            "previous": previous,
            "has_previous": "yes" if previous and args.then == "more" else "no",
        }
        | mends(work, part if now else previous if args.then == "more" else "", desk.revision)
    )


async def _told(context: Context, desk: Desk, part: str) -> Value:
    """By reference: a parent's words are under that parent's key. Those that parents may not see any more are left out."""
    if part != "acknowledgement":
        return ""
    there = await context.work.uow.trajectories.some_quotes(desk.revision.quote_ids)
    quote_ids = [quote.id for quote in there if composing.may_be_told(quote)]
    if not quote_ids:
        return ""
    lines: dict[str, Value] = {f"quote_{number}": "" for number in range(1, MOST_QUOTES + 1)}
    for number, quote_id in enumerate(quote_ids[:MOST_QUOTES], 1):
        lines[f"quote_{number}"] = wording.text("common.one_quote", quote=wording.quote(quote_id))
    return wording.text("common.quotes_told", **lines)


def _previous(desk: Desk, part: str) -> str:
    """The part before it that has words, so that it can be written anew."""
    there = revising.source(desk.revision.texts)
    parts = list(desk.parts)
    earlier = parts[: parts.index(part)] if part in parts else []
    return next((name for name in reversed(earlier) if there.get(name)), "")
