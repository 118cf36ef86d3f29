"""The flows of these tests, read once."""

from pathlib import Path

import pytest

from bot.dialogue.book import FlowBook
from bot.dialogue.loader import load

FLOWS = Path(__file__).parent / "flows"
LOCALES = FLOWS.parent / "locales"


@pytest.fixture(scope="session")
def book() -> FlowBook:
    return load(FLOWS, LOCALES)
