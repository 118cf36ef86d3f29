"""What the command line has done, as an audited operator who cannot approve anything."""

import asyncio
import json
import logging
import signal
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from bot.channels.telegram_bot import is_token, username_of
from bot.config import Settings
from bot.domain.actor import Role, operator
from bot.domain.coalition import BotAccount
from bot.domain.errors import Mistake, NotThere, Unavailable
from bot.inbound.stopping import unless
from bot.refusals import obstacle
from bot.running import ProcessRole, settle_memory
from bot.services import tokens
from bot.services.loading import load as loading
from bot.services.loading import load_warnings
from bot.services.loading.load_model import LoadFile
from bot.services.loading.load_reading import read as read_file
from bot.services.loading.load_tally import Tally
from bot.services.people import joining
from bot.services.ports import Clock
from bot.storage.cipher import Cipher
from bot.storage.keys import count as count_keys
from bot.storage.keys import rotate as rotate_keys
from bot.storage.migrations import upgrade as upgrade_database
from bot.storage.opening import open_store
from bot.wiring import House, Library, open_house, read_library

log = logging.getLogger(__name__)

INVITED = tuple(role for role in Role if role not in {Role.OPERATOR, Role.SYSTEM})
"""Roles that a link can give."""


async def run(settings: Settings, role: ProcessRole = ProcessRole.ALL) -> None:
    """Serve until SIGINT or SIGTERM, then come to rest; a second one ends it at once.

    Raises Mistake when there is nothing to serve, or a token is wrong; Unavailable when it does not come to rest in time.
    """
    stop, library = stop_on_signals(), read_library(settings)
    await _adopt_tokens(settings, library)
    async with open_house(settings, library=library) as house:
        if not house.polling:
            raise Mistake("There is no bot account to serve.", mend="Load a coalition first: weerklank load FILE.yaml")
        async with house.units.reading() as uow:
            accounts = await uow.coalitions.bot_accounts()
        for account in accounts:
            # A wrong token, or no answer: the polling says so, and goes on as well as it can.
            with suppress(Mistake, Unavailable):
                await unless(stop, _username(house, account))
    async with open_house(settings, library=library) as house:
        names = ", ".join(f"@{account.username}" if account.username else account.id for account in accounts)
        log.info("serving %s as %s; stop with Ctrl-C", names, role)
        settle_memory()
        await house.run(stop, role)
        log.info("stopped")


async def _adopt_tokens(settings: Settings, library: Library) -> None:
    """A token that was changed in its setting is the one to serve with. It is stored before bots are made of what is stored."""
    async with open_house(settings, library=library) as house, house.work() as work:
        changed = await tokens.adopt(work, settings.named, is_token)
    for account in changed:
        log.info("bot account %s has a new token, from %s", account.id, account.token_setting)


