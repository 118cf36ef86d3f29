"""The page as tests look at it."""

import asyncio
import os
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import FloatRect, Locator, Page, expect

from bot.config import ROOT

PICTURES = Path(os.environ.get("WEERKLANK_PICTURES") or ROOT / "var" / "pictures")
"""Where screenshots are kept."""
PATIENCE = 60.0
"""Seconds of real time, for a machine that does other things too."""


async def serious(page: Page) -> list[str]:
    """What axe-core finds that keeps people out: its levels `serious` and `critical`, each with where."""
    results = await Axe().run(page)
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')}"
        for one in results.response["violations"]
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]


async def all_joined(page: Page) -> None:
    """Until everybody has joined who takes part from the beginning.

    Asked from here: a condition of the page that gives a promise counts as true at once.
    """
    async with asyncio.timeout(PATIENCE):
        while not (await page.evaluate("fetch('/rehearsal/room').then((answer) => answer.json())")).get("opened"):
            await page.wait_for_timeout(50)


async def place_of(what: Locator) -> FloatRect:
    """Where it stands; a message that is drawn anew has no place for a moment."""
    async with asyncio.timeout(PATIENCE):
        while (found := await what.bounding_box()) is None:
            await what.page.wait_for_timeout(50)
    return found


@dataclass(slots=True)
class Stand:
    """`actions` counts what a person did: a tap, a line that was typed and sent."""

    page: Page
    url: str
    troubles: list[str] = field(default_factory=list)
    actions: int = 0

    def phone(self, name: str) -> Locator:
        """The phone of somebody, whichever language the page is in."""
        return self.page.locator(f".phone:not(.group):has(h2:has-text('{name}'))")

    @property
    def group(self) -> Locator:
        return self.page.locator(".phone.group")

    async def take(self, name: str) -> Locator:
        """Somebody's phone lies open."""
        chip = self.page.locator(f".chip:has-text('{name}')")
        if await chip.get_attribute("aria-pressed") == "false":
            await chip.click()
        await expect(self.phone(name)).to_be_visible()
        return self.phone(name)

    async def does(self, what: Locator) -> None:
        """Somebody taps or clicks something."""
        self.actions += 1
        await what.click()

    async def says(self, screen: Locator, text: str) -> None:
        """Somebody types a line and sends it."""
        self.actions += 1
        box = screen.locator("textarea")
        await box.fill(text)
        await box.press("Enter")

    async def tab(self, name: str) -> Locator:
        """A panel of the desk."""
        await self.page.locator(f"#tab-{name}").click()
        return self.page.locator(f"#panel-{name}")

    async def picture(self, name: str) -> None:
        """Keep what the screen shows."""
        await self.page.screenshot(path=PICTURES / f"{name}.png")
