"""A bulletin as a YAML file that a coordinator sends in a chat: as `bulletins:` of a data file has it, but without ids."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field

from bot.domain.actor import Actor
from bot.domain.bulletin import MOST_PROPOSALS, BulletinKind
from bot.domain.errors import Mistake, Mistakes
from bot.files.lines import Lines, Place
from bot.files.mending import Manual
from bot.files.typed import typed
from bot.files.yaml_reader import read_content
from bot.services.loading.load_model import BulletinTexts, Day, Id, Language, Row, resolve
from bot.services.loading.load_reading import DATA_FILES
from bot.services.speaking import languages
from bot.services.work import Work
from bot.services.writing import composing, revising, whole
from bot.services.writing.composing import Desk
from bot.services.writing.drafting import Change
from bot.services.writing.whole import Whole, Written

NAME = Path("bericht.yaml")
"""What the file is called in mistakes: its own name is nobody's business."""
LARGEST = 200_000
"""Bytes; the longest bulletin in ten languages has fewer."""
MANUAL = Manual(
    "a bulletin",
    "The example town shows a bulletin.",
    "Begin with texts: {nl: {acknowledgement: …, meaning: …, follow_up: …}}.",
    DATA_FILES.patterns,
)


class DraftFile(Row):
    """What is left out stays as it is in the draft."""

    kind: BulletinKind | None = None
    next_promised: Day | None = None
    quotes: tuple[Id, ...] | None = None
    proposals: tuple[Id, ...] | None = None
    texts: dict[Language, BulletinTexts] = Field(min_length=1)
    plain_overruled: str | None = None


async def take(work: Work, actor: Actor, bulletin_id: str, base_id: str, content: bytes) -> Written:
    """Everything that the file says, over what the writer saw, as `whole.write`; nothing of it when something is wrong.

    Raises Mistakes, each with its line; and what `drafting.change` says.
    """
    return await whole.write(work, actor, bulletin_id, base_id, await read(work, actor, bulletin_id, content))


async def read(work: Work, actor: Actor, bulletin_id: str, content: bytes) -> Whole:
    """What the file says. Raises Mistakes, each with its line. Stale: `already_sent`."""
    desk = await composing.desk(work, actor, bulletin_id)
    if len(content) > LARGEST:
        raise Mistakes([Mistake("This file is too large.", mend="Send one bulletin at a time.", file=NAME, code="too_large")])
    reading = read_content(NAME, content)
    model = typed(reading, DraftFile, MANUAL)
    found = list(reading.mistakes)
    if model is not None:
        found += await _wrong(work, actor, desk, model, reading.where)
    if model is None or found:
        raise Mistakes(found)
    others = {code: texts.by_element() for code, texts in model.texts.items() if code != languages.SOURCE}
    return Whole(await _change(work, desk, model), others)


async def _change(work: Work, desk: Desk, model: DraftFile) -> Change:
    """Its proposals bring their own words along, over which those of the file go."""
    own = model.texts.get(languages.SOURCE)
    day = None if model.next_promised is None else resolve(model.next_promised, await _today(work, desk))
    return Change(own.by_element() if own else {}, model.quotes, model.proposals, day, model.plain_overruled)


async def _wrong(work: Work, actor: Actor, desk: Desk, model: DraftFile, where: Lines) -> list[Mistake]:
    """Names that lead nowhere, a day that is over, and what is for another kind of bulletin."""
    quotes = {q.id for q in await composing.quotes_for_parents(work, actor, desk.bulletin.trajectory_id)}
    proposals = {p.id for p in await work.uow.trajectories.proposals(desk.bulletin.trajectory_id)}
    mend = "Parents may see only quotes with permission, looked at for traces."
    found = _unknown("quotes", model.quotes or (), quotes, where, mend)
    found += _unknown("proposals", model.proposals or (), proposals, where, "Name proposals of this trajectory.")
    if len(model.proposals or ()) > MOST_PROPOSALS:
        found.append(
            _mistake(
                where,
                ("proposals",),
                "There are too many proposals.",
                f"Name {MOST_PROPOSALS} at the most.",
                "too_many_proposals",
            )
        )
    if model.kind is not None and model.kind is not desk.revision.kind:
        found.append(
            _mistake(where, ("kind",), f"This draft is '{desk.revision.kind}'.", "Begin another one with /schrijf.", "other_kind")
        )
    if model.next_promised is not None and resolve(model.next_promised, await _today(work, desk)) <= await _today(work, desk):
        found.append(_mistake(where, ("next_promised",), "This day is over.", "Name a day after today.", "day_over"))
    told = set(model.proposals if model.proposals is not None else desk.revision.proposal_ids)
    wanted = set(desk.revision.elements())
    dutch = {
        *revising.source(desk.revision.texts),
        *(model.texts[languages.SOURCE].by_element() if languages.SOURCE in model.texts else ()),
    }
    new = [proposal for proposal in told & proposals if proposal not in desk.revision.proposal_ids]
    for proposal in await work.uow.trajectories.some_proposals(new):
        dutch |= {f"proposal:{proposal.id}:{name}" for name, words in proposal.texts.items() if words.strip()}
    for language, texts in model.texts.items():
        for element in texts.by_element():
            place = _place(language, element)
            if element.startswith("proposal:") and element.split(":")[1] not in told:
                found.append(
                    _mistake(where, place, "This proposal is not in the message.", "Name it under proposals too.", "not_told")
                )
            elif not element.startswith("proposal:") and element not in wanted:
                what = f"A {desk.revision.kind} message has no '{element}'."
                found.append(_mistake(where, place, what, "Leave it out.", "no_such_element", word=element))
            elif language != languages.SOURCE and element not in dutch:
                name = element.rpartition(":")[2]
                found.append(_mistake(where, place, f"'{element}' has no Dutch.", "Write it in nl too.", "no_dutch", word=name))
    return found


def _place(language: str, element: str) -> Place:
    if not element.startswith("proposal:"):
        return ("texts", language, element)
    _, proposal_id, name = element.split(":")
    return ("texts", language, "proposals", proposal_id, name)


def _unknown(what: str, ids: Sequence[str], there: set[str], where: Lines, mend: str) -> list[Mistake]:
    return [
        _mistake(where, (what, n), f"'{one}' is not there.", mend, f"unknown_{what}", word=one)
        for n, one in enumerate(ids)
        if one not in there
    ]


def _mistake(where: Lines, place: Place, what: str, mend: str, code: str, **fields: str) -> Mistake:
    return Mistake(what, mend=mend, file=where.file, line=where.at(*place), code=code, fields=fields)


async def _today(work: Work, desk: Desk) -> date:
    coalition = await work.uow.coalitions.get(desk.bulletin.coalition_id)
    return work.clock.now().astimezone(ZoneInfo(coalition.zone)).date()
