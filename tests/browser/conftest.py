"""`weerklank demo` in a process of its own, and Chromium beside it. A machine without Chromium skips these tests, and says so."""

import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.config import ROOT
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.world import World
from tests.browser.stand import PATIENCE, Stand, all_joined

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
)


def chromium() -> str | None:
    """Where Chromium is: `WEERKLANK_CHROMIUM`, or one of the usual names."""
    return os.environ.get("WEERKLANK_CHROMIUM") or next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def program() -> str:
    found = chromium()
    if found is None:
        pytest.skip("no Chromium on this machine: install one (Debian: chromium), or name it in WEERKLANK_CHROMIUM")
    return found


@pytest.fixture
async def browser(program: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        await browser.close()


def start(folder: Path) -> tuple["subprocess.Popen[str]", str]:
    """A demo in an environment without settings of ours, and its address."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("WEERKLANK_")}
    environ["PYTHONPATH"] = str(ROOT)
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", "--no-browser"], cwd=folder, env=environ, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert " at http://127.0.0.1:" in line, line
    return process, line.split(" at ")[1].split("/ ")[0]


def stop(process: "subprocess.Popen[str]") -> None:
    """As Ctrl-C would."""
    process.terminate()
    process.communicate(timeout=PATIENCE)


@pytest.fixture(scope="session")
def shared(program: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One demo for all tests that disturb nobody else's phones; its address."""
    process, url = start(tmp_path_factory.mktemp("demo"))
    yield url
    stop(process)


@pytest.fixture
def fresh(program: str, tmp_path: Path) -> Iterator[str]:
    """A demo for this test alone; its address."""
    process, url = start(tmp_path)
    yield url
    stop(process)


async def opened(browser: Browser, url: str, *, width: int = 1440, height: int = 900, **options: str) -> Stand:
    """The page, once everybody has joined."""
    stand = await _opened(browser, url, width=width, height=height, **options)
    page = stand.page
    await expect(page.locator("#life")).to_have_class("life running")
    await all_joined(page)
    return stand


@asynccontextmanager
async def alone(browser: Browser, world: World) -> AsyncIterator[Stand]:
    """The page of a server without a bot: all that is there, is what a test puts into this world."""
    async with RehearsalServer(world) as server:
        stand = await _opened(browser, server.url)
        await expect(stand.page.locator(".chip").first).to_be_visible()
        yield stand
        await stand.page.context.close()


async def _opened(browser: Browser, url: str, *, width: int = 1440, height: int = 900, **options: str) -> Stand:
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        locale=options.get("locale", "nl-NL"),
        color_scheme="dark" if options.get("scheme") == "dark" else "light",
        permissions=["microphone"],
        # What is on its way in is half transparent, and read by nobody yet.
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE * 1000)
    expect.set_options(timeout=PATIENCE * 1000)
    page: Page = await context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    await page.goto(url)
    return Stand(page, url, troubles)


@pytest.fixture
async def stand(browser: Browser, shared: str) -> AsyncIterator[Stand]:
    """The shared demo on a wide screen, in Dutch. The page must have complained of nothing."""
    stand = await opened(browser, shared)
    yield stand
    assert stand.troubles == []
