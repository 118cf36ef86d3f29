"""The page of a server without a bot: what is kept, what is fetched, and what stops, when somebody looks elsewhere."""

import re

import pytest
from playwright.async_api import Browser, Route, expect

from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.limits import Limits
from bot.rehearsal.phones import Phone
from bot.rehearsal.world import World
from tests.browser.conftest import alone

DAY = 86400
LISTEN_IN = """() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    window.heard = [];
    navigator.mediaDevices.getUserMedia = async (wanted) => {
        const stream = await ask(wanted);
        window.heard.push(stream);
        return stream;
    };
}"""
MICROPHONES = "() => window.heard.map((stream) => stream.getTracks().every((track) => track.readyState === 'ended'))"


@pytest.fixture
def world() -> World:
    return World(limits=Limits.off())


@pytest.fixture
def lotte(world: World) -> Phone:
    bot = world.add_bot("4200001:any-bot-of-yours", username="any_bot", first_name="Any")
    phone = Phone.new(world, bot, "Lotte", language_code="nl")
    phone.open_link()
    return phone


@pytest.fixture
def forum(world: World, lotte: Phone) -> Gathering:
    """A forum of Marit and Joris."""
    marit = world.add_user("Marit", language_code="nl")
    gathering = Gathering.create(world, marit, "Coalitie", supergroup=True, forum=True)
    gathering.join(world.add_user("Joris", language_code="nl"))
    return gathering


async def test_the_newest_topic_is_thrown_away(browser: Browser, world: World, forum: Gathering) -> None:
    forum.open_topic("Eerste")
    forum.open_topic("Tweede")
    async with alone(browser, world) as stand:
        button = stand.page.get_by_role("button", name="Gooi een onderwerp weg")
        await expect(button).to_be_enabled()
        forum.open_topic("Derde")
        await expect(stand.group.locator(".topics")).to_contain_text("Derde")
        await button.click()
        await expect(stand.group.locator(".topics")).not_to_contain_text("Derde")
        assert [topic.name for topic in forum.topics] == ["Eerste", "Tweede"]
        await button.click()
        await expect(stand.group.locator(".topics")).not_to_contain_text("Tweede")
        assert [topic.name for topic in forum.topics] == ["Eerste"]
        assert stand.troubles == []


async def test_a_switch_turns_off_its_own_trouble(browser: Browser, world: World, lotte: Phone) -> None:
    async with alone(browser, world) as stand:
        busy, slow = (stand.page.get_by_role("switch", name=name) for name in ("Telegram vindt het te druk", "Een trage lijn"))
        for switch in (busy, slow):
            await switch.click()
            await expect(switch).to_have_attribute("aria-checked", "true")
        async with stand.page.expect_request(lambda asked: asked.method == "DELETE") as asked:
            await busy.click()
        assert (await asked.value).post_data_json == {"trouble": "429", "method": "sendMessage"}
        await expect(busy).to_have_attribute("aria-checked", "false")
        async with stand.page.expect_request(lambda asked: asked.method == "DELETE") as asked:
            await stand.page.get_by_role("button", name="Alles doet het weer").click()
        assert (await asked.value).post_data is None
        await expect(slow).to_have_attribute("aria-checked", "false")
        assert stand.troubles == []


async def test_what_a_topic_said_long_ago_can_be_reached(browser: Browser, world: World, lotte: Phone, forum: Gathering) -> None:
    marit = Phone(world, lotte.bot, forum.owner)
    topic = forum.open_topic("Vraag van toen")
    marit.say("Mag mijn moeder mee?", chat=forum.chat, topic=topic.id)
    for number in range(130):
        marit.say(f"regel {number}", chat=forum.chat)
    async with alone(browser, world) as stand:
        await stand.group.locator(f".topics [data-topic='{topic.id}']").click()
        await expect(stand.group.locator(".message")).to_have_count(0)
        await stand.group.get_by_role("button", name="Eerdere berichten").click()
        await expect(stand.group.locator(".message")).to_contain_text(["Mag mijn moeder mee?"])
        await expect(stand.group.get_by_role("button", name="Eerdere berichten")).to_have_count(0)
        assert stand.troubles == []


async def test_what_is_taken_off_the_screen_comes_back(browser: Browser, world: World, lotte: Phone) -> None:
    async with alone(browser, world) as stand:
        phone = await stand.take("Lotte")
        lotte.say("gisteren")
        await expect(phone.locator(".message").last).to_contain_text("gisteren")
        await expect(phone.get_by_role("button", name="Eerdere berichten")).to_have_count(0)
        world.clock.advance(DAY)
        for number in range(130):
            lotte.say(f"regel {number}")
        await expect(phone.locator(".message").last).to_contain_text("regel 129")
        await expect(phone.locator(".message", has_text="gisteren")).to_have_count(0)
        await expect(phone.locator(".day")).to_have_count(1)
        await phone.get_by_role("button", name="Eerdere berichten").click()
        await expect(phone.locator(".message", has_text="gisteren")).to_have_count(1)
        await expect(phone.locator(".day")).to_have_count(2)
        await expect(phone.get_by_role("button", name="Eerdere berichten")).to_have_count(0)
        assert stand.troubles == []


