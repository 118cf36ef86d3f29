"""Plays the story and prints what everybody saw: the transcript of each phone, and what the coordinators see at the end."""

import logging
import tempfile
from pathlib import Path

from bot.config import Settings
from bot.rehearsal.demo import story
from bot.rehearsal.demo.stage import NotAsExpected, Stage, stage
from bot.rehearsal.demo.transcript import closing_table, phones
from bot.rehearsal.errors import NotPossible


async def play(settings: Settings) -> int:
    """0 only if all of it happened."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="weerklank-demo-") as folder:
        async with stage(Path(folder), settings) as played:
            problem = await _all_of_it(played)
            print(phones(played))
            print(await closing_table(played))
    if problem is not None:
        print(f"Not all of it happened: {problem}")
        return 1
    print("All of it happened.")
    return 0


async def _all_of_it(played: Stage) -> str | None:
    try:
        await story.whole(played)
    except (NotAsExpected, NotPossible) as error:
        return str(error)
    return None
