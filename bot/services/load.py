"""`weerklank load`: a coalition's own data file becomes what is there. Loading it again updates, and makes nothing twice."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from bot.domain.actor import Actor, Role
from bot.domain.approval import Approval
from bot.domain.coalition import BotAccount, Coalition
from bot.domain.person import Person, PersonState
from bot.outbox.quiet import is_known_country
from bot.services import languages
from bot.services.auditing import note
from bot.services.load_known import Place, known
from bot.services.load_model import PersonRow
from bot.services.load_reading import Loadable
from bot.services.load_recordings import load_recordings
from bot.services.load_trajectory import load_trajectory
from bot.services.work import Work


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of it: how many of each kind are new (`people`, `quotes`, `revisions`, …), and ids of bulletins that were paused
    because a status under them changed.
    """

    coalition_id: str
    made: Mapping[str, int]
    paused: tuple[str, ...] = ()


async def load(work: Work, actor: Actor, file: Loadable, settings: Mapping[str, str]) -> Loaded:
    """Makes or updates everything in the file, within the coalition it names. `settings` holds the tokens that it refers to.

    Approvals and second looks are taken as what the coalition says of its own people; they carry the approver's id, and the audit
    says who loaded them. Raises Mistake with file and line: a setting that is not there, an unknown zone or country, or a change
    to the words of a bulletin that went out.
    """
    row = file.model.coalition
    actor.must_be(Role.OPERATOR, coalition_id=row.id)
    made: Counter[str] = Counter()
    paused: list[str] = []
    await _coalition(work, file)
    await _account(work, file, settings)
    for number, person in enumerate(file.model.people):
        made["people"] += await _person(work, file, ("people", number), person)
    today = work.clock.now().astimezone(ZoneInfo(row.zone)).date()
    for number, trajectory in enumerate(file.model.trajectories):
        new, stopped = await load_trajectory(work, file, ("trajectories", number), trajectory, today)
        made.update(new)
        paused += stopped
    for language, by in file.model.fixed_texts.items():
        if language not in work.words.languages():
            what = f"the texts of Weerklank are not complete in '{language}'."
            raise file.mistake(("fixed_texts", language), what, "`weerklank texts check` says what lacks.")
        hashes = work.words.fixed_hashes(language)
        approved = await work.uow.bulletins.approved(row.id, language, hashes)
        fresh = [Approval(row.id, h, language, by, work.clock.now()) for h in dict.fromkeys(hashes) if h not in approved]
        await work.uow.bulletins.add_approvals(fresh)
        made["approvals"] += len(fresh)
    made["recordings"] += await load_recordings(work, file)
    await languages.look_again(work, row.id)
    await note(work, actor, "file_loaded", row.id)
    return Loaded(row.id, dict(made), tuple(paused))


async def _coalition(work: Work, file: Loadable) -> None:
    row = file.model.coalition
    try:
        ZoneInfo(row.zone)
    except (KeyError, ValueError, OSError):
        raise file.mistake(("coalition", "zone"), f"no zone is called '{row.zone}'.", "Such as Europe/Amsterdam.") from None
    if row.holiday_country and not is_known_country(row.holiday_country):
        what = f"the holidays of '{row.holiday_country}' are not known."
        raise file.mistake(("coalition", "holiday_country"), what, "Such as NL; empty for none.")
    await work.uow.coalitions.save(Coalition(**row.model_dump()))


async def _account(work: Work, file: Loadable, settings: Mapping[str, str]) -> None:
    row = file.model.bot_account
    if row is None:
        return
    token = settings.get(row.token_setting, "")
    if not token:
        mend = "Put the token that @BotFather gave into it (.env)."
        raise file.mistake(("bot_account", "token_setting"), f"the setting {row.token_setting} is not there.", mend)
    before = await known(file, ("bot_account",), work.uow.coalitions.bot_account, row.id)
    username = row.username or (before.username if before else "")
    await work.uow.coalitions.save_bot_account(
        BotAccount(row.id, file.model.coalition.id, row.channel, username, token),
    )


async def _person(work: Work, file: Loadable, at: Place, row: PersonRow) -> bool:
    """Whether somebody is new. Who joined keeps the language and the state they are in."""
    before = await known(file, at, work.uow.people.get, row.id)
    if before is None:
        person = Person(
            row.id,
            file.model.coalition.id,
            PersonState.INVITED,
            frozenset(row.roles),
            row.language,
            name=row.name,
        )
        await work.uow.people.add(person)
        return True
    await work.uow.people.save(replace(before, name=row.name, roles=frozenset(row.roles)))
    return False
