"""Texts without a flow that a parent is told by themselves can be read aloud, so that who listens hears them."""

import re
from pathlib import Path

from bot.config import Settings
from bot.services.speaking.own_voice import SAID_ALONE
from bot.wiring import read_library

TOLD = re.compile(r'(?:tell|again)\([^()]*(?:\([^()]*\)[^()]*)*?"(common\.\w+)"|"(common\.\w+)" if |else "(common\.\w+)"')
CODE = Path(__file__).parents[2] / "bot"


def test_whatever_a_parent_is_told_outside_a_flow_can_be_recorded() -> None:
    parents = set(read_library(Settings()).catalogs.keys("parent"))
    code = [file.read_text(encoding="utf-8") for room in ("handling", "dialogue") for file in (CODE / room).glob("*.py")]
    told = {key for text in code for found in TOLD.findall(text) for key in found if key}
    assert {"common.not_understood", "common.passed_on", "common.over", "common.stopped"} <= told & parents
    assert (told - {"common.no_colleague"}) & parents <= SAID_ALONE, "but to who works along no more"
    assert parents >= SAID_ALONE
