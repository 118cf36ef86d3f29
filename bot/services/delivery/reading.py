"""What a parent's bulletin consists of, as values for flows: references that are turned into words when they are rendered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import PROPOSAL_ELEMENTS, Bulletin, BulletinKind, BulletinState, Revision
from bot.domain.errors import NotAllowed, NotThere
from bot.domain.quote import Audience
from bot.domain.wording import Value, Values, day, element, quote, text
from bot.services.speaking.languages import SOURCE
from bot.services.work import Work


@dataclass(frozen=True, slots=True)
class BulletinView:
    """`values` has a reference for each element of the kind (`acknowledgement`, `meaning`, `follow_up`, or `message`), `quotes`,
    `bulletin_id`, `revision_id`, and `next_day` when one is promised. `proposals` are items of `proposals_of`.
    """

    kind: BulletinKind
    bulletin_id: str
    revision_id: str
    values: Values
    proposals: tuple[Values, ...] = ()
    next_day: Value | None = None


async def bulletin_for(work: Work, actor: Actor, bulletin_id: str, revision_id: str | None = None) -> BulletinView:
    """As one parent of its trajectory reads it (or a coordinator, drafts included): the newest revision, unless one is named."""
    bulletin, revision = await _open(work, actor, bulletin_id, revision_id)
    values: Values = {e: element(revision.id, e) for e in revision.elements()}
    values |= {"bulletin_id": bulletin.id, "revision_id": revision.id, "kind": str(revision.kind)}
    person = await work.uow.people.find(actor.id)
    language = person.language if person else SOURCE
    values["quotes"] = list((await _quotes(work, revision.quote_ids, language)).values())
    next_day = day(revision.next_promised) if revision.next_promised else None
    if next_day is not None:
        values["next_day"] = next_day
    proposals = await items(work, revision, language)
    return BulletinView(revision.kind, bulletin.id, revision.id, values, tuple(proposals), next_day)


async def proposals_of(work: Work, actor: Actor, revision_id: str) -> list[Values]:
    """A revision's proposals, in its order; every item has every name.

    `number` (from 1), `bulletin_id`, `revision_id`, `proposal_id`, `status` (its code), `status_text` (the text
    `common.proposal_<status>`), `answer_kind` (`plan`, or `refusal` when the status says no and the revision says why), `title`,
    `plan`, `way_in`, `reason` (references; an empty string when it has none), `quote` (the first of its quotes that parents may
    see, in the reader's language; an empty string without one), and `has_way_in`, `has_quote` (booleans).
    """
    bulletin_id = (await work.uow.bulletins.revision(revision_id)).bulletin_id
    _, revision = await _open(work, actor, bulletin_id, revision_id)
    person = await work.uow.people.find(actor.id)
    return await items(work, revision, person.language if person else SOURCE)


async def items(work: Work, revision: Revision, language: str, say: Callable[[str, str], Value] = element) -> list[Values]:
    """As `proposals_of` has them, for a reader of this language. `say` makes the reference to an element."""
    found: list[Values] = []
    proposals = await work.uow.trajectories.some_proposals(revision.proposal_ids)
    told = await _quotes(work, [quote_id for proposal in proposals for quote_id in proposal.quote_ids], language)
    for number, proposal in enumerate(proposals, start=1):
        quotes = [told[quote_id] for quote_id in proposal.quote_ids if quote_id in told]
        item: Values = {
            "number": number,
            "bulletin_id": revision.bulletin_id,
            "revision_id": revision.id,
            "proposal_id": proposal.id,
            "status": str(proposal.status),
            "status_text": text(f"common.proposal_{proposal.status}"),
            "answer_kind": "plan",
            "quote": next(iter(quotes), ""),
            "has_quote": bool(quotes),
        }
        for name in PROPOSAL_ELEMENTS:
            whole = f"proposal:{proposal.id}:{name}"
            item[name] = say(revision.id, whole) if revision.texts.get((SOURCE, whole), "").strip() else ""
        if proposal.status.needs_reason and item["reason"]:
            # One that said no since is read as it was told: never a no without its reason.
            item["answer_kind"] = "refusal"
        item["has_way_in"] = bool(item["way_in"])
        found.append(item)
    return found


async def last_bulletin(work: Work, actor: Actor) -> Bulletin | None:
    """The newest one that went (or is going) out to this parent's trajectory."""
    actor.must_be(Role.PARENT)
    person = await work.uow.people.get(actor.id)
    return await work.uow.bulletins.last_sent(person.trajectory_id) if person.trajectory_id else None


async def _open(work: Work, actor: Actor, bulletin_id: str, revision_id: str | None) -> tuple[Bulletin, Revision]:
    actor.must_be(Role.PARENT, Role.COORDINATOR, Role.OPERATOR)
    bulletin = await work.uow.bulletins.get(bulletin_id)
    if bulletin.coalition_id != actor.coalition_id:
        raise NotAllowed("other_coalition")
    if not actor.roles & {Role.COORDINATOR, Role.OPERATOR}:
        person = await work.uow.people.get(actor.id)
        if person.trajectory_id != bulletin.trajectory_id:
            raise NotAllowed("other_trajectory")
        if bulletin.state in {BulletinState.DRAFT, BulletinState.CANCELLED} and bulletin.sent_at is None:
            raise NotThere("bulletin", id=bulletin_id)
    wanted = revision_id or bulletin.revision_id
    if wanted is None:
        raise NotThere("revision", id=bulletin_id)
    revision = await work.uow.bulletins.revision(wanted)
    if revision.bulletin_id != bulletin.id:
        raise NotThere("revision", id=wanted)
    return bulletin, revision


async def _quotes(work: Work, quote_ids: Sequence[str], language: str) -> dict[str, Value]:
    """By id: those that parents may see by the teller's permission, after a look for traces, in words that this reader reads.

    A parent's own words are never translated by a machine: in other languages the approved text of the bulletin tells them.
    """
    return {
        told.id: quote(told.id)
        for told in await work.uow.trajectories.some_quotes(quote_ids)
        if Audience.PARENTS in told.audiences and told.looked_for_traces and told.language == language
    }
