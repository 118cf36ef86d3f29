"""The desk: the clock, faults with the ledger beside them, and the conversation as a picture."""

import pytest
from playwright.async_api import Browser, Route, expect

from bot.rehearsal.limits import Limits
from bot.rehearsal.phones import Phone
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.world import World
from tests.browser.conftest import opened
from tests.browser.stand import Stand


async def test_time_and_faults_lose_nobody(browser: Browser, fresh: str) -> None:
    stand = await opened(browser, fresh)
    page = stand.page

    # What is planned, with the reason why it waits.
    planned = await stand.tab("planned")
    await expect(planned).to_contain_text("De dag erna: hoe gaat het?")
    await expect(planned.locator("tr", has_text="De dag erna")).to_contain_text("stille uren")

    # The plug is pulled while an update goes out.
    await stand.says(stand.group, "/stuur")
    await stand.group.locator(".key", has_text="Ouders vertelden").click()
    await expect(stand.group.locator(".key", has_text="Nu sturen")).to_be_visible()
    faults = await stand.tab("faults")
    await faults.get_by_role("switch", name="Een trage lijn").click()
    await expect(faults.get_by_role("switch", name="Een trage lijn")).to_have_attribute("aria-checked", "true")
    await stand.group.locator(".key", has_text="Nu sturen").click()
    await expect(stand.phone("Lotte").locator(".message", has_text="Een bericht van")).to_be_visible()
    await faults.get_by_role("switch", name="Trek de stekker").click()
    await expect(page.locator("#life")).to_have_text("De bot is uitgezet")
    ledger = await stand.tab("ledger")
    await expect(ledger.locator(".counts")).to_contain_text("in de rij")
    await stand.picture("fault-killed")

    # It starts again, and everybody gets it.
    faults = await stand.tab("faults")
    await faults.get_by_role("button", name="Alles doet het weer").click()
    await faults.get_by_role("switch", name="Trek de stekker").click()
    await expect(page.locator("#life")).to_have_text("De bot werkt")
    for name in ("Lotte", "Fatma", "Amal"):
        await expect(stand.phone(name).locator(".key")).to_have_count(3)
    ledger = await stand.tab("ledger")
    await expect(ledger.locator("tbody .state.pending, tbody .state.sending, tbody .state.queued")).to_have_count(0)

    # 429: the answer waits, and comes.
    faults = await stand.tab("faults")
    await faults.get_by_role("switch", name="Telegram vindt het te druk").click()
    await stand.phone("Fatma").locator(".key").first.click()
    await expect(stand.phone("Fatma").locator(".message.other").last).to_contain_text("Her salı")

    # A day goes by.
    before = await page.locator("#now").text_content()
    await page.locator("[data-time=day]").click()
    await expect(page.locator("[data-time=day]")).to_be_enabled()
    assert await page.locator("#now").text_content() != before
    await expect(stand.phone("Lotte").locator(".messages")).to_contain_text("Gisteren was het gesprek")
    assert stand.troubles == []


@pytest.mark.parametrize(("moved", "words"), [(True, "De klok ging wel door"), (False, "De klok staat stil")])
async def test_the_clock_says_that_something_is_stuck(stand: Stand, moved: bool, words: str) -> None:
    async def stuck(route: Route) -> None:
        await route.fulfill(json={"moved": moved, "stuck": True})

    await stand.page.route("**/room/time", stuck)
    await stand.page.locator("[data-time=hour]").click()
    await expect(stand.page.locator(".toast")).to_contain_text(words)


async def test_the_conversation_lights_up_where_somebody_is(browser: Browser, shared: str) -> None:
    stand = await opened(browser, shared)
    emine = await stand.take("Emine")
    await stand.says(emine, "/help")
    await expect(emine.locator(".key").first).to_be_visible()
    flow = await stand.tab("flow")
    await flow.get_by_label("Volg").select_option(label="Emine")
    await expect(flow.locator("p.here")).to_contain_text("Emine")
    await expect(flow.locator("svg #step-menu")).to_have_class("step asks lit")
    await expect(flow.locator("svg")).to_contain_text("yapmak")
    await flow.get_by_label("Taal").select_option("ar")
    await flow.get_by_label("Volg").select_option("")
    await flow.get_by_label("Gesprek", exact=True).select_option("welcome")
    await expect(flow.locator("svg #step-age")).to_be_visible()
    await stand.picture("flow")
    assert stand.troubles == []


async def test_the_server_alone_has_a_page_too(browser: Browser) -> None:
    world = World(limits=Limits.off())
    bot = world.add_bot("4200001:any-bot-of-yours", username="any_bot", first_name="Any")
    async with RehearsalServer(world) as server:
        page = await browser.new_page(locale="en-GB")
        await page.goto(server.url)
        await page.get_by_role("button", name="Add somebody").click()
        await page.locator("dialog input[name=name]").fill("Amal")
        await page.locator("dialog .main").click()
        await page.get_by_role("button", name="Start").click()
        await expect(page.locator(".message.own")).to_contain_text("/start")
        await expect(page.get_by_role("tab")).to_have_count(1)
        phone = Phone(world, bot, next(user for user in world.users.values() if user.first_name == "Amal"))
        assert [message.text for message in phone.messages] == ["/start"]
        await page.close()
