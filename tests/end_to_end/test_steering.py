"""A bulletin that is on its way is paused, goes on, and is withdrawn; its states always add up to its recipients."""

from typing import Any

from bot import steering
from bot.rehearsal.demo.stage import Somebody, Stage
from tests.databases import on_both
from tests.end_to_end.test_quiet import at
from tests.end_to_end.town import BULLETIN, coordinators, joined

pytestmark = on_both


async def told(stage: Stage, what: str) -> dict[str, Any]:
    """As `weerklank bulletin WHAT ID --json` tells it."""
    status = await steering.bulletin_in(stage.house, what, BULLETIN)
    assert sum(status["counts"].values()) == status["recipients"]
    return status


def has(stage: Stage, parent: Somebody) -> bool:
    """Whether the bulletin is on their phone."""
    pattern = stage.pattern("bulletin.acknowledgement.say", parent.language)
    return any(pattern.search(message.text) for message in parent.phone.received)


async def test_pausing_holds_what_waits_and_resuming_lets_it_go(stage: Stage) -> None:
    await coordinators(stage)
    lotte, sem = await joined(stage, "Lotte"), await joined(stage, "Sem")
    await at(stage, 4, 21)
    sent = await told(stage, "send")
    assert (sent["state"], sent["recipients"], sent["counts"]) == ("sending", 2, {"pending": 2})
    assert (await told(stage, "pause"))["state"] == "paused"
    await at(stage, 5, 9, 20)
    assert not has(stage, lotte)
    assert (await told(stage, "resume"))["state"] == "sending"
    await stage.pass_time(minutes=1)
    assert has(stage, lotte)
    assert has(stage, sem)
    assert (await told(stage, "status"))["counts"] == {"sent": 2}


async def test_what_is_withdrawn_before_the_morning_reaches_nobody(stage: Stage) -> None:
    await coordinators(stage)
    lotte = await joined(stage, "Lotte")
    await at(stage, 4, 21)
    await told(stage, "send")
    withdrawn = await told(stage, "cancel")
    assert (withdrawn["state"], withdrawn["reasons"]) == ("cancelled", {"bulletin_cancelled": 1})
    await at(stage, 5, 9, 20)
    assert not has(stage, lotte)
