"""Draws and prints all that goes to a chat in a process of its own, which ends when it is done.

Libraries that draw take a hundred megabytes and a second or more of computing; a process that serves parents keeps neither. What
goes to the press and comes back stays within its pipes; it gets no setting of ours, and of its errors only the exit code is told,
as their words may be people's.
"""

import asyncio
import os
import pickle
import sys
from asyncio.subprocess import DEVNULL, PIPE
from contextlib import suppress
from dataclasses import dataclass, field

from bot.domain.errors import Unavailable
from bot.report.document import Document, Picture
from bot.report.drawing import png
from bot.report.writing import as_page, as_paper

SECONDS = 120.0
"""So long it may take. Two seconds are usual; a hundred proposals on a small machine still fit."""
OURS = "WEERKLANK_"
PROGRAM = "from bot.report.press import serve; serve()"


@dataclass(frozen=True, slots=True)
class Files:
    """The page, the paper, and each chart as a picture."""

    page: bytes = field(repr=False)
    paper: bytes = field(repr=False)
    charts: tuple[tuple[Picture, bytes], ...] = field(repr=False)


async def files(made: Document) -> Files:
    """Raises Unavailable when the press fails, or takes too long."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment
    )
    try:
        async with asyncio.timeout(SECONDS):
            out, _ = await child.communicate(pickle.dumps(made))
    except TimeoutError:
        raise Unavailable("the press takes too long") from None
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError):
                child.kill()
            await child.wait()
    if child.returncode:
        raise Unavailable(f"the press ended with code {child.returncode}")
    found = pickle.loads(out)
    assert isinstance(found, Files)
    return found


def printed(made: Document) -> Files:
    """The same, in this process."""
    return Files(as_page(made), as_paper(made), tuple((picture, png(picture)) for picture in made.pictures()))


def serve() -> None:
    """What the process of its own does: one document in, its files out."""
    sys.stdout.buffer.write(pickle.dumps(printed(pickle.load(sys.stdin.buffer))))
