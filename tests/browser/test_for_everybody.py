"""The page for who uses no mouse, no large screen, no eyes, or needs contrast."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import opened
from tests.browser.stand import Stand, serious

TABS = ("guide", "planned", "ledger", "faults", "flow")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
async def test_nothing_keeps_people_out(browser: Browser, shared: str, scheme: str, width: int, height: int) -> None:
    stand = await opened(browser, shared, width=width, height=height, scheme=scheme)
    page = stand.page
    assert await serious(page) == []
    if width < 1000:
        await page.locator(".views [data-view=desk]").click()
    for name in TABS:
        await stand.tab(name)
        assert await serious(page) == [], name
    if width > 1000:
        await page.get_by_role("button", name="Iemand erbij").click()
        assert await serious(page) == []


async def test_a_phone_is_wide_enough(browser: Browser, shared: str) -> None:
    stand = await opened(browser, shared, width=390, height=844, scheme="dark")
    page = stand.page

    async def fits() -> None:
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        for locator in (page.locator(".bar"), page.locator(".views")):
            box = await locator.bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 390

    await fits()
    await expect(stand.phone("Lotte")).to_be_visible()
    await expect(stand.group).to_be_hidden()
    await stand.picture("narrow-phone")
    await page.locator(".views [data-view=group]").click()
    await expect(stand.group).to_be_visible()
    await fits()
    await page.locator(".views [data-view=desk]").click()
    await expect(page.locator("#panel-guide")).to_be_visible()
    await fits()
    await stand.picture("narrow-desk")
    # Another phone is a tap away.
    await page.locator(".views [data-view=phones]").click()
    zofia = await stand.take("Zofia")
    await expect(zofia).to_be_in_viewport()
    assert stand.troubles == []


async def focused(page: Page) -> str:
    return str(await page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"))


async def tab_to(page: Page, words: str, *, most: int = 80) -> None:
    """Press Tab until what has the focus is called so."""
    for _ in range(most):
        await page.keyboard.press("Tab")
        if words in await focused(page):
            return
    raise AssertionError(f"Tab does not reach {words!r}")


async def test_everything_can_be_done_with_the_keyboard(browser: Browser, shared: str) -> None:
    stand = await opened(browser, shared)
    page = stand.page
    # The first Tab offers a way past everything.
    await page.keyboard.press("Tab")
    assert await focused(page) == "Naar de telefoons"
    await page.keyboard.press("Enter")

    # Take a phone, write, and tap a button on it.
    zofia = await stand.take("Zofia")
    await expect(zofia.locator("textarea")).to_be_focused()
    await page.keyboard.type("/help")
    await page.keyboard.press("Enter")
    await expect(zofia.locator(".key").last).to_be_visible()
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Shift+Tab")
    assert await focused(page) == await zofia.locator(".key").last.text_content()
    await page.keyboard.press("Enter")
    await expect(zofia.locator(".key").first).to_contain_text("przerw")

    # The desk's tabs turn with the arrows.
    await page.locator("#tab-guide").focus()
    for name in ("planned", "ledger", "faults", "flow", "guide"):
        await page.keyboard.press("ArrowRight")
        await expect(page.locator(f"#tab-{name}")).to_be_focused()
        await expect(page.locator(f"#panel-{name}")).to_be_visible()

    # A dialogue takes the focus, and gives it back.
    await page.locator("#add").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("dialog input").first).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator("#add")).to_be_focused()
    assert stand.troubles == []


async def test_what_has_the_focus_shows_it(stand: Stand) -> None:
    await stand.page.locator("[data-time=hour]").focus()
    await stand.page.keyboard.press("Tab")
    outline = await stand.page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "3px"


async def test_the_page_speaks_english_and_remembers_it(browser: Browser, shared: str) -> None:
    stand = await opened(browser, shared)
    page = stand.page
    await page.get_by_label("Taal van deze pagina").select_option("en")
    await expect(page.locator("[data-time=day]")).to_have_text("+1 day")
    await page.reload()
    await expect(page.locator("#life")).to_have_text("The bot works")
    await page.get_by_label("Light or dark").select_option("dark")
    assert await page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 32, 31)"
    await page.reload()
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert stand.troubles == []


async def test_messages_are_told_to_who_listens(stand: Stand) -> None:
    lotte = await stand.take("Lotte")
    log = lotte.get_by_role("log")
    await expect(log).to_have_attribute("aria-live", "polite")
    assert await lotte.get_attribute("aria-label") == "Telefoon van Lotte"
    await stand.says(lotte, "/help")
    await expect(log.get_by_role("button", name="Stoppen")).to_be_visible()
