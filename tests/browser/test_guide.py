"""The guided run, as a newcomer takes it: from writing the update to reading the report."""

import re

import pytest
from playwright.async_api import Browser, expect

from tests.browser.conftest import opened
from tests.browser.stand import serious

MOST_ACTIONS = 10
"""A newcomer reaches 'parents reacted, report open' in so many at the most."""


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_a_newcomer_is_led_to_the_report(browser: Browser, fresh: str, language: str) -> None:
    stand = await opened(browser, fresh, locale={"nl": "nl-NL", "en": "en-GB"}[language])
    page = stand.page
    guide = page.locator("#panel-guide")
    now, act = guide.locator(".step.now h3"), guide.locator(".step.now .main")
    await expect(page.locator("html")).to_have_attribute("lang", language)

    await expect(now).to_contain_text({"nl": "Schrijf het bericht", "en": "Write the update"}[language])
    await expect(guide.locator("#update-meaning")).to_have_value(re.compile("iemand die luistert"))
    await stand.picture(f"guide-{language}-1")
    await stand.does(act)

    await expect(now).to_contain_text({"nl": "Verstuur het", "en": "Send it"}[language])
    await stand.does(act)
    await stand.does(stand.group.locator(".key", has_text="Ouders vertelden"))
    await stand.does(stand.group.locator(".key", has_text="Nu sturen"))

    await expect(now).to_contain_text({"nl": "Wees een ouder", "en": "Be a parent"}[language])
    for name in ("Lotte", "Fatma", "Amal"):
        await expect(stand.phone(name).locator(".key")).to_have_count(3)
    await stand.picture(f"guide-{language}-3")
    await stand.does(stand.phone("Lotte").locator(".key").first)

    await expect(now).to_contain_text({"nl": "Laat een dag", "en": "Let a day"}[language])
    await stand.does(guide.locator(".step.now button:not(.main)"))
    await expect(guide.locator(".step.now")).to_contain_text("10")
    await stand.does(act)

    await expect(now).to_contain_text({"nl": "Lees het verslag", "en": "Read the report"}[language])
    async with page.expect_popup() as popup:
        await stand.does(act)
    report = await popup.value
    await expect(report.locator("html")).to_have_attribute("lang", language)
    await expect(report.locator("h1")).to_contain_text({"nl": "Wat we doen", "en": "What we do"}[language])
    await expect(report.locator("svg").first).to_be_visible()
    # Ten and more reacted: what they think may be told, in steps of five.
    await expect(report.locator("body")).to_contain_text({"nl": "minstens 5", "en": "at least 5"}[language])
    assert await serious(report) == []
    assert stand.actions <= MOST_ACTIONS
    await expect(guide.locator(".end")).to_be_visible()
    assert stand.troubles == []


async def test_who_types_in_the_update_goes_on_and_takes_the_focus_along(browser: Browser, fresh: str) -> None:
    stand = await opened(browser, fresh)
    page = stand.page
    guide = page.locator("#panel-guide")
    area = guide.locator("#update-meaning")
    await expect(area).to_have_value(re.compile("iemand die luistert"))
    texts = await (await page.request.get(f"{fresh}/rehearsal/room/update")).json()
    await area.press("Control+End")
    await page.keyboard.type(" Eén")
    # Somebody else saves meanwhile: the step is done, and who types here loses nothing.
    await page.request.post(f"{fresh}/rehearsal/room/update", data={"texts": texts["texts"]})
    await expect(guide.locator(".step.now h3")).to_contain_text("Verstuur het")
    await expect(area).to_be_focused()
    await page.keyboard.type(" woord erbij.")
    await expect(area).to_have_value(re.compile(r" Eén woord erbij\.$"))
    await guide.get_by_role("button", name="Bewaar").focus()
    await page.keyboard.press("Enter")
    await expect(area).to_have_count(0)
    await expect(guide.locator(".step.now h3")).to_be_focused()
    saved = await (await page.request.get(f"{fresh}/rehearsal/room/update")).json()
    assert saved["texts"]["meaning"].endswith("Eén woord erbij.")
    assert stand.troubles == []


async def test_the_next_step_gets_the_focus(browser: Browser, fresh: str) -> None:
    stand = await opened(browser, fresh)
    guide = stand.page.locator("#panel-guide")
    await expect(guide.locator("#update-meaning")).to_have_value(re.compile("iemand die luistert"))
    await guide.get_by_role("button", name="Bewaar").focus()
    await stand.page.keyboard.press("Enter")
    await expect(guide.locator(".step.now h3")).to_contain_text("Verstuur het")
    await expect(guide.locator(".step.now h3")).to_be_focused()
    await expect(guide.locator(".step.now .main")).to_be_enabled()
    await stand.page.keyboard.press("Tab")
    await expect(guide.locator(".step.now .main")).to_be_focused()
    assert stand.troubles == []
