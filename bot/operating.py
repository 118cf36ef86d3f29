"""What the command line has done, as an audited operator who cannot approve anything."""

import asyncio
import json
import logging
import signal
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from bot.channels.telegram_bot import is_token, username_of
from bot.config import Settings
from bot.dialogue.checker import check as check_book
from bot.dialogue.checker import unready
from bot.dialogue.loader import Mistakes, read_book
from bot.dialogue.schema import schema_text
from bot.domain.actor import Actor, Role, operator
from bot.domain.coalition import BotAccount
from bot.domain.errors import Mistake, NotThere, Refused, Unavailable
from bot.refusals import obstacle
from bot.services import joining, readiness, sending, steering
from bot.services import load as loading
from bot.services.load_model import LoadFile
from bot.services.load_reading import read as read_file
from bot.services.ports import Clock
from bot.services.work import Work
from bot.storage.cipher import Cipher
from bot.storage.keys import rotate as rotate_keys
from bot.storage.migrations import upgrade as upgrade_database
from bot.storage.opening import open_store
from bot.texts.check import check as check_catalogs
from bot.texts.extract import extract
from bot.texts.plain import judge
from bot.wiring import REGISTRY, House, Library, open_house, read_library

log = logging.getLogger(__name__)

INVITED = tuple(role for role in Role if role not in {Role.OPERATOR, Role.SYSTEM})
"""Roles that a link can give."""


