"""`weerklank load`: a coalition's own data file becomes what is there. Loading it again updates, and makes nothing twice."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from bot.domain.actor import Actor, Role
from bot.domain.approval import Approval
from bot.domain.coalition import BotAccount, Coalition
from bot.domain.errors import Mistakes, NotThere
from bot.domain.own_text import SwitchedOn
from bot.domain.person import Person, PersonState
from bot.services.auditing import note
from bot.services.loading.load_known import Place, known
from bot.services.loading.load_model import PersonRow
from bot.services.loading.load_pictures import load_pictures
from bot.services.loading.load_reading import Loadable
from bot.services.loading.load_recordings import load_recordings
from bot.services.loading.load_tally import Tally
from bot.services.loading.load_trajectory import load_trajectory
from bot.services.speaking import languages
from bot.services.work import Work


async def load(work: Work, actor: Actor, file: Loadable, settings: Mapping[str, str]) -> Tally:
    """Makes or updates everything in the file, within the coalition it names. `settings` holds the tokens that it refers to.

    Approvals and second looks are taken as what the coalition says of its own people; they carry the approver's id, and the audit
    says who loaded them. Raises Mistakes with file and lines: a setting that is not there, an id of another coalition, a change
    to the words of a bulletin that went out, a recording of other words.
    """
    row = file.model.coalition
    actor.must_be(Role.OPERATOR, coalition_id=row.id)
    tally = Tally()
    await _in_order(work, file)
    await _coalition(work, file, tally)
    with file.going_on():
        await _account(work, file, settings, tally)
    for number, person in enumerate(file.model.people):
        with file.going_on():
            await _person(work, file, ("people", number), person, tally)
    today = work.clock.now().astimezone(ZoneInfo(row.zone)).date()
    for number, trajectory in enumerate(file.model.trajectories):
        with file.going_on():
            await load_trajectory(work, file, ("trajectories", number), trajectory, today, tally)
    for language, by in file.model.fixed_texts.items():
        with file.going_on():
            tally.made["approvals"] += await _fixed_texts(work, file, language, by)
    if not file.mistakes:
        # A recording is of words that loading has put in their place.
        tally.made["recordings"] += await load_recordings(work, file)
        tally.made["pictures"] += await load_pictures(work, file)
    if file.mistakes:
        raise Mistakes(file.mistakes)
    await languages.look_again(work, row.id)
    await note(work, actor, "file_loaded", row.id)
    return tally


async def _in_order(work: Work, file: Loadable) -> None:
    """Nobody moves, writes or sends what the file has until it is loaded. Proposals before bulletins, as in decision 7."""
    trajectories = work.uow.trajectories
    proposals = sorted(row.id for trajectory in file.model.trajectories for row in trajectory.proposals)
    bulletins = sorted(row.id for trajectory in file.model.trajectories for row in trajectory.bulletins)
    for lock, ids in ((trajectories.lock_proposal, proposals), (work.uow.bulletins.lock, bulletins)):
        for id_ in ids:
            with suppress(NotThere):
                await lock(id_)


async def _coalition(work: Work, file: Loadable, tally: Tally) -> None:
    row = file.model.coalition
    after = Coalition(**row.model_dump())
    try:
        before = await work.uow.coalitions.get(row.id)
    except NotThere:
        before = None
    if before is not None:
        after = replace(after, words_version=before.words_version)
        # One that was switched on in a chat, and never stood in the file, stays.
        for language in set(before.languages) - set(after.languages):
            await work.uow.own_texts.switch_off(row.id, language)
    if tally.differs("coalitions", before, after):
        await work.uow.coalitions.save(after)


async def _account(work: Work, file: Loadable, settings: Mapping[str, str], tally: Tally) -> None:
    row = file.model.bot_account
    if row is None:
        return
    token = settings.get(row.token_setting, "")
    if not token:
        near = get_close_matches(row.token_setting, [name for name in settings if name.startswith("WEERKLANK_")], 1, 0.8)
        mend = "Put the token that @BotFather gave into it (.env)." + (f" There is a {near[0]}." if near else "")
        raise file.mistake(("bot_account", "token_setting"), f"the setting {row.token_setting} is not there.", mend)
    before = await known(file, ("bot_account",), work.uow.coalitions.bot_account, row.id)
    after = BotAccount(row.id, file.model.coalition.id, row.channel, row.username, token, row.token_setting)
    if before is not None and not row.username and after.is_same_bot(before):
        after = replace(after, username=before.username)
    if tally.differs("bot accounts", before, after):
        await work.uow.coalitions.save_bot_account(after)


async def _fixed_texts(work: Work, file: Loadable, language: str, by: str) -> int:
    """How many approvals are new."""
    if language not in work.words.languages():
        what = f"the texts of Weerklank are not complete in '{language}'."
        raise file.mistake(("fixed_texts", language), what, "`weerklank texts check` says what lacks.")
    coalition_id, hashes = file.model.coalition.id, work.words.fixed_hashes(language)
    approved = await work.uow.bulletins.approved(coalition_id, language, hashes)
    fresh = [Approval(coalition_id, h, language, by, work.clock.now()) for h in dict.fromkeys(hashes) if h not in approved]
    await work.uow.bulletins.add_approvals(fresh)
    if language in file.model.coalition.languages:
        await work.uow.own_texts.switch_on(SwitchedOn(coalition_id, language, by, work.clock.now()))
    return len(fresh)


async def _person(work: Work, file: Loadable, at: Place, row: PersonRow, tally: Tally) -> None:
    """Who joined keeps the language and the state they are in. A role that was laid down in a chat is not given back: only a new
    invitation does that (and `load_warnings` says so)."""
    before = await known(file, at, work.uow.people.get, row.id)
    roles = frozenset(row.roles)
    language = row.language if row.language in languages.FOR_COORDINATORS else languages.SOURCE
    translates = frozenset(row.translates)
    if roles & {Role.TRANSLATOR, Role.KEY_PERSON} and not translates:
        translates = frozenset({row.language}) - {languages.SOURCE}
    if before is None:
        after = Person(row.id, file.model.coalition.id, PersonState.INVITED, roles, language, name=row.name)
    else:
        # Somebody may have said in a chat that they know one more: that stays, as does what the file says.
        translates = before.translates | frozenset(row.translates) or translates
        # That somebody is a parent too is not the file's to say.
        own = before.roles & {Role.PARENT}
        roles = own if before.has_left else own | (roles - before.laid_down)
        after = replace(before, name=row.name, roles=roles)
    after = replace(after, translates=translates)
    if tally.differs("people", before, after):
        await (work.uow.people.save if before else work.uow.people.add)(after)
