"""What people do on phones: write, edit, speak, send pictures, block the bot and come back."""

import base64
import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from bot.rehearsal.demo.story import TONE
from bot.services.speaking.ogg_opus import seconds
from tests.browser.conftest import opened
from tests.browser.stand import Stand, place_of
from tests.rehearsal.client import PNG

PLAYS = """(sound) => new Promise((done) => {
    sound.onloadedmetadata = () => done(sound.duration > 0.2);
    sound.onerror = () => done(false);
    sound.load();
})"""


async def test_what_is_written_can_be_changed_answered_and_taken_away(stand: Stand) -> None:
    sem = await stand.take("Sem")
    await stand.says(sem, "Ik heb een vraagje")
    own = sem.locator(".message.own", has_text="vraagje")
    await expect(own).to_be_visible()
    await expect(sem.locator(".message.other").last).to_contain_text("vraag")

    await own.locator("summary").click()
    await own.get_by_role("button", name="Verander").click()
    await expect(sem.locator(".about")).to_contain_text("verandert")
    await stand.says(sem, "Ik heb een vraag")
    await expect(sem.locator(".message.own").last).to_contain_text("bewerkt")

    # One that stays as it is, whatever the bot says to the change.
    other = sem.locator(".message.other", has_text="Wij zijn").first
    await other.locator("summary").click()
    await other.get_by_role("button", name="Antwoord hierop").click()
    await stand.says(sem, "Ja, stuur maar")
    await expect(sem.locator(".message.own", has_text="stuur maar").locator(".quoted")).to_be_visible()

    last = sem.locator(".message.own").last
    await last.locator("summary").click()
    await last.get_by_role("button", name="Haal weg").click()
    await expect(sem.locator(".message.own", has_text="stuur maar")).to_have_count(0)


async def test_a_voice_note_is_recorded_and_arrives_as_one(stand: Stand) -> None:
    kasia = await stand.take("Kasia")
    await kasia.get_by_label("Spreek iets in").click()
    await expect(kasia.locator(".recording")).to_contain_text(re.compile("[23] seconden"))
    await kasia.get_by_role("button", name="Stop en verstuur").click()
    sound = kasia.locator(".message.own audio")
    await expect(sound).to_be_visible()
    address = await sound.get_attribute("src")
    content = await (await stand.page.request.get(f"{stand.url}{address}")).body()
    assert content.startswith(b"OggS")
    assert seconds(content) > 0.5
    # Chromium itself plays what was made of its recording.
    assert await sound.evaluate(PLAYS)
    await expect(kasia.locator(".message.other").last).not_to_contain_text("16")


async def test_files_are_chosen_or_dropped(stand: Stand, tmp_path: Path) -> None:
    bilal = await stand.take("Bilal")
    picture = tmp_path / "speeltuin.png"
    picture.write_bytes(PNG)
    await bilal.locator("input[type=file]").set_input_files(picture)
    await expect(bilal.locator(".message.own img")).to_be_visible()
    drop = """(element, [content, name, kind]) => {
        const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], name, { type: kind }));
        element.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }"""
    tone = base64.b64encode(TONE.read_bytes()).decode()
    await bilal.locator(".screen").evaluate(drop, [tone, "stem.ogg", "audio/ogg"])
    await expect(bilal.locator(".message.own audio")).to_be_visible()


async def test_who_blocks_the_bot_can_come_back(stand: Stand) -> None:
    mehmet = await stand.take("Mehmet")
    await mehmet.get_by_label("Meer").click()
    await mehmet.get_by_role("button", name="Blokkeer de bot").click()
    await expect(mehmet.locator(".notice")).to_contain_text("geblokkeerd")
    await expect(mehmet.locator("textarea")).to_be_hidden()
    await mehmet.get_by_role("button", name="Kom terug").click()
    await expect(mehmet.locator(".notice")).to_be_hidden()
    await expect(mehmet.locator(".message.own").last).to_contain_text("/start")
    await mehmet.get_by_label("Meer").click()
    await mehmet.get_by_role("button", name="Leg deze telefoon weg").click()
    await expect(mehmet).to_have_count(0)


async def test_a_question_gets_a_topic_with_an_unread_mark_and_an_answer(stand: Stand) -> None:
    grace = await stand.take("Grace")
    topics = stand.group.locator(".topics button[data-topic]:not([data-topic=all], [data-topic='0'])")
    before = await topics.count()
    await stand.says(grace, "/question")
    await expect(grace.locator(".message.other").last).to_contain_text("What do you want to ask")
    await stand.says(grace, "Can my mother come too?")
    await expect(topics).to_have_count(before + 1)
    topic = topics.last
    await expect(topic.locator(".badge")).to_be_visible()
    await topic.click()
    await expect(topic.locator(".badge")).to_have_count(0)
    await expect(stand.group.locator(".messages")).to_contain_text("Can my mother come too?")
    await stand.says(stand.group, "Ja, graag!")
    # The floor is Grace's for a quarter of an hour after what she said last.
    await expect(stand.group.locator(".message.own", has_text="Ja, graag!")).to_be_visible()
    await stand.page.locator("[data-time=next]").click()
    await expect(grace.locator(".message.other", has_text="Ja, graag!")).to_be_visible()
    await stand.group.locator(".topics [data-topic='0']").click()


async def test_a_new_parent_comes_in_a_language_of_their_own(stand: Stand) -> None:
    page = stand.page
    await page.get_by_role("button", name="Iemand erbij").click()
    await page.locator("dialog input[name=name]").fill("Nour")
    await page.locator("dialog select[name=language]").select_option("ar")
    await page.locator("dialog .main").click()
    nour = stand.phone("Nour")
    await expect(nour.locator(".screen")).to_have_attribute("dir", "rtl")
    await nour.locator(".key", has_text="العربية").click()
    await expect(nour.locator(".message.other").last).to_contain_text("16")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_right_to_left_phone_is_mirrored(browser: Browser, shared: str, scheme: str) -> None:
    stand = await opened(browser, shared, scheme=scheme)
    amal, lotte = await stand.take("Amal"), await stand.take("Lotte")
    await stand.says(amal, "شكرا، رقم هاتفي 030 - 286 00 00")
    await stand.says(lotte, "Dank je wel")
    await expect(amal.locator(".message.own").last).to_contain_text("شكرا")
    await expect(lotte.locator(".message.own").last).to_contain_text("Dank")
    for phone, mirrored in ((amal, True), (lotte, False)):
        glass, own, other, send, attach = [
            await place_of(one)
            for one in (
                phone.locator(".log"),
                phone.locator(".message.own .bubble").last,
                phone.locator(".message.other .bubble").last,
                phone.locator(".send"),
                phone.locator(".icon").first,
            )
        ]
        middle = glass["x"] + glass["width"] / 2
        assert (own["x"] + own["width"] / 2 < middle) is mirrored
        assert (other["x"] + other["width"] / 2 > middle) is mirrored
        assert (send["x"] < attach["x"]) is mirrored
    assert await amal.locator(".text").last.evaluate("(e) => getComputedStyle(e).direction") == "rtl"
    await stand.picture(f"phones-{scheme}")
    assert stand.troubles == []
