"""The real texts, read once."""

import pytest

from bot.services.work import Wordbook
from bot.wiring import Library, read_library
from tests.conversations.player import SETTINGS


@pytest.fixture(scope="session")
def library() -> Library:
    """The project's own flows and catalogs."""
    return read_library(SETTINGS)


@pytest.fixture(scope="session")
def words(library: Library) -> Wordbook:
    return library.words
