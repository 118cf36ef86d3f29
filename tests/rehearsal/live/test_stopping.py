"""Ctrl-C, at whatever moment: no traceback, no process and no folder is left."""

import asyncio
import os
import signal
import sys
import tempfile
import urllib.request
from pathlib import Path

import pytest

from bot.config import ROOT
from bot.rehearsal.live import folders
from tests.rehearsal.live.desk import PATIENCE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a terminal sends signals to a group there otherwise")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
@pytest.mark.parametrize("early", [True, False], ids=["while it starts", "when it stands open"])
async def test_it_ends_in_order(tmp_path: Path, number: signal.Signals, early: bool) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("WEERKLANK_")}
    environ |= {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--no-browser"),
        cwd=tmp_path,
        env=environ,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    async with asyncio.timeout(PATIENCE):
        url = (await process.stdout.readline()).decode().split(" at ")[1].split("/ ")[0]
        if not early:
            await asyncio.to_thread(wait_until_it_is_open, url)
        os.killpg(process.pid, number)
        _, complaints = await process.communicate()
    assert process.returncode == 0
    assert b"Traceback" not in complaints
    assert [name for name in await asyncio.to_thread(os.listdir, tmp_path) if name.startswith("weerklank")] == []


def wait_until_it_is_open(url: str) -> None:
    """Its live line tells of the room as soon as there is one."""
    with urllib.request.urlopen(f"{url}/rehearsal/feed", timeout=PATIENCE) as line:
        while line.readline().strip() != b"event: room":
            pass


def test_what_a_dead_rehearsal_left_is_swept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    nobody = 2**22 + 1
    left, other = tmp_path / f"weerklank-rehearsal-{nobody}-x", tmp_path / "weerklank-something"
    left.mkdir()
    other.mkdir()
    with folders.folder() as mine:
        folders.sweep()
        assert mine.exists()
    assert not left.exists()
    assert other.exists()