async def run(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM. Raises Mistake when there is nothing to serve, or a token is wrong."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl-C ends the loop by itself
            loop.add_signal_handler(number, stop.set)
    async with open_house(settings) as house:
        if not house.polling:
            raise Mistake("There is no bot account to serve.", mend="Load a coalition first: weerklank load FILE.yaml")
        async with house.units.reading() as uow:
            accounts = await uow.coalitions.bot_accounts()
        for account in accounts:
            # A wrong token, or no answer: the polling says so, and goes on as well as it can.
            with suppress(Mistake, Unavailable):
                await _username(house, account)
    async with open_house(settings) as house:
        names = ", ".join(f"@{account.username or account.id}" for account in accounts)
        log.info("serving %s; stop with Ctrl-C", names)
        await house.run(stop)
        log.info("stopped")


async def load(settings: Settings, path: Path, *, clock: Clock | None = None, library: Library | None = None) -> list[str]:
    """Lines that say what is new."""
    file = read_file(path)
    row = file.model.bot_account
    if row is not None and not is_token(settings.named.get(row.token_setting) or "0:missing"):
        mend = "Copy the whole token that @BotFather gave: digits, a colon, letters."
        raise file.mistake(("bot_account", "token_setting"), f"what {row.token_setting} holds is no bot token.", mend)
    async with open_house(settings, clock=clock, library=library) as house, house.work() as work:
        loaded = await loading.load(work, operator(file.model.coalition.id), file, settings.named)
    lines = [f"{loaded.coalition_id}: loaded"]
    lines += [f"  new {kind}: {count}" for kind, count in sorted(loaded.made.items()) if count]
    lines += [f"  bulletin {bulletin_id} is paused: a status under it changed" for bulletin_id in loaded.paused]
    return lines


def load_schema() -> str:
    """JSON Schema of a data file."""
    return json.dumps(LoadFile.model_json_schema(), indent=2)


async def invite(settings: Settings, trajectory_id: str, count: int, role: Role) -> list[dict[str, str]]:
    """New links: `[{"token", "link", "role"}]`."""
    async with open_house(settings) as house:
        return await invite_in(house, trajectory_id, count, role)


async def invite_in(house: House, trajectory_id: str, count: int, role: Role) -> list[dict[str, str]]:
    """The same, in a house that stands open."""
    async with house.units.reading() as uow:
        trajectory = await uow.trajectories.get(trajectory_id)
        accounts = await uow.coalitions.bot_accounts(trajectory.coalition_id)
    if not accounts:
        raise Mistake("The coalition has no bot account.", mend="Give it one in its data file, and load that.")
    username = await _username(house, accounts[0])
    async with house.work() as work:
        made = await joining.invite(work, operator(trajectory.coalition_id), trajectory_id, count, role)
    return [{"token": each.token, "link": f"https://t.me/{username}?start={each.token}", "role": str(each.role)} for each in made]


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


async def bulletin(settings: Settings, what: str, bulletin_id: str) -> dict[str, Any]:
    """Do `what`, and say how it stands: `{"id", "state", "recipients", "counts", "reasons"}`."""
    async with open_house(settings) as house:
        return await bulletin_in(house, what, bulletin_id)


async def bulletin_in(house: House, what: str, bulletin_id: str) -> dict[str, Any]:
    """The same, in a house that stands open."""
    async with house.work() as work:
        actor = operator((await work.uow.bulletins.get(bulletin_id)).coalition_id)
        match what:
            case "send":
                await _send(work, actor, bulletin_id)
            case "pause":
                await steering.pause(work, actor, bulletin_id)
            case "resume":
                await steering.resume(work, actor, bulletin_id)
            case "cancel":
                await steering.cancel(work, actor, bulletin_id)
        status = await steering.status(work, actor, bulletin_id)
    return asdict(status)


async def _send(work: Work, actor: Actor, bulletin_id: str) -> None:
    """As `sending.send`, but a refusal says everything that keeps it."""
    try:
        await sending.send(work, actor, bulletin_id)
    except Refused as refused:
        if refused.code != "not_ready":
            raise
        found = await readiness.obstacles(work, await work.uow.bulletins.get(bulletin_id))
        raise Refused("not_ready", id=bulletin_id, obstacles="; ".join(map(obstacle, found))) from None


def status_lines(status: Mapping[str, Any]) -> str:
    """The same for a person."""
    lines = [f"{status['id']}: {status['state']}, {status['recipients']} recipients"]
    lines += [f"  {state}: {count}" for state, count in sorted(status["counts"].items())]
    lines += [f"  because {reason}: {count}" for reason, count in sorted(status["reasons"].items())]
    return "\n".join(lines)


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


def check_flows(settings: Settings) -> str:
    """Raises Mistakes with everything that would go wrong, else a sentence."""
    book, mistakes = read_book(settings.flows_dir)
    mistakes = mistakes or [finding.as_mistake() for finding in check_book(book, REGISTRY.vocabulary())]
    if mistakes:
        raise Mistakes(mistakes)
    lines = [f"{len(book.flows)} flows, {len(book.texts())} texts: all well"]
    for name, planned in sorted(unready(book, REGISTRY.vocabulary()).items()):
        lines.append(f"  {name} cannot start yet, as these are planned: {', '.join(planned)}")
    return "\n".join(lines)


def flow_schema() -> str:
    return schema_text()


def check_texts(settings: Settings) -> str:
    """Raises Mistakes with everything that is missing or wrong in the catalogs, else a sentence."""
    library = read_library(settings)
    mistakes = check_catalogs(settings.locales_dir, library.book.texts())
    if mistakes:
        raise Mistakes(mistakes)
    return f"{', '.join(library.catalogs.all)}: {len(library.book.texts())} texts, all well"


def extract_texts(settings: Settings, language: str) -> str:
    """Brings every catalog up to date with the flows, and makes one for `language` when there is none. A line for each."""
    book, mistakes = read_book(settings.flows_dir)
    if mistakes:
        raise Mistakes(mistakes)
    done = extract(settings.locales_dir, book.texts(), [language])
    return "\n".join(
        f"{each.language}: {each.texts} texts, {each.to_translate} to translate, {each.dropped} dropped" for each in done
    )


def plain(text: str, language: str) -> dict[str, Any]:
    """`{"score": 0–100, "findings": […]}`."""
    return judge(text, language).as_json()


def plain_lines(verdict: Mapping[str, Any]) -> str:
    """The same for a person."""
    findings = [f"  {finding['words']}: {finding['rule']}. {finding['say_instead']}" for finding in verdict["findings"]]
    return "\n".join([str(verdict["score"]), *findings])


async def upgrade(settings: Settings) -> str:
    """Makes the database, or brings it up to date."""
    await upgrade_database(settings.database_url)
    return "the database is up to date"


async def rotate(settings: Settings) -> str:
    """Every data key wrapped by the first secret key."""
    store = await open_store(settings.database_url)
    try:
        count = await rotate_keys(store, Cipher(settings.secret_key))
    finally:
        await store.close()
    return f"{count} data keys are wrapped by the first secret key"
