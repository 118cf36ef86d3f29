"""A whole rehearsal over HTTP: the bot runs in a process of its own, and is killed for real."""

import asyncio
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from bot.config import ROOT, Settings
from bot.rehearsal.live.bot import Life
from tests.rehearsal.live.desk import PATIENCE, Opened


async def fact(opened: Opened, find: Callable[[dict[str, Any]], Any]) -> Any:
    """Something among the facts, as soon as it is there."""
    async with asyncio.timeout(PATIENCE):
        while not (found := find(await opened.facts())):
            # What the bot's own process writes down rings no bell here.
            with suppress(TimeoutError):
                await asyncio.wait_for(opened.room.world.changes.next(), 0.1)
    return found


def steps_of(opened: Opened, name: str) -> Callable[[dict[str, Any]], Any]:
    """Where somebody's conversations stand."""
    user_id = opened.phone(name).user.id

    def find(facts: dict[str, Any]) -> Any:
        talks = next(person["conversations"] for person in facts["people"] if person["user_id"] == user_id)
        return [step for talk in talks for step in talk["steps"]]

    return find


async def test_a_round_from_writing_to_a_day_later(opened: Opened) -> None:
    desk, shown = opened.desk, await opened.facts()
    roles = [person["roles"] for person in shown["people"]]
    assert (shown["life"], shown["zone"]) == (Life.RUNNING, "Europe/Amsterdam")
    assert (roles.count(["coordinator"]), roles.count(["parent"])) == (2, 12)
    assert {person["state"] for person in shown["people"]} == {"active"}
    assert shown["guide"] == {"version": 0, "written": False, "sent": False, "reacted": 0, "passed": False, "read": False}

    # Words that cannot be loaded are refused, and nothing changes; others go out.
    before = (await desk.look("room/update"))["texts"]
    assert "is empty" in (await desk.ask("room/update", 409, texts={"meaning": " "}))["error"]
    refused = await desk.ask("room/update", 409, texts={"meaning": "x" * 901})
    assert "meaning" in refused["error"]
    assert (await desk.look("room/update"))["texts"] == before
    assert (await desk.ask("room/plain", text="De regie wordt belegd bij de ketenpartners."))["findings"]
    words = before["acknowledgement"].replace("Dank je wel voor deze verhalen.", "Dank je wel, ouders.")
    assert (await desk.ask("room/update", texts={"acknowledgement": words}))["warnings"] == []
    await opened.sends_the_update()
    await opened.hears("Lotte", "Dank je wel, ouders.")
    await opened.hears("Amal", "هل هذا مثل ما حكاه الآباء والأمهات؟")
    assert {"flow": "react", "step": "understood"} in await fact(opened, steps_of(opened, "Amal"))

    # Parents react, once everybody has it: one by hand, the others by themselves.
    await fact(opened, lambda facts: set(facts["ledger"]["counts"]) == {"sent"})
    await opened.taps("Lotte", "Een beetje")
    others = [one["user_id"] for one in shown["people"] if one["user_id"] != opened.phone("Lotte").user.id]
    assert (await desk.ask("crowd", users=others))["taps"] >= 11
    assert (await opened.facts())["guide"]["reacted"] == 12

    # What is planned says why it waits; time goes to it, and a day further.
    [due, *_] = [one for one in (await opened.facts())["planned"] if one["name"] == "day_after"]
    assert due["why"] == "quiet_hours"
    assert await desk.ask("room/time", seconds=3600) == {"moved": True, "stuck": False}
    while opened.room.calendar.now() < due["at"]:
        assert await desk.ask("room/time", next=True) == {"moved": True, "stuck": False}
    assert opened.room.calendar.now() - due["at"] < 60
    await opened.hears("Zofia", "Wczoraj")
    guide = (await opened.facts())["guide"]
    assert guide == {"version": 1, "written": True, "sent": True, "reacted": 12, "passed": True, "read": False}

    # A new parent in any language, who answers or is played.
    await desk.ask("room/people", name="Nour", language="ar", taps=False)
    await opened.taps("Nour", "العربية")
    await desk.ask("room/people", name="Ola", language="pl", taps=True)
    ola = opened.phone("Ola").user.id
    await fact(opened, lambda facts: any(one["user_id"] == ola and one["state"] == "active" for one in facts["people"]))
    assert "language" in (await desk.ask("room/people", 409, name="X", language="xx"))["error"]


async def test_a_bot_that_is_killed_in_a_broadcast_leaves_nobody_out(opened: Opened) -> None:
    desk = opened.desk
    await desk.ask("faults", trouble="slow", method="sendMessage", times=None, seconds=0.2)
    await opened.sends_the_update()
    await opened.hears("Lotte", "Klopt dit")
    assert await desk.ask("room/bot/kill") == {"life": "killed"}
    shown = await opened.facts()
    assert shown["life"] == Life.KILLED
    assert sum(shown["ledger"]["counts"].values()) > shown["ledger"]["counts"]["sent"]
    # Time goes on without it, and what is left is said.
    before = opened.room.calendar.now()
    assert await desk.ask("room/time", next=True) == {"moved": True, "stuck": True}
    assert opened.room.calendar.now() > before + 3600
    opened.room.calendar.advance(before - opened.room.calendar.now())
    await desk.session.delete(f"{desk.url}/rehearsal/faults")
    assert await desk.ask("room/bot/start") == {"life": "running"}
    for name, words in (("Fatma", "uyuyor mu"), ("Amal", "هل هذا مثل"), ("Esther", "Klopt dit")):
        await opened.hears(name, words)
    async with asyncio.timeout(PATIENCE):
        while not set((await opened.facts())["ledger"]["counts"]) <= {"sent", "uncertain"}:
            await desk.ask("room/time", seconds=20)
    for name in ("Lotte", "Fatma", "Amal", "Zofia", "Esther"):
        texts = [message.text for message in opened.phone(name).received]
        assert max(texts.count(text) for text in texts) <= 2


@pytest.fixture
def settings(tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    """With flows of its own where a test changes them."""
    if "changed" not in request.node.name:
        return Settings()
    flows, locales = (Path(shutil.copytree(ROOT / name, tmp_path / name)) for name in ("flows", "locales"))
    return Settings(flows_dir=flows, locales_dir=locales)


async def test_a_flow_that_is_changed_is_taken_over_or_its_error_is_told(opened: Opened, settings: Settings) -> None:
    file = settings.flows_dir / "help.yaml"
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace("steps:", "stepz:", 1), encoding="utf-8")
    [mistake, *_] = await fact(opened, lambda facts: facts["mistakes"])
    assert f"{file}:" in mistake
    assert opened.room.bot.life is Life.RUNNING
    opened.phone("Lotte").say("/help")
    await opened.hears("Lotte", "stop")

    file.write_text(before.replace("say: |\n", "say: |\n      Nieuw: \n", 1), encoding="utf-8")
    await fact(opened, lambda facts: not facts["mistakes"])
    assert opened.room.bot.life is Life.RUNNING


async def test_texts_that_are_changed_stay_approved_as_the_file_says(opened: Opened, settings: Settings) -> None:
    """A text in another language is another text: who approved it stands in the file, which is loaded again."""
    catalog = settings.locales_dir / "tr" / "LC_MESSAGES" / "weerklank.po"
    before = catalog.read_text(encoding="utf-8")
    catalog.write_text(before.replace("Teşekkür ederiz", "Çok teşekkür ederiz"), encoding="utf-8")
    await fact(opened, lambda facts: facts["renewed"])
    await opened.desk.ask("room/people", name="Elif", language="tr", taps=True)
    await opened.hears("Elif", "Çok teşekkür ederiz")