async def test_what_is_written_stays_until_it_is_sent(browser: Browser, world: World, lotte: Phone, forum: Gathering) -> None:
    topic = forum.open_topic("Vraag")
    async with alone(browser, world) as stand:
        phone = await stand.take("Lotte")
        box = phone.locator("textarea")
        # A voice note leaves alone what is half written, and so do an edit and putting the phone away.
        await box.fill("Ik wilde nog")
        await phone.get_by_label("Spreek iets in").click()
        await expect(phone.locator(".recording")).to_contain_text(re.compile("[2-9] seconden"))
        await phone.get_by_role("button", name="Stop en verstuur").click()
        await expect(phone.locator(".message.own audio")).to_be_visible()
        await expect(box).to_have_value("Ik wilde nog")
        await phone.locator(".message.own summary").first.click()
        await phone.get_by_role("button", name="Verander").click()
        await expect(box).to_have_value("/start")
        await box.press("Escape")
        await expect(box).to_have_value("Ik wilde nog")
        await stand.page.locator(".chip:has-text('Lotte')").click()
        await expect(phone).to_have_count(0)
        await stand.take("Lotte")
        await expect(box).to_have_value("Ik wilde nog")

        # Somebody who is in a hurry says it once.
        await box.press("Enter")
        await box.press("Enter")
        await expect(box).to_have_value("")
        await expect(phone.locator(".message.own", has_text="Ik wilde nog")).to_have_count(1)
        assert [message.text for message in lotte.messages].count("Ik wilde nog") == 1

        # Each person has words of their own in each topic.
        words, acting = stand.group.locator("textarea"), stand.group.locator(".acting select")
        await words.fill("Voor iedereen")
        await stand.group.locator(f"[data-topic='{topic.id}']").click()
        await expect(words).to_have_value("")
        await words.fill("Een antwoord")
        await acting.select_option(label="Joris")
        await expect(words).to_have_value("")
        await acting.select_option(label="Marit")
        await expect(words).to_have_value("Een antwoord")
        await stand.group.locator("[data-topic='0']").click()
        await expect(words).to_have_value("Voor iedereen")
        assert stand.troubles == []


async def test_what_could_not_be_sent_stands_in_the_input_again(browser: Browser, world: World, lotte: Phone) -> None:
    async with alone(browser, world) as stand:

        async def refuse(route: Route) -> None:
            await route.fulfill(status=409, json={"error": "nu even niet"})

        phone = await stand.take("Lotte")
        await stand.page.route("**/say", refuse)
        await stand.says(phone, "Hallo?")
        await expect(stand.page.locator(".toast.wrong")).to_contain_text("nu even niet")
        await expect(phone.locator("textarea")).to_have_value("Hallo?")
        await stand.page.unroute("**/say")
        await phone.locator("textarea").press("Enter")
        await expect(phone.locator(".message.own").last).to_contain_text("Hallo?")


async def test_the_microphone_goes_off_with_its_screen(browser: Browser, world: World, lotte: Phone, forum: Gathering) -> None:
    forum.open_topic("Vraag")
    async with alone(browser, world) as stand:
        page = stand.page
        await page.evaluate(LISTEN_IN)
        phone = await stand.take("Lotte")
        await phone.get_by_label("Spreek iets in").click()
        await expect(phone.locator(".recording")).to_be_visible()
        assert await page.evaluate(MICROPHONES) == [False]
        await phone.get_by_label("Meer").click()
        await phone.get_by_role("button", name="Leg deze telefoon weg").click()
        await expect(phone).to_have_count(0)
        assert await page.evaluate(MICROPHONES) == [True]

        await stand.group.get_by_label("Spreek iets in").click()
        await expect(stand.group.locator(".recording")).to_be_visible()
        await stand.group.locator(".topics [data-topic=all]").click()
        await expect(stand.group.locator(".recording")).to_be_hidden()
        assert await page.evaluate(MICROPHONES) == [True, True]
        assert stand.troubles == []


async def test_messages_say_in_which_language_they_are(browser: Browser, world: World, lotte: Phone, forum: Gathering) -> None:
    amal = Phone.new(world, lotte.bot, "Amal", language_code="ar")
    amal.open_link()
    async with alone(browser, world) as stand:
        phone = await stand.take("Amal")
        await expect(phone.get_by_role("log")).to_have_attribute("lang", "ar")
        await expect(phone.locator(".day")).to_have_attribute("lang", "nl")
        await expect(stand.group.get_by_role("log")).not_to_have_attribute("lang", re.compile(""))
        assert stand.troubles == []


async def test_another_rehearsal_at_this_address_starts_anew(browser: Browser, world: World, lotte: Phone) -> None:
    runs: list[str] = []

    async def feed(route: Route) -> None:
        """Each line breaks off at once; the third one is of another server."""
        runs.append("one" if len(runs) < 2 else "two")
        overview = '{"bots":[],"people":[],"groups":[],"faults":[]}'
        all_ = f'{{"now":0,"room":false,"run":"{runs[-1]}","overview":{overview},"messages":[]}}'
        await route.fulfill(content_type="text/event-stream", body=f"retry: 50\nevent: all\ndata: {all_}\n\n")

    async with alone(browser, world) as stand:
        await stand.page.route("**/rehearsal/feed", feed)
        await stand.page.evaluate("document.body.dataset.first = 'yes'")
        await stand.page.reload()
        await stand.page.evaluate("document.body.dataset.first = 'yes'")
        await expect(stand.page.locator("body[data-first]")).to_have_count(0)
        assert runs[:3] == ["one", "one", "two"]


async def test_what_changes_above_the_screen_does_not_come_in_below_it(browser: Browser, world: World, lotte: Phone) -> None:
    first, *_ = [lotte.say(f"regel {number}") for number in range(100)]
    async with alone(browser, world) as stand:
        phone = await stand.take("Lotte")
        await expect(phone.locator(".message").last).to_contain_text("regel 99")
        lotte.edit(first, "heel anders")
        lotte.say("klaar")
        await expect(phone.locator(".message").last).to_contain_text("klaar")
        await expect(phone.locator(".message", has_text="heel anders")).to_have_count(0)
        await phone.get_by_role("button", name="Eerdere berichten").click()
        await expect(phone.locator(".message", has_text="heel anders")).to_have_count(1)
        assert stand.troubles == []
