"""What `weerklank report` does, as an audited operator: a file for the return meeting and the policy table."""

import asyncio
import os
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from bot.config import Settings
from bot.domain.actor import operator
from bot.domain.errors import Mistake, Unavailable
from bot.report.document import Document
from bot.report.making import document
from bot.report.writing import as_page, as_paper, as_picture
from bot.wiring import House, open_house

WRITERS: Mapping[str, Callable[[Document], bytes]] = {".html": as_page, ".pdf": as_paper, ".png": as_picture}
"""By how the file's name ends."""
ENDINGS = "a page (.html), a paper (.pdf) or the charts as one picture (.png)"


async def report(settings: Settings, trajectory_id: str, out: Path, language: str) -> str:
    """A sentence that says where it is. Raises Mistake for a file that cannot be written, NotThere for the trajectory."""
    check(out)
    async with open_house(settings) as house:
        return await report_in(house, trajectory_id, out, language)


async def report_in(house: House, trajectory_id: str, out: Path, language: str) -> str:
    """The same, in a house that stands open. Nothing is kept waiting while it is drawn."""
    write = check(out)
    async with house.work() as work:
        trajectory = await work.uow.trajectories.get(trajectory_id)
        made = await document(work, operator(trajectory.coalition_id), trajectory_id, language)
    if out.suffix.lower() == ".png" and not made.pictures():
        what = "There is nothing to draw yet: parents were promised no day, and too few of them reacted."
        raise Unavailable(f"{what} Ask for a page, which says so: --out report.html")
    _keep(out, await asyncio.to_thread(write, made))
    return f"{out}: the report of {trajectory_id}"


def check(out: Path) -> Callable[[Document], bytes]:
    """What writes a file of this name. Raises Mistake when nothing does, or nothing can be written there."""
    write = WRITERS.get(out.suffix.lower())
    if write is None:
        raise Mistake(f"A report cannot be '{out.name}'.", mend=f"Name {ENDINGS}: --out report.html")
    if out.is_dir():
        raise Mistake(f"{out} is a folder.", mend="Name a file: --out report.html")
    if not out.parent.is_dir():
        raise Mistake(f"There is no folder {out.parent}.", mend=f"Make it first: mkdir -p {out.parent}")
    return write


def _keep(out: Path, content: bytes) -> None:
    """All of it or nothing: what was there stays until the new one is whole."""
    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.", suffix=".part")
    except OSError as error:
        raise _unwritable(out, error) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, _MODE & ~_umask())  # noqa: PTH101 - a name, not a Path
        os.replace(name, out)  # noqa: PTH105
    except OSError as error:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise _unwritable(out, error) from None


_MODE = 0o666


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(out: Path, error: OSError) -> Mistake:
    return Mistake(f"{out} cannot be written: {error.strerror}.", mend="Name a file in a folder of yours: --out report.html")
