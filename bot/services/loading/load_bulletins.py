"""Bulletins of a data file: a changed one gets a new revision, an unchanged one none, and one that went out keeps its words."""

from collections import Counter
from dataclasses import replace
from datetime import date

from bot.domain.actor import operator
from bot.domain.approval import Approval
from bot.domain.bulletin import Bulletin, BulletinState, Revision, SecondLook
from bot.domain.proposal import Proposal
from bot.services.delivery import halting
from bot.services.loading.load_known import Place, known
from bot.services.loading.load_model import BulletinRow, resolve
from bot.services.loading.load_reading import Loadable
from bot.services.speaking import languages
from bot.services.work import Work
from bot.services.writing import looking, revising


async def load_bulletin(work: Work, file: Loadable, at: Place, trajectory_id: str, row: BulletinRow, today: date) -> Counter[str]:
    """What was made: `bulletins`, `revisions`, `approvals`, `second_looks`."""
    made: Counter[str] = Counter()
    coalition_id = file.model.coalition.id
    bulletin = await known(file, at, work.uow.bulletins.lock, row.id)
    before = await work.uow.bulletins.revision(bulletin.revision_id) if bulletin and bulletin.revision_id else None
    stand = {proposal.id: str(proposal.status) for proposal in await work.uow.trajectories.some_proposals(row.proposals)}
    revision = replace(_revision(work, coalition_id, row, before, today), standings=_standings(before, stand))
    if bulletin is None:
        bulletin = Bulletin(row.id, coalition_id, trajectory_id, row.kind)
        made["bulletins"] += 1
    if bulletin.send_within_days != row.send_within_days:
        bulletin = replace(bulletin, send_within_days=row.send_within_days)
        await work.uow.bulletins.save(bulletin)
    if before is None or not _same(before, revision):
        if not bulletin.may_begin and before is not None:
            _may_only_add_languages(file, at, bulletin, before, revision)
        bulletin = await revising.add(work, bulletin, revision, before)
        made["revisions"] += 1
    else:
        revision = before
    made["approvals"] += await _approve(work, row, revision)
    look = row.second_look
    if look is not None and not await _has_looked(work, revision, look.by):
        await work.uow.bulletins.add_second_look(
            SecondLook(revision.id, coalition_id, look.by, work.clock.now(), look.alone_because),
        )
        made["second_looks"] += 1
    return made


async def pause_what_changed(work: Work, coalition_id: str, proposal: Proposal) -> list[str]:
    """A status that changes under a scheduled bulletin, or one that is going out, pauses it and asks (Invariant 4); their ids."""
    return [*(await halting.halt_what_changed(work, operator(coalition_id), proposal)).halted]


def _revision(work: Work, coalition_id: str, row: BulletinRow, before: Revision | None, today: date) -> Revision:
    texts = {(language, name): words for language, own in row.texts.items() for name, words in own.by_element().items()}
    promised = resolve(row.next_promised, today) if row.next_promised else None
    if before is not None and isinstance(row.next_promised, str):
        promised = before.next_promised
    return Revision(
        work.chance.id(),
        coalition_id,
        row.id,
        before.number + 1 if before else 1,
        row.kind,
        texts,
        row.proposals,
        row.quotes,
        promised,
        row.written_by,
        revising.plain_score(work, texts),
        row.plain_overruled,
    )


def _standings(before: Revision | None, stand: dict[str, str]) -> dict[str, str]:
    """Where they stood for whoever looked last; those that are new in it, as they stand now."""
    if before is None:
        return stand
    known = {id_: status for id_, status in before.standings.items() if id_ in stand}
    return known | {id_: status for id_, status in stand.items() if id_ not in before.proposal_ids}


async def _has_looked(work: Work, revision: Revision, by: str) -> bool:
    """Somebody looked at it; or the one whom the file names did, before a proposal of it moved: that was no look at this."""
    if await work.uow.bulletins.second_look(revision.id) is not None:
        return True
    return await looking.moved_since(work, revision, by)


def _same(before: Revision, after: Revision) -> bool:
    """Whether nothing but the number (and a verdict by newer rules) would change."""
    return replace(after, id=before.id, number=before.number, plain_score=before.plain_score) == before


def _may_only_add_languages(file: Loadable, at: Place, bulletin: Bulletin, before: Revision, after: Revision) -> None:
    kept = {key: words for key, words in after.texts.items() if key in before.texts}
    there = {language for language, _ in before.texts}
    added = {language for language, _ in after.texts} - there
    additive = replace(after, id=before.id, number=before.number, texts=kept, plain_score=before.plain_score)
    fills_gap = any(language in there and (language, name) not in before.texts for language, name in after.texts)
    going_out = bulletin.state in {BulletinState.SENDING, BulletinState.PAUSED}
    if additive != before or fills_gap or not added or not going_out:
        what = f"'{bulletin.id}' is {bulletin.state}: what it says cannot change any more."
        raise file.mistake((*at, "id"), what, "Only a language may be added while it goes out. Say it in another bulletin.")


async def _approve(work: Work, row: BulletinRow, revision: Revision) -> int:
    made = 0
    for language, by in row.approved.items():
        hashes = [*languages.hashes(revision, language).values()]
        approved = await work.uow.bulletins.approved(revision.coalition_id, language, hashes)
        now = work.clock.now()
        new = [Approval(revision.coalition_id, h, language, by, now) for h in dict.fromkeys(hashes) if h not in approved]
        await work.uow.bulletins.add_approvals(new)
        made += len(new)
    return made
