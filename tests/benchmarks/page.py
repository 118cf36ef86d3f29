"""The rehearsal page in a real browser: how soon it can be used, and how soon a tap is answered on the screen.

Measured in the page itself, from the click to the frame in which the answer is painted.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

from bot.rehearsal.limits import Limits
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.world import World
from tests.benchmarks.figures import Figures, percentile
from tests.benchmarks.scale import Scale
from tests.browser.conftest import ARGUMENTS, chromium
from tests.browser.stand import all_joined

PHONES = 50
MESSAGES = 200
"""On each of them: 10,000 in all."""
PATIENCE = 60_000
TAPS = """
async ([phone, count, words]) => {
  const log = document.querySelector(`.phone[data-user="${phone}"] .messages`);
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const next = (wanted) => new Promise((done) => {
    const looked = new MutationObserver(() => wanted() && (looked.disconnect(), done()));
    looked.observe(log, { childList: true, subtree: true });
    if (wanted()) { looked.disconnect(); done(); }
  });
  const newest = () => [...log.querySelectorAll(".message.other")].at(-1);
  const found = [];
  for (let number = 0; number < count; number++) {
    const keys = [...newest().querySelectorAll("button.key")];
    const key = keys.find((one) => words && one.textContent.includes(words)) ?? keys[0];
    const before = newest().dataset.id;
    const began = performance.now();
    key.click();
    const answered = () => newest().dataset.id !== before && newest().querySelector("button.key");
    await painted();
    const seen = performance.now() - began;
    await next(answered);
    await painted();
    found.push([seen, performance.now() - began]);
    await new Promise((done) => setTimeout(done, 150));
  }
  return found;
}
"""
SAYS = """
async ([phone, count, text]) => {
  const box = document.querySelector(`.phone[data-user="${phone}"] textarea`);
  for (let number = 0; number < count; number++) {
    box.value = text;
    box.form.requestSubmit();
    await new Promise((done) => setTimeout(done, 60));
  }
}
"""


async def measure(scale: Scale) -> Figures:
    """Both; `skipped` says why when there is no browser."""
    program = chromium()
    if program is None:
        return {"skipped": "no Chromium on this machine"}
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        try:
            return {"demo": await _demo(browser, scale), "crowded": await _crowded(browser, scale)}
        finally:
            await browser.close()


async def _demo(browser: Browser, scale: Scale) -> Figures:
    page = await browser.new_page(viewport={"width": 1440, "height": 900}, locale="nl-NL")
    page.set_default_timeout(PATIENCE)
    began = time.perf_counter()
    async with _running() as url:
        await page.goto(url)
        await page.locator("#life.running").wait_for()
        await page.locator(".phone:not(.group) .message").first.wait_for()
        await page.locator("#panel-guide form .main").wait_for()
        usable = time.perf_counter() - began
        await all_joined(page)
        everybody = time.perf_counter() - began
        lotte = await page.locator(".phone:has(h2:has-text('Lotte'))").get_attribute("data-user")
        await page.evaluate(SAYS, [lotte, 1, "/help"])
        await page.locator(f".phone[data-user='{lotte}'] .key", has_text="Andere taal").wait_for()
        # Each tap is a turn of a conversation, and is answered with a new question.
        times = await _turns(page, str(lotte), scale.page_taps)
    await page.close()
    return {"usable_s": usable, "everybody_joined_s": everybody, "tap_to_answer_ms": _spread([answer for _, answer in times])}


async def _turns(page: Page, lotte: str, count: int) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for _ in range(count):
        found += await page.evaluate(TAPS, [lotte, 1, "Andere taal"])
        await page.evaluate(SAYS, [lotte, 1, "/help"])
        await page.wait_for_function(
            """(phone) => {
                const newest = [...document.querySelectorAll(`.phone[data-user="${phone}"] .message.other`)].at(-1);
                return [...newest.querySelectorAll("button.key")].some((one) => one.textContent.includes("Andere taal"));
            }""",
            arg=lotte,
        )
    return found


async def _crowded(browser: Browser, scale: Scale) -> Figures:
    """Fifty phones that all lie open, one of the visible ones tapped; a few lines here answer, so that the page is measured."""
    world = World(limits=Limits.off())
    bot = world.add_bot("4200001:of-the-benchmark", username="bench_bot", first_name="Weerklank")
    keyboard = [[{"text": label, "callback_data": label}] for label in ("Ja", "Een beetje", "Nee")]
    people = [world.add_user(f"Ouder {number}", language_code="ar" if number % 5 == 0 else "nl") for number in range(PHONES)]
    for person in people:
        chat = world.start_chat(bot, person)
        for number in range(MESSAGES):
            sender = person if number % 3 == 0 else bot.user
            world.post(chat, sender, {"text": f"Bericht {number}. " + "Elke dinsdag kun je met andere ouders praten. " * 3})
        world.post(chat, bot.user, {"text": "Helpt dit jou?"}, keyboard=keyboard)

    def answers(what: str, shown: Any) -> None:
        if what == "Update" and "callback_query" in shown:
            asked = world.private_chat(bot, world.users[shown["callback_query"]["from"]["id"]])
            assert asked is not None
            asyncio.get_running_loop().call_soon(lambda: world.post(asked, bot.user, {"text": "En dit?"}, keyboard=keyboard))

    world.observers.append(answers)
    async with RehearsalServer(world) as server:
        page = await browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(PATIENCE)
        began = time.perf_counter()
        await page.goto(server.url)
        await page.locator(".phone .message").first.wait_for()
        loaded = time.perf_counter() - began
        await page.evaluate("() => { let one; while ((one = document.querySelector('.chip[aria-pressed=false]'))) one.click(); }")
        phones = await page.locator(".phone").count()
        # All of it is fetched: as if somebody had scrolled every phone up to its first message.
        for _ in range(MESSAGES):
            await page.evaluate("() => document.querySelectorAll('.service > button.quiet').forEach((one) => one.click())")
            await page.evaluate("() => new Promise((done) => setTimeout(() => requestIdleCallback(done), 300))")
            if not await page.locator(".service > button.quiet").count():
                break
        messages = await page.locator(".message").count()
        times = await page.evaluate(TAPS, [people[1].id, scale.page_taps, ""])
        await page.close()
    return {
        "phones": phones,
        "messages_on_screen": messages,
        "loaded_s": loaded,
        "tap_seen_ms": _spread([seen for seen, _ in times]),
        "tap_answered_ms": _spread([answered for _, answered in times]),
    }


@asynccontextmanager
async def _running() -> AsyncIterator[str]:
    """`make demo` in this clone, as a newcomer types it; its address as soon as it is told."""
    process = await asyncio.create_subprocess_exec(
        "make", "--no-print-directory", "demo", "ARGS=--no-browser", stdout=asyncio.subprocess.PIPE, start_new_session=True
    )
    assert process.stdout is not None
    try:
        while " at http" not in (line := (await process.stdout.readline()).decode()):
            print(line, file=sys.stderr)
        yield line.split(" at ")[1].split(" ")[0]
    finally:
        process.terminate()
        await process.wait()


def _spread(milliseconds: list[float]) -> Figures:
    some = sorted(milliseconds)
    return {"count": len(some), "median": percentile(some, 0.5), "p95": percentile(some, 0.95), "most": some[-1]}
