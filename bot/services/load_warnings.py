"""What a data file leaves open: nothing that is wrong, but something that somebody will miss later."""

from collections.abc import Iterator

from bot.domain.actor import Role
from bot.domain.bulletin import Bulletin, BulletinState
from bot.domain.errors import Mistake
from bot.files.lines import Place
from bot.services import languages
from bot.services.load_model import BulletinRow
from bot.services.load_reading import Loadable
from bot.services.work import Work

_STILL_TO_READ = {BulletinState.DRAFT, BulletinState.SENDING, BulletinState.PAUSED}


async def warnings(work: Work, file: Loadable) -> list[Mistake]:
    """By line. To be called after loading, in the same unit of work."""
    coalition_id = file.model.coalition.id
    offered = await languages.offered(work, coalition_id)
    found = [*_languages(work, file, offered), *_people(file)]
    if not await work.uow.coalitions.bot_accounts(coalition_id):
        found.append(file.mistake(("coalition",), "there is no bot account, so nobody can be reached.", "Add bot_account."))
    for t, trajectory in enumerate(file.model.trajectories):
        for b, row in enumerate(trajectory.bulletins):
            bulletin = await work.uow.bulletins.get(row.id)
            if bulletin.state in _STILL_TO_READ:
                found += await _bulletin(work, file, ("trajectories", t, "bulletins", b), row, bulletin, offered)
    return sorted(found, key=lambda each: each.line or 0)


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
    if without:
        what = f"'{row.id}' is not whole in {', '.join(without)}: who reads that waits for it."
        found.append(file.mistake((*at, "texts"), what, "Add what lacks to its texts, and have it approved."))
    if unapproved:
        what = f"'{row.id}' is not approved in {', '.join(unapproved)}: who reads that waits for it."
        found.append(file.mistake((*at, "approved"), what, f"Let somebody read it: approved: {{{unapproved[0]}: <their id>}}."))
    return found
