"""Catalogs of five languages in a temporary folder."""

from pathlib import Path

import pytest

from bot.texts.catalogs import Catalogs
from tests.texts import samples


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return samples.complete(tmp_path / "locales")


@pytest.fixture
def catalogs(folder: Path) -> Catalogs:
    return Catalogs.load(folder, samples.LANGUAGES)
