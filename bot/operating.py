"""What the command line has done, as an audited operator who cannot approve anything."""

import asyncio
import json
import signal
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.config import Settings
from bot.dialogue.checker import check as check_book
from bot.dialogue.loader import Mistakes, read_book
from bot.dialogue.schema import schema_text
from bot.domain.actor import Role, operator
from bot.domain.errors import Mistake, NotThere, Refused, WeerklankError
from bot.services import joining, sending, steering
from bot.services import load as loading
from bot.services.load_model import LoadFile
from bot.services.load_reading import read as read_file
from bot.services.ports import Clock
from bot.storage.cipher import Cipher
from bot.storage.engine import open_store
from bot.storage.keys import rotate as rotate_keys
from bot.storage.migrations import upgrade as upgrade_database
from bot.texts.check import check as check_catalogs
from bot.texts.extract import extract
from bot.texts.plain import judge
from bot.wiring import REGISTRY, House, Library, open_house, read_library

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
        await house.run(stop)


async def load(settings: Settings, path: Path, *, clock: Clock | None = None, library: Library | None = None) -> list[str]:
    """Lines that say what is new."""
    file = read_file(path)
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
    async with house.work() as work:
        trajectory = await work.uow.trajectories.get(trajectory_id)
        accounts = await work.uow.coalitions.bot_accounts(trajectory.coalition_id)
        if not accounts:
            raise Mistake("The coalition has no bot account.", mend="Give it one in its data file, and load that.")
        made = await joining.invite(work, operator(trajectory.coalition_id), trajectory_id, count, role)
    username = accounts[0].username
    return [{"token": each.token, "link": f"https://t.me/{username}?start={each.token}", "role": str(each.role)} for each in made]


async def bulletin(settings: Settings, what: str, bulletin_id: str) -> dict[str, Any]:
    """Do `what`, and say how it stands: `{"id", "state", "recipients", "counts", "reasons"}`."""
    async with open_house(settings) as house, house.work() as work:
        actor = operator((await work.uow.bulletins.get(bulletin_id)).coalition_id)
        match what:
            case "send":
                await sending.send(work, actor, bulletin_id)
            case "pause":
                await steering.pause(work, actor, bulletin_id)
            case "resume":
                await steering.resume(work, actor, bulletin_id)
            case "cancel":
                await steering.cancel(work, actor, bulletin_id)
        status = await steering.status(work, actor, bulletin_id)
    return asdict(status)


def status_lines(status: Mapping[str, Any]) -> str:
    """The same for a person."""
    lines = [f"{status['id']}: {status['state']}, {status['recipients']} recipients"]
    lines += [f"  {state}: {count}" for state, count in sorted(status["counts"].items())]
    lines += [f"  because {reason}: {count}" for reason, count in sorted(status["reasons"].items())]
    return "\n".join(lines)


async def inbox(settings: Settings, what: str, row_id: int | None) -> list[str]:
    """What was set aside, a line each; `retry` puts them (or the one) back."""
    async with open_house(settings) as house, house.work() as work:
        rows = [row for row in await work.uow.inbox.set_aside() if row_id in {None, row.id}]
        if row_id is not None and not rows:
            raise NotThere("inbox row", id=row_id)
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
    return f"{len(book.flows)} flows, {len(book.texts())} texts: all well"


def flow_schema() -> str:
    return schema_text()


def check_texts(settings: Settings) -> str:
    """Raises Mistakes with everything that is missing or wrong in the catalogs, else a sentence."""
    library = read_library(settings)
    mistakes = check_catalogs(settings.locales_dir, library.book.texts())
    if mistakes:
        raise Mistakes(mistakes)
    return f"{', '.join(library.catalogs.all)}: {len(library.book.texts())} texts, all well"


def extract_texts(settings: Settings) -> str:
    """Brings every catalog up to date with the flows."""
    book, mistakes = read_book(settings.flows_dir)
    if mistakes:
        raise Mistakes(mistakes)
    return "\n".join(str(each) for each in extract(settings.locales_dir, book.texts()))


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


def told(error: WeerklankError) -> str:
    """A refusal, for whoever typed the command."""
    if isinstance(error, NotThere):
        return f"there is no {error.code} with this id: {', '.join(str(value) for value in error.fields.values())}"
    if isinstance(error, Refused):
        fields = ", ".join(f"{name} {value}" for name, value in error.fields.items())
        return f"refused: {error.code.replace('_', ' ')}" + (f" ({fields})" if fields else "")
    return str(error)
