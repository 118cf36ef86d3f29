"""What a data file leaves open: nothing that is wrong, but something that somebody will miss later."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.domain.actor import Role
from bot.domain.bulletin import Bulletin, BulletinState
from bot.domain.errors import Mistake
from bot.domain.proposal import ProposalStatus
from bot.domain.quote import Audience
from bot.files.lines import Place
from bot.services.loading.load_model import BulletinRow, TrajectoryRow
from bot.services.loading.load_reading import Loadable
from bot.services.speaking import languages
from bot.services.work import Work
from bot.services.writing import readiness
from bot.services.writing.readiness import Obstacle

_UNDECIDED = {ProposalStatus.EXPLORING, ProposalStatus.PLANNED}
_THERE = {ProposalStatus.DONE, ProposalStatus.STARTED}
_PLACEHOLDER = re.compile(r"\{\w+\}")
_STILL_TO_READ = {BulletinState.DRAFT, BulletinState.SENDING, BulletinState.PAUSED}


async def warnings(work: Work, file: Loadable) -> list[Mistake]:
    """By line. To be called after loading, in the same unit of work."""
    coalition_id = file.model.coalition.id
    offered = await languages.offered(work, coalition_id)
    found = [*_languages(work, file, offered), *_people(file), *await _laid_down(work, file)]
    if not await work.uow.coalitions.bot_accounts(coalition_id):
        found.append(file.mistake(("coalition",), "there is no bot account, so nobody can be reached.", "Add bot_account."))
    for t, trajectory in enumerate(file.model.trajectories):
        for b, row in enumerate(trajectory.bulletins):
            bulletin = await work.uow.bulletins.get(row.id)
            if bulletin.state in _STILL_TO_READ:
                found += await _bulletin(work, file, ("trajectories", t, "bulletins", b), row, bulletin, offered)
        found += [*_proposals(file, t, trajectory), *_quotes(file, t, trajectory), *_norms(work, file, t, trajectory)]
    return sorted(found, key=lambda each: each.line or 0)


async def obstacles(work: Work, file: Loadable) -> list[tuple[Mistake, Obstacle]]:
    """What keeps each bulletin of the file that did not go out yet, with where it stands. To be called after loading, too."""
    found = []
    for t, trajectory in enumerate(file.model.trajectories):
        for b, row in enumerate(trajectory.bulletins):
            bulletin = await work.uow.bulletins.get(row.id)
            if bulletin.may_begin:
                where = file.mistake(("trajectories", t, "bulletins", b, "id"), f"'{row.id}' cannot go out yet")
                found += [(where, obstacle) for obstacle in await readiness.obstacles(work, bulletin)]
    return found


def _proposals(file: Loadable, t: int, trajectory: TrajectoryRow) -> Iterator[Mistake]:
    """On paper they stay, without somebody who does it, a day, and a way in (DOMAIN, 'what goes wrong')."""
    told = {proposal_id for row in trajectory.bulletins for proposal_id in row.proposals}
    for p, row in enumerate(trajectory.proposals):
        at = ("trajectories", t, "proposals", p, "id")
        if not row.owner.strip():
            yield file.mistake(at, f"proposal '{row.id}' has no owner.", "Name who sees to it: owner.")
        if row.status in _UNDECIDED and row.decision_on is None:
            yield file.mistake(at, f"proposal '{row.id}' is {row.status}, without a day.", "Say by when: decision_on.")
        if row.id in told and row.status in _THERE and not _has_way_in(trajectory, row.id):
            what = f"proposal '{row.id}' is {row.status}, and no text says where, when and with whom."
            yield file.mistake(at, what, "Write its way_in.")


def _has_way_in(trajectory: TrajectoryRow, proposal_id: str) -> bool:
    dutch = [row.texts[languages.SOURCE] for row in trajectory.bulletins if languages.SOURCE in row.texts]
    found = [texts.proposals[proposal_id] for texts in dutch if proposal_id in texts.proposals]
    return any(texts.way_in.strip() for texts in found)


def _quotes(file: Loadable, t: int, trajectory: TrajectoryRow) -> Iterator[Mistake]:
    """Named in a bulletin, and not to be seen by the parents who read it."""
    used = {quote_id for row in trajectory.bulletins for quote_id in row.quotes}
    for q, row in enumerate(trajectory.quotes):
        at = ("trajectories", t, "quotes", q, "id")
        if row.id not in used:
            continue
        if Audience.PARENTS not in row.may_be_seen_by:
            yield file.mistake(at, f"quote '{row.id}' is not for parents, so they do not see it.", "See may_be_seen_by.")
        elif not row.looked_for_traces:
            what = f"nobody looked whether somebody could be recognised in quote '{row.id}', so parents do not see it."
            yield file.mistake(at, what, "When somebody did: looked_for_traces: true.")


def _norms(work: Work, file: Loadable, t: int, trajectory: TrajectoryRow) -> Iterator[Mistake]:
    norms = replace(work.norms, **trajectory.norms)
    if norms.silence_warn_days >= norms.silence_limit_days:
        what = "coordinators are warned of silence when its limit is there already."
        yield file.mistake(("trajectories", t, "silence_warn_days"), what, "Let it be less than silence_limit_days.")


def _languages(work: Work, file: Loadable, offered: tuple[str, ...]) -> Iterator[Mistake]:
    for n, language in enumerate(file.model.coalition.languages):
        if language in offered:
            continue
        at = ("coalition", "languages", n)
        if language in work.words.languages():
            what = f"'{language}' is not offered to parents yet: nobody approved the fixed texts of Weerklank in it."
            yield file.mistake(at, what, f"Let somebody read them, and add to fixed_texts: {{{language}: <their id>}}.")
        else:
            what = f"'{language}' is not offered to parents: the texts of Weerklank are not complete in it."
            yield file.mistake(at, what, "`weerklank texts check` says what lacks.")


def _people(file: Loadable) -> Iterator[Mistake]:
    coordinators = [person for person in file.model.people if Role.COORDINATOR in person.roles]
    if len(coordinators) < 2:
        what = f"there is {'one coordinator' if coordinators else 'no coordinator'}, and a bulletin needs two pairs of eyes."
        yield file.mistake(("people",), what, "Add a second one, or say `alone_because` with each second_look.")


async def _laid_down(work: Work, file: Loadable) -> list[Mistake]:
    """Roles of the file that somebody gave up since, or that a colleague took."""
    found = []
    for n, row in enumerate(file.model.people):
        person = await work.uow.people.get(row.id)
        for role in sorted(set(row.roles) - person.roles):
            what = f"'{row.id}' is no {role} any more, since a chat, and does not become it again by this file."
            mend = f"Take the role out; or give a new link: weerklank invite TRAJECTORY --role {role}"
            found.append(file.mistake(("people", n, "roles"), what, mend))
    return found


async def _bulletin(
    work: Work, file: Loadable, at: Place, row: BulletinRow, bulletin: Bulletin, offered: tuple[str, ...]
) -> list[Mistake]:
    """Languages that parents may have chosen, and in which this cannot go out."""
    if bulletin.revision_id is None:
        return []
    revision = await work.uow.bulletins.revision(bulletin.revision_id)
    without, unapproved = [], []
    for language in offered:
        if revision.missing(language):
            without.append(language)
        elif not await languages.may_read(work, revision, language):
            unapproved.append(language)
    found = []
    for language, texts in row.texts.items():
        for name, words in texts.by_element().items():
            if braces := _PLACEHOLDER.search(words):
                what = f"{braces[0]} stands as it is in what parents read ({name} of '{row.id}')."
                found.append(file.mistake((*at, "texts", language), what, "Write the words themselves."))
    if without:
        what = f"'{row.id}' is not whole in {', '.join(without)}: who reads that waits for it."
        found.append(file.mistake((*at, "texts"), what, "Add what lacks to its texts, and have it approved."))
    if unapproved:
        what = f"'{row.id}' is not approved in {', '.join(unapproved)}: who reads that waits for it."
        found.append(file.mistake((*at, "approved"), what, f"Let somebody read it: approved: {{{unapproved[0]}: <their id>}}."))
    return found