def stop_on_signals() -> asyncio.Event:
    """Set by the first signal. The second one ends the process at once, as it would end any other; nothing is lost by that."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()

    def asked(number: signal.Signals) -> None:
        if not stop.is_set():
            log.info("coming to rest; once more to end at once")
            stop.set()
            return
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl-C ends the loop by itself
            loop.add_signal_handler(number, asked, number)
    return stop


@dataclass(frozen=True, slots=True)
class LoadReport:
    """Lines that say what is new or changed, and what the file leaves open."""

    lines: tuple[str, ...]
    warnings: tuple[str, ...]


class _OnlyLooked(Exception):
    """Takes back what `load --check` did."""


async def load(
    settings: Settings, path: Path, *, check: bool = False, clock: Clock | None = None, library: Library | None = None
) -> LoadReport:
    """The file is in the database, or (`check`) could be. Raises Mistakes with everything that is wrong in it."""
    file = read_file(path)
    row = file.model.bot_account
    if row is not None and not is_token(settings.named.get(row.token_setting) or "0:missing"):
        mend = "Copy the whole token that @BotFather gave: digits, a colon, letters."
        what = f"what {row.token_setting} holds is no bot token."
        file.mistakes.append(file.mistake(("bot_account", "token_setting"), what, mend))
    coalition_id = file.model.coalition.id
    with suppress(_OnlyLooked):
        async with open_house(settings, clock=clock, library=library) as house, house.work() as work:
            tally = await loading.load(work, operator(coalition_id), file, settings.named)
            warnings = [str(warning) for warning in await load_warnings.warnings(work, file)]
            kept = await load_warnings.obstacles(work, file)
            warnings += [f"{where}: {obstacle(found)}." for where, found in kept]
            if check:
                raise _OnlyLooked
    return LoadReport(tuple(_load_lines(coalition_id, tally, check=check)), tuple(warnings))


def _load_lines(coalition_id: str, tally: Tally, *, check: bool) -> Iterator[str]:
    yield f"{coalition_id}: {'can be loaded; nothing is written yet' if check else 'loaded'}"
    for kind in sorted(tally.made.keys() | tally.changed.keys()):
        if tally.made[kind]:
            yield f"  new {kind.replace('_', ' ')}: {tally.made[kind]}"
        if tally.changed[kind]:
            yield f"  changed {kind}: {tally.changed[kind]}"
    for bulletin_id in tally.paused:
        yield f"  bulletin {bulletin_id} {'would be' if check else 'is'} paused: a status under it changed"


def load_schema() -> str:
    """JSON Schema of a data file."""
    return json.dumps(LoadFile.model_json_schema(), indent=2)


async def invite(
    settings: Settings, trajectory_id: str, count: int, role: Role, contact: str | None = None
) -> list[dict[str, str]]:
    """New links: `[{"token", "link", "role"}]`, and `"person"` when a link is for somebody whom the data file names.

    `contact`: the id of the contact person who gives them to parents.
    """
    if contact is not None and role is not Role.PARENT:
        raise Mistake("A contact person gives links to parents only.", mend="Leave out --role or --contact.")
    async with open_house(settings) as house:
        return await invite_in(house, trajectory_id, count, role, contact)


async def invite_in(house: House, trajectory_id: str, count: int, role: Role, contact: str | None = None) -> list[dict[str, str]]:
    """The same, in a house that stands open."""
    async with house.units.reading() as uow:
        trajectory = await uow.trajectories.get(trajectory_id)
        accounts = await uow.coalitions.bot_accounts(trajectory.coalition_id)
    if not accounts:
        raise Mistake("The coalition has no bot account.", mend="Give it one in its data file, and load that.")
    username = await _username(house, accounts[0])
    async with house.work() as work:
        made = await joining.invite(work, operator(trajectory.coalition_id), trajectory_id, count, role, about=contact)
    links = [
        {"token": each.token, "link": f"https://t.me/{username}?start={each.token}", "role": str(each.role)} for each in made
    ]
    return [link | ({"person": each.used_by} if each.used_by else {}) for link, each in zip(links, made, strict=True)]


def link_line(link: Mapping[str, str]) -> str:
    """The same for a person, who has to give each link to the right one."""
    return f"{link['link']}  (for {link['person']})" if "person" in link else link["link"]


async def _username(house: House, account: BotAccount) -> str:
    """Its name on the channel, asked for once when its data file does not say. Raises Mistake or Unavailable.

    No transaction is open while the channel is asked.
    """
    if account.username:
        return account.username
    bot = next((bot for bot in house.bots if bot.token == account.token), None)
    if bot is None:
        raise Mistake(f"Bot account {account.id} has no username.", mend="Give it one in its data file, and load that.")
    found = await username_of(bot, account.id)
    async with house.work() as work:
        await work.uow.coalitions.save_bot_account(replace(account, username=found))
    return found


async def inbox(settings: Settings, what: str, row_id: int | None) -> list[str]:
    """What was set aside, a line each; `retry` puts them (or the one) back."""
    async with open_house(settings) as house:
        return await inbox_in(house, what, row_id)


async def inbox_in(house: House, what: str, row_id: int | None = None) -> list[str]:
    """The same, in a house that stands open."""
    async with house.work() as work:
        rows = [row for row in await work.uow.inbox.set_aside() if row_id in {None, row.id}]
        if row_id is not None and not rows:
            raise NotThere("set_aside_row", id=row_id)
        if what == "retry":
            for row in rows:
                await work.uow.inbox.retry(row.id)
            return [f"{len(rows)} tried again" if rows else "nothing was set aside"]
    return [f"{row.id}  {row.coalition_id}  {row.attempts} tries  {row.error}" for row in rows] or ["nothing was set aside"]


async def upgrade(settings: Settings) -> str:
    """Makes the database, or brings it up to date."""
    await upgrade_database(settings.database_url)
    return "the database is up to date"


async def rotate(settings: Settings) -> str:
    """Every data key wrapped by the first secret key; a sentence that says how many were not yet."""
    cipher = Cipher(settings.secret_key)
    store = await open_store(settings.database_url)
    try:
        count = await rotate_keys(store, cipher)
        total = await count_keys(store)
    finally:
        await store.close()
    if not count:
        return f"nothing to do: all data keys ({total}) were wrapped by the first secret key, {cipher.first}, already"
    return (
        f"{count} of {total} data keys were wrapped anew, by the first secret key, {cipher.first}; others are not needed any more"
    )
